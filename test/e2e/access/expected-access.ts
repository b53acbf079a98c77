import type { Role } from '#contracts/roles-and-actors';
import { VISITS } from '../../support/builders/people.js';
import type { TenantRecords } from './tenant-records.js';

const STAFF: Role[] = ['officer', 'commissioner', 'auditor'];
const BROKERS: Role[] = ['officer', 'commissioner'];
const ALL: Role[] = [
  'officer',
  'commissioner',
  'provider',
  'provider_administrator',
  'administrator',
  'auditor',
];
const MANAGERS: Role[] = ['administrator', 'provider_administrator'];

/** An administrator sees imports of users only, and a commissioner all others. */
const importOf = (own: TenantRecords, role?: Role): string =>
  role === 'administrator' ? own.usersImportId : own.importId;

/**
 * The roles that may call a route. They are written here a second time, independently of the product's table
 * of route access.
 */
export interface RouteCase {
  readonly roles: readonly Role[] | 'public';
  /**
   * Builds the request path from ids of a tenant's records. Absent if the path has no ids. Some paths need
   * the id of the caller's own record, which depends on the role.
   */
  readonly path?: (own: TenantRecords, role?: Role) => string;
  /**
   * Builds a valid request body from ids of a tenant's records. For another tenant, the API then has only one
   * reason to refuse: the records are not the caller's.
   */
  readonly body?: (own: TenantRecords) => object;
  /** True for a route that reads data of all tenants, such as the register of providers. */
  readonly shared?: true;
  /**
   * True for a route that creates a record and takes the id of an existing record of the tenant in the
   * request body.
   */
  readonly namesOwn?: true;
}

const reason = { reason: 'for the record' };
const settings = { urgency: 'urgent', pacePerMinute: 10, intakeCap: 5, awarding: 'officer', version: 2 };
const lotSettings = {
  method: 'broadcast',
  sealed: true,
  ownRankShown: false,
  tierHeadStartMinutes: 60,
  cascadeStepMinutes: 30,
  ratingPolicy: 'exclude_inadequate',
  weights: { price: 40, quality: 30, fit: 20, continuity: 10 },
  rateFloorPence: 2_000,
  rateCeilingPence: 2_800,
};
const person = {
  reference: 'X-1',
  givenName: 'A',
  familyName: 'B',
  bornOn: '1940-01-01',
  addressLines: ['1 Road'],
  postcode: 'LE11 3TU',
  livesAlone: false,
};
const branch = {
  name: 'Branch',
  postcode: 'LE11 3TU',
  registration: { status: 'registered', dormant: false, personalCare: true },
  ratings: {},
};
const contract = { tier: 1, rankInTier: 1, rateMinPence: 2_000, rateMaxPence: 2_500, startsOn: '2026-01-01' };
const terms = ({ branchId }: TenantRecords) => ({
  startsOn: '2026-03-04',
  hourlyRatePence: 2_400,
  visitTimes: VISITS.map(({ key }) => ({ visitKey: key, startsAt: '08:00' })),
  deliveringBranchId: branchId,
});

/** Returns the id of a user who belongs to the same organisation as a caller with the role. */
const userOf = (own: TenantRecords, role?: Role): string =>
  role === 'provider_administrator' ? own.users.provider.id : own.userId;

/** The roles that may call each route, as the test expects. The test fails for a route that is missing here. */
export const ROUTES: Readonly<Record<string, RouteCase>> = {
  'GET /v1/feed': { roles: ALL },
  'GET /v1/queues': { roles: ['administrator'] },
  'GET /v1/queues/{queue}/jobs': {
    roles: ['administrator'],
    path: () => '/v1/queues/alarms/jobs?state=delayed',
    shared: true,
  },
  'POST /v1/queues/{queue}/jobs/{id}/retry': {
    roles: ['administrator'],
    path: (own) => `/v1/queues/alarms/jobs/${own.closingJobId}/retry`,
  },

  'GET /health': { roles: 'public' },
  'GET /ready': { roles: 'public' },
  'GET /metrics': { roles: 'public' },
  'POST /v1/sessions': { roles: 'public' },

  'GET /v1/sessions': { roles: ALL },
  'GET /v1/me': { roles: ALL },
  'POST /v1/me/password': {
    roles: ALL,
    body: () => ({ oldPassword: 'not this one', newPassword: 'a long new password' }),
  },
  'PATCH /v1/me': { roles: ALL, body: () => ({ name: 'N', version: 1 }) },
  'POST /v1/me/email': {
    roles: ALL,
    body: () => ({ email: 'new@example.org', password: 'not this one' }),
  },
  'DELETE /v1/sessions/{id}': { roles: ALL, path: (own) => `/v1/sessions/${own.sessionId}` },
  'DELETE /v1/sessions/current': { roles: ALL },
  'DELETE /v1/sessions': { roles: ALL },
  'GET /v1/webhooks': { roles: ALL },
  'POST /v1/webhooks': {
    roles: [...STAFF, 'provider'],
    body: () => ({ name: 'Payroll', url: 'https://192.0.2.1/', eventNames: [] }),
  },
  'GET /v1/webhooks/{id}': {
    roles: ALL,
    path: (own, role) => `/v1/webhooks/${own.webhookIds[role ?? 'officer']}`,
  },
  'PUT /v1/webhooks/{id}': {
    roles: ALL,
    path: (own, role) => `/v1/webhooks/${own.webhookIds[role ?? 'officer']}`,
    body: () => ({ name: 'Payroll', url: 'https://8.8.8.8/', eventNames: [], version: 1 }),
  },
  'POST /v1/webhooks/{id}/switch-on': {
    roles: ALL,
    path: (own, role) => `/v1/webhooks/${own.webhookIds[role ?? 'officer']}/switch-on`,
  },
  'POST /v1/webhooks/{id}/switch-off': {
    roles: ALL,
    path: (own, role) => `/v1/webhooks/${own.webhookIds[role ?? 'officer']}/switch-off`,
  },
  'POST /v1/webhooks/{id}/secret': {
    roles: [...STAFF, 'provider'],
    path: (own, role) => `/v1/webhooks/${own.webhookIds[role ?? 'officer']}/secret`,
    body: () => ({ overlapHours: 24 }),
  },
  'GET /v1/webhooks/{id}/deliveries': {
    roles: ALL,
    path: (own, role) => `/v1/webhooks/${own.webhookIds[role ?? 'officer']}/deliveries`,
  },
  'POST /v1/webhooks/{id}/deliveries/{deliveryId}/redeliver': {
    roles: ALL,
    path: (own, role) => {
      const webhookId = own.webhookIds[role ?? 'officer'];
      return `/v1/webhooks/${webhookId}/deliveries/${webhookId}/redeliver`;
    },
  },
  'DELETE /v1/webhooks/{id}': {
    roles: ALL,
    path: (own, role) => `/v1/webhooks/${own.webhookIds[role ?? 'officer']}`,
  },
  'GET /v1/keys': { roles: ALL },
  'POST /v1/keys': {
    roles: [...STAFF, 'provider'],
    body: () => ({ name: 'Payroll', scopes: ['events'], days: 90 }),
  },
  'POST /v1/keys/{id}/rotate': {
    roles: [...STAFF, 'provider'],
    path: (own, role) => `/v1/keys/${own.keyIds[role ?? 'officer']}/rotate`,
    body: () => ({ days: 90, overlapHours: 24 }),
  },
  'DELETE /v1/keys/{id}': { roles: ALL, path: (own, role) => `/v1/keys/${own.keyIds[role ?? 'officer']}` },

  'POST /v1/account-links/read': { roles: 'public' },
  'POST /v1/account-links/use': { roles: 'public' },
  'POST /v1/account-links/request': { roles: 'public' },
  'GET /v1/me/account-events': { roles: ALL },
  'GET /v1/account-events': { roles: [...MANAGERS, 'auditor'] },
  'GET /v1/provider-administrators': { roles: ['administrator'] },
  'DELETE /v1/provider-administrators/{userId}': {
    roles: ['administrator'],
    path: (own) => `/v1/provider-administrators/${own.pendingAdministratorId}`,
  },
  'GET /v1/users': { roles: MANAGERS },
  'GET /v1/users/{id}': { roles: MANAGERS, path: (own, role) => `/v1/users/${userOf(own, role)}` },
  'GET /v1/users/{id}/open-work': {
    roles: MANAGERS,
    path: (own, role) => `/v1/users/${userOf(own, role)}/open-work`,
  },
  'POST /v1/users': { roles: MANAGERS },
  'PATCH /v1/users/{id}': {
    roles: MANAGERS,
    path: (own, role) => `/v1/users/${userOf(own, role)}`,
    body: () => ({ version: 1, name: 'N' }),
  },
  'PUT /v1/users/{id}/branches': {
    roles: ['provider_administrator'],
    path: (own, role) => `/v1/users/${userOf(own, role)}/branches`,
    body: () => ({ version: 1, branchIds: null }),
  },
  'POST /v1/users/{id}/link': { roles: MANAGERS, path: (own, role) => `/v1/users/${userOf(own, role)}/link` },
  'DELETE /v1/users/{id}/link': {
    roles: MANAGERS,
    path: (own, role) => `/v1/users/${userOf(own, role)}/link`,
  },
  'DELETE /v1/users/{id}/request': {
    roles: MANAGERS,
    path: (own, role) => `/v1/users/${userOf(own, role)}/request`,
  },
  'POST /v1/users/{id}/disable': {
    roles: MANAGERS,
    path: (own, role) => `/v1/users/${userOf(own, role)}/disable`,
  },
  'POST /v1/users/{id}/enable': {
    roles: MANAGERS,
    path: (own, role) => `/v1/users/${userOf(own, role)}/enable`,
  },

  'GET /v1/lots': { roles: [...STAFF, 'administrator'] },
  'GET /v1/lots/outlines': { roles: [...STAFF, 'administrator'] },
  'GET /v1/lots/offices': { roles: [...STAFF, 'administrator'] },
  'GET /v1/lots/{id}': { roles: [...STAFF, 'administrator'], path: (own) => `/v1/lots/${own.lotId}` },
  'POST /v1/lots/locate': { roles: STAFF },
  'POST /v1/lots': { roles: ['commissioner'] },
  'PUT /v1/lots/{id}': {
    roles: ['commissioner'],
    path: (own) => `/v1/lots/${own.lotId}`,
    body: () => ({ code: 'Z', name: 'Z', areas: ['LE99'], ...lotSettings, version: 1 }),
  },
  'GET /v1/lots/area-coverage': { roles: [...STAFF, 'administrator'] },
  'PUT /v1/lots/{id}/outline': {
    roles: ['commissioner'],
    path: (own) => `/v1/lots/${own.lotId}/outline`,
    body: () => ({ file: null, version: 1 }),
  },
  'GET /v1/clock-profiles': { roles: STAFF },
  'POST /v1/clock-profiles/confirm': { roles: ['commissioner'] },
  'PUT /v1/clock-profiles/{urgency}': { roles: ['commissioner'] },

  'GET /v1/providers': { roles: ALL, shared: true },
  'GET /v1/providers/{id}': { roles: ALL, path: (own) => `/v1/providers/${own.providerId}`, shared: true },
  'POST /v1/providers': { roles: ['commissioner'] },
  'GET /v1/branch-standings': { roles: STAFF },
  'GET /v1/contingency': { roles: ['administrator', 'auditor'] },
  'PUT /v1/contingency/key': { roles: ['administrator'], body: () => ({ recipient: null }) },
  'GET /v1/set-up': { roles: ['administrator', 'commissioner'] },
  'GET /v1/coverage': { roles: STAFF },
  'GET /v1/lots/{id}/coverage': { roles: STAFF, path: (own) => `/v1/lots/${own.lotId}/coverage` },
  'GET /v1/branches/{id}/file': {
    roles: STAFF,
    path: (own) => `/v1/branches/${own.branchId}/file`,
    shared: true,
  },
  'GET /v1/branches': { roles: ALL, shared: true },
  'GET /v1/branches/{id}': { roles: ALL, path: (own) => `/v1/branches/${own.branchId}`, shared: true },
  'POST /v1/branches': { roles: ['commissioner'] },
  'PUT /v1/branches/{id}': {
    roles: ['commissioner'],
    path: (own) => `/v1/branches/${own.branchId}`,
    body: () => ({ ...branch, version: 99 }),
    shared: true,
  },
  'GET /v1/capability-declarations': { roles: ['provider', 'provider_administrator'] },
  'GET /v1/branches/{id}/capabilities': {
    roles: [...STAFF, 'provider', 'provider_administrator'],
    path: (own) => `/v1/branches/${own.branchId}/capabilities`,
    shared: true,
  },
  'GET /v1/branches/{id}/capabilities/withdrawal': {
    roles: ['provider', 'provider_administrator'],
    path: (own) => `/v1/branches/${own.branchId}/capabilities/withdrawal?withdrawn=peg`,
  },
  'POST /v1/branches/{id}/capabilities': {
    roles: ['provider', 'provider_administrator'],
    path: (own) => `/v1/branches/${own.branchId}/capabilities`,
    body: () => ({ declared: [], withdrawn: ['peg'], onDay: '2026-01-05' }),
  },
  'POST /v1/branches/{id}/capabilities/answers': {
    roles: ['commissioner'],
    path: (own) => `/v1/branches/${own.branchId}/capabilities/answers`,
    body: () => ({ kind: 'confirmed', capabilities: ['dementia'], evidence: 'E' }),
    shared: true,
  },
  'GET /v1/contracts': { roles: [...STAFF, 'provider'] },
  'GET /v1/contracts/{id}': {
    roles: [...STAFF, 'provider'],
    path: (own) => `/v1/contracts/${own.contractId}`,
  },
  'POST /v1/contracts': {
    roles: ['commissioner'],
    body: (own) => ({ ...contract, branchId: own.branchId, lotId: own.lotId }),
    namesOwn: true,
  },
  'PUT /v1/contracts/{id}': {
    roles: ['commissioner'],
    path: (own) => `/v1/contracts/${own.contractId}`,
    body: () => ({ ...contract, version: 1 }),
  },
  'GET /v1/contract-lines': { roles: STAFF },
  'GET /v1/contracts/{id}/dependants': {
    roles: STAFF,
    path: (own) => `/v1/contracts/${own.contractId}/dependants`,
  },
  'GET /v1/contracts/{id}/rates': { roles: STAFF, path: (own) => `/v1/contracts/${own.contractId}/rates` },
  'POST /v1/contracts/change': {
    roles: ['commissioner'],
    body: (own) => ({ contracts: [{ id: own.contractId, version: 1 }], change: { noticeDays: 30 } }),
    namesOwn: true,
  },
  'POST /v1/contracts/{id}/copies': {
    roles: ['commissioner'],
    path: (own) => `/v1/contracts/${own.contractId}/copies`,
    body: (own) => ({ lotIds: [own.lotId], startsOn: '2026-01-01' }),
  },
  'GET /v1/rate-uplifts': { roles: STAFF },
  'POST /v1/rate-uplifts/preview': {
    roles: ['commissioner'],
    body: (own) => ({ contractIds: [own.contractId], fromOn: '2026-04-01', hundredths: 100, reason: 'R' }),
    namesOwn: true,
  },
  'POST /v1/rate-uplifts': {
    roles: ['commissioner'],
    body: (own) => ({ contractIds: [own.contractId], fromOn: '2026-04-01', hundredths: 100, reason: 'R' }),
    namesOwn: true,
  },
  'POST /v1/rate-uplifts/{id}/withdraw': {
    roles: ['commissioner'],
    path: (own) => `/v1/rate-uplifts/${own.contractId}/withdraw`,
    body: () => ({ reason: 'R' }),
  },
  'GET /v1/subcontracts/{id}/dependants': {
    roles: STAFF,
    path: (own) => `/v1/subcontracts/${own.subcontractId}/dependants`,
  },
  'GET /v1/branches/{id}/checks': {
    roles: STAFF,
    path: (own) => `/v1/branches/${own.branchId}/checks`,
    shared: true,
  },
  'POST /v1/branches/{id}/checks': {
    roles: ['commissioner'],
    path: (own) => `/v1/branches/${own.branchId}/checks`,
    body: () => ({ kind: 'insurance', satisfied: true, evidence: 'E', reviewOn: '2026-06-01' }),
    shared: true,
  },
  'GET /v1/subcontracts': { roles: [...STAFF, 'provider'] },
  'POST /v1/subcontracts': {
    roles: ['commissioner'],
    body: (own) => ({
      branchId: own.branchId,
      deliveringBranchId: own.otherBranchId,
      lotId: own.lotId,
      startsOn: '2026-01-01',
    }),
    namesOwn: true,
  },
  'POST /v1/subcontracts/{id}/end': {
    roles: ['commissioner'],
    path: (own) => `/v1/subcontracts/${own.subcontractId}/end`,
    body: () => ({ endsOn: '2027-01-01' }),
  },
  'GET /v1/work': { roles: ['provider'] },
  'GET /v1/capacity': { roles: [...STAFF, 'provider'] },
  'POST /v1/capacity/confirm': {
    roles: ['provider'],
    body: (own) => ({ lines: [{ branchId: own.branchId, lotId: own.lotId, version: 1 }] }),
    namesOwn: true,
  },
  'PUT /v1/branches/{branchId}/capacity/{lotId}': {
    roles: ['provider'],
    path: (own) => `/v1/branches/${own.branchId}/capacity/${own.lotId}`,
    body: () => ({ spareMinutes: 60, bands: [], doubleUps: false, version: 1 }),
  },

  'GET /v1/people': { roles: STAFF },
  'GET /v1/people/{id}': { roles: STAFF, path: (own) => `/v1/people/${own.personId}` },
  'POST /v1/people': { roles: BROKERS },
  'POST /v1/person-searches': { roles: BROKERS, body: () => ({ text: 'A' }) },
  'GET /v1/person-searches/{id}': {
    roles: BROKERS,
    path: (own, role) => `/v1/person-searches/${own.searchIds[role ?? 'officer'] ?? own.personId}`,
  },
  'POST /v1/people/find': { roles: STAFF },
  'PUT /v1/people/{id}': {
    roles: BROKERS,
    path: (own) => `/v1/people/${own.personId}`,
    body: () => ({ ...person, version: 1 }),
  },
  'POST /v1/people/{id}/merge': {
    roles: BROKERS,
    path: (own) => `/v1/people/${own.personId}/merge`,
    body: (own) => ({ version: 1, otherPersonId: own.personId, otherVersion: 1 }),
  },
  'POST /v1/people/{id}/exclusions': {
    roles: BROKERS,
    path: (own) => `/v1/people/${own.personId}/exclusions`,
    body: (own) => ({ branchId: own.branchId, ...reason }),
  },
  'DELETE /v1/people/{id}/exclusions/{branchId}': {
    roles: BROKERS,
    path: (own) => `/v1/people/${own.personId}/exclusions/${own.otherBranchId}`,
  },
  'GET /v1/awards/{id}/person': { roles: ['provider'], path: (own) => `/v1/awards/${own.awardId}/person` },

  'GET /v1/placements/{id}/person': {
    roles: ['provider'],
    path: (own) => `/v1/placements/${own.placementId}/person`,
  },

  'GET /v1/packages': { roles: STAFF },
  'GET /v1/packages/{id}': { roles: STAFF, path: (own) => `/v1/packages/${own.packageId}` },
  'GET /v1/packages/{id}/eligibility': {
    roles: STAFF,
    path: (own) => `/v1/packages/${own.packageId}/eligibility`,
  },
  'GET /v1/packages/{id}/broadcast-plan': {
    roles: STAFF,
    path: (own) => `/v1/packages/${own.packageId}/broadcast-plan`,
  },
  'GET /v1/packages/{id}/standing': {
    roles: STAFF,
    path: (own) => `/v1/packages/${own.packageId}/standing`,
  },
  'GET /v1/messages': { roles: [...STAFF, ...MANAGERS] },
  'GET /v1/message-rules': { roles: ALL },
  'GET /v1/message-links/{type}/{id}': { roles: ALL, path: () => '/v1/message-links/user/own', shared: true },
  'GET /v1/me/messages': { roles: ALL },
  'GET /v1/me/messages/unread': { roles: ALL },
  'POST /v1/me/messages/seen': { roles: ALL, body: () => ({ page: { name: 'account' } }) },
  'GET /v1/packages/{id}/messages': { roles: STAFF, path: (own) => `/v1/packages/${own.packageId}/messages` },
  'GET /v1/packages/{id}/story': { roles: STAFF, path: (own) => `/v1/packages/${own.packageId}/story` },
  'POST /v1/packages': {
    roles: BROKERS,
    body: (own) => ({ personId: own.personId, urgency: 'routine', visits: VISITS, needs: [] }),
    namesOwn: true,
  },
  'PUT /v1/packages/{id}': {
    roles: BROKERS,
    path: (own) => `/v1/packages/${own.packageId}`,
    body: () => ({ urgency: 'routine', visits: VISITS, needs: [], version: 1 }),
  },
  'POST /v1/packages/{id}/withdraw': {
    roles: BROKERS,
    path: (own) => `/v1/packages/${own.packageId}/withdraw`,
    body: () => reason,
  },
  'POST /v1/packages/{id}/broadcasts': {
    roles: BROKERS,
    path: (own) => `/v1/packages/${own.packageId}/broadcasts`,
  },

  'GET /v1/broadcasts': { roles: STAFF },
  'GET /v1/broadcasts/{id}': { roles: STAFF, path: (own) => `/v1/broadcasts/${own.broadcastId}` },
  'GET /v1/broadcasts/{id}/decisions': {
    roles: STAFF,
    path: (own) => `/v1/broadcasts/${own.broadcastId}/decisions`,
  },
  'GET /v1/broadcasts/{id}/invitations': {
    roles: STAFF,
    path: (own) => `/v1/broadcasts/${own.broadcastId}/invitations`,
  },
  'GET /v1/broadcasts/{id}/offers': {
    roles: STAFF,
    path: (own) => `/v1/broadcasts/${own.broadcastId}/offers`,
  },
  'GET /v1/broadcasts/{id}/award-file': {
    roles: STAFF,
    path: (own) => `/v1/broadcasts/${own.broadcastId}/award-file`,
  },
  'GET /v1/audit': { roles: ['auditor'] },
  'GET /v1/audit/head': { roles: ['auditor'] },
  'GET /v1/audit/person-reads': { roles: ['auditor'] },
  'GET /v1/audit/person-reads/file': { roles: ['auditor'] },
  'GET /v1/audit/events': { roles: ['auditor'] },
  'GET /v1/audit/events/file': { roles: ['auditor'] },
  'POST /v1/broadcasts/{id}/extend': {
    roles: BROKERS,
    path: (own) => `/v1/broadcasts/${own.broadcastId}/extend`,
    body: () => ({ version: 1, closesAt: '2026-04-01T00:00:00Z', ...reason }),
  },
  'POST /v1/broadcasts/{id}/close': {
    roles: BROKERS,
    path: (own) => `/v1/broadcasts/${own.broadcastId}/close`,
    body: () => reason,
  },
  'POST /v1/broadcasts/{id}/cancel': {
    roles: BROKERS,
    path: (own) => `/v1/broadcasts/${own.broadcastId}/cancel`,
    body: () => reason,
  },
  'POST /v1/broadcasts/{id}/award': {
    roles: BROKERS,
    path: (own) => `/v1/broadcasts/${own.broadcastId}/award`,
    body: (own) => ({ offerId: own.offerId }),
  },

  'GET /v1/invitations': { roles: ['provider'] },
  'GET /v1/invitations/{id}': { roles: ['provider'], path: (own) => `/v1/invitations/${own.invitationId}` },
  'POST /v1/invitations/{id}/seen': {
    roles: ['provider'],
    path: (own) => `/v1/invitations/${own.invitationId}/seen`,
  },
  'POST /v1/invitations/{id}/decline': {
    roles: ['provider'],
    path: (own) => `/v1/invitations/${own.invitationId}/decline`,
    body: () => ({ reason: 'no_capacity' }),
  },
  'POST /v1/invitations/{id}/offers': {
    roles: ['provider'],
    path: (own) => `/v1/invitations/${own.invitationId}/offers`,
    body: terms,
  },
  'GET /v1/offers': { roles: ['provider'] },
  'GET /v1/offers/{id}': { roles: ['provider'], path: (own) => `/v1/offers/${own.offerId}` },
  'PUT /v1/offers/{id}': {
    roles: ['provider'],
    path: (own) => `/v1/offers/${own.offerId}`,
    body: (own) => ({ ...terms(own), version: 1 }),
  },
  'POST /v1/offers/{id}/withdraw': {
    roles: ['provider'],
    path: (own) => `/v1/offers/${own.offerId}/withdraw`,
  },

  'GET /v1/awards': { roles: [...STAFF, 'provider'] },
  'GET /v1/awards/{id}': { roles: [...STAFF, 'provider'], path: (own) => `/v1/awards/${own.awardId}` },
  'POST /v1/awards/{id}/withdraw': {
    roles: BROKERS,
    path: (own) => `/v1/awards/${own.awardId}/withdraw`,
    body: () => reason,
  },
  'GET /v1/awards/{id}/contact-attempts': {
    roles: STAFF,
    path: (own) => `/v1/awards/${own.awardId}/contact-attempts`,
  },
  'POST /v1/awards/{id}/contact-attempts': {
    roles: BROKERS,
    path: (own) => `/v1/awards/${own.awardId}/contact-attempts`,
    body: () => ({ reached: false, note: 'No answer' }),
  },
  'GET /v1/starts': { roles: ['provider'] },
  'GET /v1/starts/{id}': { roles: ['provider'], path: (own) => `/v1/starts/${own.awardId}` },
  'POST /v1/awards/{id}/start': {
    roles: [...BROKERS, 'provider'],
    path: (own) => `/v1/awards/${own.awardId}/start`,
  },

  'GET /v1/care': { roles: ['provider'] },
  'GET /v1/care/{id}': { roles: ['provider'], path: (own) => `/v1/care/${own.placementId}` },
  'GET /v1/placements': { roles: [...STAFF, 'provider'] },
  'GET /v1/placements/{id}': {
    roles: [...STAFF, 'provider'],
    path: (own) => `/v1/placements/${own.placementId}`,
  },
  'GET /v1/placements/{id}/variations': {
    roles: [...STAFF, 'provider'],
    path: (own) => `/v1/placements/${own.placementId}/variations`,
  },
  'POST /v1/placements/{id}/variations': {
    roles: BROKERS,
    path: (own) => `/v1/placements/${own.placementId}/variations`,
    body: () => ({ version: 1, visits: VISITS, ...reason }),
  },
  'POST /v1/placements/{id}/end': {
    roles: BROKERS,
    path: (own) => `/v1/placements/${own.placementId}/end`,
    body: () => ({ version: 1, reason: 'other' }),
  },

  'POST /v1/placements/{id}/variation-requests': {
    roles: [...BROKERS, 'provider'],
    path: (own) => `/v1/placements/${own.placementId}/variation-requests`,
    body: () => ({ version: 1, visits: VISITS, ...reason }),
  },
  'POST /v1/placements/{id}/deliverer': {
    roles: BROKERS,
    path: (own) => `/v1/placements/${own.placementId}/deliverer`,
    body: (own) => ({ version: 1, deliveringBranchId: own.otherBranchId, ...reason }),
  },
  'GET /v1/variation-requests': { roles: [...STAFF, 'provider'] },
  'POST /v1/variation-requests/{id}/approve': {
    roles: BROKERS,
    path: (own) => `/v1/variation-requests/${own.variationRequestId}/approve`,
  },
  'POST /v1/variation-requests/{id}/refuse': {
    roles: BROKERS,
    path: (own) => `/v1/variation-requests/${own.variationRequestId}/refuse`,
    body: () => reason,
  },
  'POST /v1/variation-requests/{id}/withdraw': {
    roles: [...BROKERS, 'provider'],
    path: (own) => `/v1/variation-requests/${own.variationRequestId}/withdraw`,
  },

  'GET /v1/branches/{id}/head-room': {
    roles: [...STAFF, 'provider'],
    path: (own) => `/v1/branches/${own.branchId}/head-room`,
    shared: true,
  },
  'GET /v1/placements/{id}/head-room': {
    roles: [...STAFF, 'provider'],
    path: (own) => `/v1/placements/${own.placementId}/head-room`,
  },
  'GET /v1/restrictions/{id}/ledger': {
    roles: STAFF,
    path: (own) => `/v1/restrictions/${own.restrictionId}/ledger`,
  },
  'POST /v1/previews/restriction': {
    roles: ['commissioner'],
    body: (own) => ({
      branchId: own.branchId,
      source: 'authority',
      from: '2030-01-01T00:00:00Z',
      lotIds: [own.lotId],
      conditions: [{ kind: 'suspended' }],
    }),
    namesOwn: true,
  },
  'POST /v1/previews/hand-back': {
    roles: ['commissioner'],
    body: (own) => ({ branchId: own.branchId, lotIds: [own.lotId] }),
    namesOwn: true,
  },
  'POST /v1/previews/closure': { roles: ['commissioner'] },

  'GET /v1/restrictions': { roles: [...STAFF, 'provider'] },
  'GET /v1/restrictions/{id}': { roles: STAFF, path: (own) => `/v1/restrictions/${own.restrictionId}` },
  'POST /v1/restrictions': {
    roles: ['commissioner'],
    body: (own) => ({
      branchId: own.branchId,
      source: 'authority',
      reference: 'R',
      evidence: 'E',
      reason: 'W',
      from: '2030-01-01T00:00:00Z',
      lotIds: [own.lotId],
      conditions: [{ kind: 'closed' }],
    }),
    namesOwn: true,
  },
  'GET /v1/restrictions/{id}/versions': {
    roles: STAFF,
    path: (own) => `/v1/restrictions/${own.restrictionId}/versions`,
  },
  'GET /v1/restrictions/{id}/evidence-pack': {
    roles: STAFF,
    path: (own) => `/v1/restrictions/${own.restrictionId}/evidence-pack`,
  },
  'POST /v1/restrictions/{id}/amend': {
    roles: ['commissioner'],
    path: (own) => `/v1/restrictions/${own.restrictionId}/amend`,
    body: () => ({ version: 1, reference: 'R-3', ...reason }),
  },
  'POST /v1/branches/{id}/pause': {
    roles: ['provider'],
    path: (own) => `/v1/branches/${own.branchId}/pause`,
    body: () => ({ lotIds: [], ...reason }),
  },
  'POST /v1/restrictions/{id}/resume': {
    roles: ['provider'],
    path: (own) => `/v1/restrictions/${own.pauseId}/resume`,
    body: () => reason,
  },
  'POST /v1/restrictions/{id}/lift': {
    roles: ['commissioner'],
    path: (own) => `/v1/restrictions/${own.restrictionId}/lift`,
    body: () => reason,
  },
  'POST /v1/branches/{id}/contests': {
    roles: ['commissioner', 'provider'],
    path: (own) => `/v1/branches/${own.branchId}/contests`,
    body: (own) => ({ restrictionId: own.restrictionId, ...reason }),
  },
  'POST /v1/restrictions/{id}/contests/{contestId}/answer': {
    roles: ['commissioner'],
    path: (own) => `/v1/restrictions/${own.restrictionId}/contests/${own.conditionId}/answer`,
    body: () => ({ answer: 'It stands' }),
  },
  'GET /v1/restrictions/{id}/permissions': {
    roles: STAFF,
    path: (own) => `/v1/restrictions/${own.restrictionId}/permissions`,
  },
  'POST /v1/permissions': {
    roles: ['commissioner'],
    body: (own) => ({
      conditionId: own.conditionId,
      personId: own.personId,
      minutes: 60,
      until: '2030-01-01T00:00:00Z',
      reference: 'P',
      evidence: 'E',
    }),
    namesOwn: true,
  },
  'POST /v1/permissions/{id}/withdraw': {
    roles: ['commissioner'],
    path: (own) => `/v1/permissions/${own.permissionId}/withdraw`,
  },

  'GET /v1/hand-backs': { roles: [...STAFF, 'provider'] },
  'POST /v1/hand-backs': {
    roles: ['commissioner', 'provider'],
    body: (own) => ({ branchId: own.branchId, lotIds: [own.lotId], noticeDays: 300, ...reason }),
    namesOwn: true,
  },
  'GET /v1/reallocations': { roles: STAFF },
  'GET /v1/reallocations/{id}': { roles: STAFF, path: (own) => `/v1/reallocations/${own.reallocationId}` },
  'GET /v1/reallocations/{id}/cases': {
    roles: STAFF,
    path: (own) => `/v1/reallocations/${own.reallocationId}/cases`,
  },
  'GET /v1/reallocations/{id}/lots': {
    roles: STAFF,
    path: (own) => `/v1/reallocations/${own.reallocationId}/lots`,
  },
  'GET /v1/reallocations/{id}/untouched': {
    roles: STAFF,
    path: (own) => `/v1/reallocations/${own.reallocationId}/untouched`,
  },
  'GET /v1/cases/{id}': { roles: STAFF, path: (own) => `/v1/cases/${own.caseId}` },
  'POST /v1/reallocations/{id}/start': {
    roles: ['commissioner'],
    path: (own) => `/v1/reallocations/${own.reallocationId}/start`,
    body: () => ({ ...settings, ...reason }),
  },
  'POST /v1/reallocations/{id}/dismiss': {
    roles: ['commissioner'],
    path: (own) => `/v1/reallocations/${own.reallocationId}/dismiss`,
    body: () => ({ version: 2, ...reason }),
  },
  'POST /v1/reallocations/{id}/pause': {
    roles: ['commissioner'],
    path: (own) => `/v1/reallocations/${own.reallocationId}/pause`,
    body: () => ({ version: 2 }),
  },
  'POST /v1/reallocations/{id}/resume': {
    roles: ['commissioner'],
    path: (own) => `/v1/reallocations/${own.reallocationId}/resume`,
    body: () => ({ version: 3 }),
  },
  'PUT /v1/reallocations/{id}/settings': {
    roles: ['commissioner'],
    path: (own) => `/v1/reallocations/${own.reallocationId}/settings`,
    body: () => settings,
  },
  'POST /v1/reallocations/{id}/stop': {
    roles: ['commissioner'],
    path: (own) => `/v1/reallocations/${own.reallocationId}/stop`,
    body: () => ({ version: 4, ...reason }),
  },
  'POST /v1/cases/{id}/keep': {
    roles: BROKERS,
    path: (own) => `/v1/cases/${own.caseId}/keep`,
    body: () => reason,
  },

  'GET /v1/reports': { roles: [...STAFF, 'provider'] },
  'POST /v1/reports/{id}/submit': {
    roles: ['provider'],
    path: (own) => `/v1/reports/${own.reportId}/submit`,
    body: (own) => ({ account: 'A', documentId: own.documentId }),
  },
  'POST /v1/documents': { roles: [...BROKERS, 'provider'] },
  'GET /v1/documents/{id}': {
    roles: [...STAFF, 'provider'],
    path: (own) => `/v1/documents/${own.documentId}`,
  },
  'GET /v1/documents/{id}/content': {
    roles: [...STAFF, 'provider'],
    path: (own) => `/v1/documents/${own.documentId}/content`,
  },

  'GET /v1/cut-over': { roles: STAFF },
  'POST /v1/cut-over/lists': { roles: ['commissioner'] },
  'POST /v1/cut-over/side-by-side': { roles: ['commissioner'] },
  'POST /v1/cut-over/live': { roles: ['commissioner'] },
  'POST /v1/care-lists/{id}/accept': {
    roles: ['commissioner'],
    path: (own) => `/v1/care-lists/${own.careListId}/accept`,
    body: () => ({ digest: '0'.repeat(64), ...reason }),
  },
  'GET /v1/care-disputes/{id}': { roles: STAFF, path: (own) => `/v1/care-disputes/${own.disputeId}` },
  'POST /v1/care-disputes/{id}/settle': {
    roles: ['commissioner'],
    path: (own) => `/v1/care-disputes/${own.disputeId}/settle`,
    body: () => ({ outcome: 'corrected', answer: 'Done' }),
  },
  'GET /v1/reconciliations': { roles: STAFF },
  'POST /v1/reconciliations': { roles: ['commissioner'] },
  'GET /v1/reconciliations/{id}': {
    roles: STAFF,
    path: (own) => `/v1/reconciliations/${own.reconciliationId}`,
  },
  'GET /v1/figure-templates/{kind}': {
    roles: STAFF,
    path: () => '/v1/figure-templates/figure_totals',
    shared: true,
  },
  'GET /v1/care-differences': { roles: STAFF },
  'GET /v1/care-differences/{id}': {
    roles: STAFF,
    path: (own) => `/v1/care-differences/${own.differenceId}`,
  },
  'POST /v1/care-differences/{id}/settle': {
    roles: ['commissioner'],
    path: (own) => `/v1/care-differences/${own.differenceId}/settle`,
    body: () => ({ outcome: 'accepted', ...reason }),
  },
  'GET /v1/care-lists': { roles: ['provider'] },
  'GET /v1/care-lists/{id}': { roles: ['provider'], path: (own) => `/v1/care-lists/${own.openCareListId}` },
  'POST /v1/care-lists/{id}/confirm': {
    roles: ['provider'],
    path: (own) => `/v1/care-lists/${own.openCareListId}/confirm`,
    body: () => ({ digest: '0'.repeat(64) }),
  },
  'POST /v1/care-lists/{id}/disputes': {
    roles: ['provider'],
    path: (own) => `/v1/care-lists/${own.openCareListId}/disputes`,
    body: () => ({ kind: 'missing_person', note: 'One more' }),
  },

  'GET /v1/imports': { roles: ['commissioner', 'administrator', 'auditor'] },
  'POST /v1/imports': { roles: ['commissioner', 'administrator'] },
  'GET /v1/import-templates/{kind}': {
    roles: ['commissioner', 'administrator', 'auditor'],
    path: () => '/v1/import-templates/users',
    shared: true,
  },
  'GET /v1/imports/{id}': {
    roles: ['commissioner', 'administrator', 'auditor'],
    path: (own, role) => `/v1/imports/${importOf(own, role)}`,
  },
  'GET /v1/imports/{id}/rows': {
    roles: ['commissioner', 'administrator', 'auditor'],
    path: (own, role) => `/v1/imports/${importOf(own, role)}/rows`,
  },
  'GET /v1/imports/{id}/result': {
    roles: ['commissioner', 'administrator', 'auditor'],
    path: (own, role) => `/v1/imports/${importOf(own, role)}/result`,
  },
  ...Object.fromEntries(
    ['start', 'stop', 'discard', 'take-back'].map((step) => [
      `POST /v1/imports/{id}/${step}`,
      {
        roles: ['commissioner', 'administrator'],
        path: (own: TenantRecords, role?: Role) => `/v1/imports/${importOf(own, role)}/${step}`,
      } satisfies RouteCase,
    ]),
  ),

  'GET /v1/open-work/{kind}/{id}/owner': {
    roles: STAFF,
    path: (own) => `/v1/open-work/package/${own.packageId}/owner`,
  },
  'PUT /v1/open-work/{kind}/{id}/owner': {
    roles: BROKERS,
    path: (own) => `/v1/open-work/restriction/${own.restrictionId}/owner`,
    body: (own) => ({ ownerId: own.users.commissioner.id, fromId: own.users.commissioner.id }),
  },
  'POST /v1/open-work/give': {
    roles: BROKERS,
    body: (own) => ({
      ownerId: own.users.officer.id,
      work: [{ kind: 'package', id: own.packageId, fromId: own.users.officer.id }],
    }),
    namesOwn: true,
  },
  'POST /v1/open-work/give-all': {
    roles: BROKERS,
    body: (own) => ({ ownerId: own.users.officer.id }),
    namesOwn: true,
  },
  'GET /v1/colleagues': { roles: [...STAFF, 'administrator'] },
  'GET /v1/teams': { roles: [...STAFF, 'administrator'] },
  'POST /v1/teams': {
    roles: ['administrator'],
    body: (own) => ({ name: 'Hospital team', memberIds: [own.users.officer.id] }),
    namesOwn: true,
  },
  'PUT /v1/teams/{id}': {
    roles: ['administrator'],
    path: (own) => `/v1/teams/${own.teamId}`,
    body: () => ({ name: 'Hospital team', memberIds: [], version: 1 }),
  },
  'DELETE /v1/teams/{id}': { roles: ['administrator'], path: (own) => `/v1/teams/${own.teamId}` },
  'GET /v1/absences': { roles: [...STAFF, 'administrator'] },
  'POST /v1/absences': {
    roles: [...BROKERS, 'administrator'],
    body: (own) => ({
      userId: own.users.officer.id,
      deputyId: own.users.commissioner.id,
      firstOn: '2026-12-01',
      lastOn: '2026-12-02',
    }),
  },
  'DELETE /v1/absences/{id}': {
    roles: [...BROKERS, 'administrator'],
    path: (own, role) => `/v1/absences/${own.absenceIds[role ?? 'officer'] ?? own.absenceIds.officer}`,
  },
  'GET /v1/concerns': { roles: STAFF },
  'GET /v1/overdue': { roles: STAFF },
  'GET /v1/board': { roles: STAFF },
};

/** The roles that may send each socket message, as the test expects. */
export const MESSAGES: Readonly<
  Record<string, { readonly roles: readonly Role[]; readonly body: (own: TenantRecords) => object }>
> = {
  'feed.resume': { roles: ALL, body: () => ({ after: '00000000-0000-7000-8000-000000000000' }) },
  'offer.make': {
    roles: ['provider'],
    body: (own) => ({ invitationId: own.invitationId, idempotencyKey: 'walk-1', terms: terms(own) }),
  },
  'offer.withdraw': {
    roles: ['provider'],
    body: (own) => ({ offerId: own.offerId, idempotencyKey: 'walk-2' }),
  },
  'invitation.seen': { roles: ['provider'], body: (own) => ({ invitationId: own.invitationId }) },
};
