import { v7 as uuid } from 'uuid';
import { ROLES, type Role } from '#contracts/roles-and-actors';
import { SearchPeople } from '#brokerage/people/search-people';
import { RecordAbsence } from '#brokerage/identity/record-absence';
import { RecordTeam } from '#brokerage/identity/record-team';
import { InviteUser } from '#brokerage/identity/invite-user';
import { LimitUser } from '#brokerage/identity/limit-user';
import { UploadDocument } from '#brokerage/documents/upload-document';
import { UploadImport } from '#brokerage/imports/upload-import';
import type { ImportKind } from '#contracts/imports';
import { SubmitReport } from '#brokerage/reports/submit-report';
import { PauseBranch } from '#brokerage/enforcement/pause-branch';
import { MakeKey } from '#brokerage/identity/make-key';
import { MakeWebhook } from '#brokerage/webhooks/make-webhook';
import { RecordRestriction } from '#brokerage/enforcement/record-restriction';
import { RecordPermission } from '#brokerage/restrictions/record-permission';
import { RequestVariation } from '#brokerage/placements/request-variation';
import { VISITS } from '../../support/builders/people.js';
import {
  CareDifferenceEntity,
  CareDisputeEntity,
  CareListEntity,
  ReconciliationEntity,
} from '#brokerage/rows/cut-over.entity';
import { SubcontractEntity } from '#brokerage/rows/provider.entity';
import type { TestUser } from '../../support/builders/authorities.js';
import { aSuspendedBranch, casesOf, started } from '../../support/builders/reallocations.js';
import type { World } from '../../support/world.js';

/** One record of every kind that belongs to an authority and a provider, and one user of every role. */
export interface TenantRecords {
  readonly users: Readonly<Record<Role, TestUser>>;
  /** A user of the provider who is limited to another branch of the provider, which works in the same lot. */
  readonly limited: TestUser;
  readonly userId: string;
  /**
   * The first administrator of a provider. The tenant's administrator has invited this user, who has not used
   * the invitation link yet.
   */
  readonly pendingAdministratorId: string;
  readonly sessionId: string;
  /** A machine key that each role may end. The keys of officers, commissioners, auditors and providers are their own. */
  readonly keyIds: Readonly<Record<Role, string>>;
  /** A webhook that each role may change, with one delivery, which has the id of the webhook. */
  readonly webhookIds: Readonly<Record<Role, string>>;
  readonly lotId: string;
  readonly providerId: string;
  readonly branchId: string;
  readonly otherBranchId: string;
  readonly contractId: string;
  readonly subcontractId: string;
  readonly personId: string;
  /** A search for people of each role that may search: only the user who searched sees what was found. */
  readonly searchIds: Readonly<Partial<Record<Role, string>>>;
  readonly packageId: string;
  readonly broadcastId: string;
  readonly invitationId: string;
  readonly offerId: string;
  readonly awardId: string;
  readonly placementId: string;
  readonly restrictionId: string;
  readonly conditionId: string;
  readonly permissionId: string;
  readonly reallocationId: string;
  readonly caseId: string;
  readonly pauseId: string;
  /** A document of the provider. It belongs to an update that the authority has received. */
  readonly documentId: string;
  /** The next update that is due under the tenant's restriction. */
  readonly reportId: string;
  /** An import of people, and an import of users. */
  readonly importId: string;
  readonly usersImportId: string;
  /** A list of people, a dispute of it and a difference, of an authority that changed over. */
  readonly careListId: string;
  /** A list that the provider still confirms, of a second authority that is not live. */
  readonly openCareListId: string;
  readonly disputeId: string;
  readonly reconciliationId: string;
  readonly differenceId: string;
  readonly variationRequestId: string;
  readonly teamId: string;
  /** An absence that each role may end. */
  readonly absenceIds: Readonly<Partial<Record<Role, string>>>;
  /** The id of the delayed job that closes the tenant's open broadcast. */
  readonly closingJobId: string;
}

export async function storeTenantRecords(world: World): Promise<TenantRecords> {
  // A head is one for all tenants, and has nothing private.
  await world.rows(
    `INSERT INTO audit_head (position, line, published_at) VALUES (1, '{"head":1}', now()) ON CONFLICT DO NOTHING`,
  );
  const lot = await world.aLot();
  const { authorityId } = lot;
  const branches = [await world.aContractedBranch({ lot }), await world.aContractedBranch({ lot })] as const;
  const [one, other] = branches;
  const { placement } = await world.aPlacement({ lot, branches: [one] });
  const { award } = await world.anAward({ lot, branches: [one] });
  const open = await world.aBroadcastOpen({ lot, branches });
  const [from] = open.asked;
  if (!from) throw new Error('the branch was asked');
  const offer = await world.anOffer({ from, pkg: open.pkg });
  const users = await usersOf(world, authorityId, one.provider.id);
  const subcontract = await world.save(SubcontractEntity, {
    id: uuid(),
    authorityId,
    branchId: one.branch.id,
    deliveringBranchId: other.branch.id,
    lotId: lot.id,
    startsOn: '2025-01-01',
    endsOn: null,
  });
  const restriction = await world.get(RecordRestriction).execute(users.commissioner.caller, {
    branchId: one.branch.id,
    source: 'authority',
    reference: 'R-1',
    evidence: 'E',
    reason: 'W',
    from: world.clock.in({ days: 300 }).toISOString(),
    lotIds: [],
    conditions: [{ kind: 'growth_limit', limitMinutes: 210, basis: 'cumulative' }],
  });
  const conditionId = restriction.conditions[0]?.id ?? '';
  // A provider in another lot, whose branches no broadcast invites.
  const uninvolved = await world.aContractedBranch({ lot: await world.aLot({ authorityId, areas: [] }) });
  const moving = await aSuspendedBranch(world, { lot, people: [undefined], others: 0 });
  const { id: reallocationId } = await started(world, moving);
  const [moved] = await casesOf(world, authorityId, reallocationId);
  const permission = await world.get(RecordPermission).execute(users.commissioner.caller, {
    conditionId,
    personId: placement.personId,
    minutes: 60,
    until: world.clock.in({ days: 400 }).toISOString(),
    reference: 'P-1',
    evidence: 'E',
  });
  const pending = await world.get(InviteUser).execute(users.administrator.caller, {
    email: `head${world.next()}@example.org`,
    name: 'Head of Care',
    role: 'provider_administrator',
    providerId: uninvolved.provider.id,
  });
  const sibling = await world.aContractedBranch({ lot, providerId: one.provider.id });
  const limited = await world.aUser({ role: 'provider', providerId: one.provider.id });
  const evidence = await someEvidence(world, users, one.branch.id);
  const requested = await world.get(RequestVariation).execute(users.provider.caller, {
    placementId: placement.id,
    version: 1,
    visits: VISITS.map((visit) => ({ ...visit, minutes: visit.minutes + 5 })),
    reason: 'More help',
  });
  const cutOver = await cutOverRecords(world, {
    authorityId,
    branchId: one.branch.id,
    userId: users.commissioner.id,
  });
  const searchOf = async (role: Role): Promise<string> =>
    (await world.get(SearchPeople).execute(users[role].caller, { text: 'Ada' })).id;
  await world.get(LimitUser).execute(users.provider_administrator.caller, {
    userId: limited.id,
    version: 1,
    branchIds: [sibling.branch.id],
  });
  const importOf = async (role: Role, kind: ImportKind, text: string): Promise<string> => {
    const command = { kind, name: 'file.csv', content: Buffer.from(text) };
    return (await world.get(UploadImport).execute(users[role].caller, command)).id;
  };
  const team = await world
    .get(RecordTeam)
    .execute(users.administrator.caller, { name: `Team ${world.next()}`, memberIds: [users.officer.id] });
  const absenceOf = async (role: Role, deputyId: string, day: string): Promise<string> =>
    (await world.get(RecordAbsence).execute(users[role].caller, { deputyId, firstOn: day, lastOn: day })).id;
  return {
    users,
    limited,
    ...evidence,
    ...cutOver,
    userId: users.officer.id,
    pendingAdministratorId: pending.user.id,
    sessionId: users.officer.actor.sessionId,
    keyIds: await keysOf(world, users),
    webhookIds: await webhooksOf(world, users),
    lotId: lot.id,
    providerId: one.provider.id,
    branchId: one.branch.id,
    otherBranchId: other.branch.id,
    contractId: one.contract.id,
    subcontractId: subcontract.id,
    personId: placement.personId,
    searchIds: { officer: await searchOf('officer'), commissioner: await searchOf('commissioner') },
    packageId: open.pkg.id,
    broadcastId: open.broadcast.id,
    invitationId: from.invitationId,
    offerId: offer.id,
    awardId: award.id,
    placementId: placement.id,
    restrictionId: restriction.id,
    conditionId,
    permissionId: permission.id,
    reallocationId,
    caseId: moved?.id ?? '',
    importId: await importOf('commissioner', 'people', 'Case number,Address,Postcode\n1,A,B'),
    usersImportId: await importOf(
      'administrator',
      'users',
      'E-mail address,Name,Role\na@example.org,A,officer',
    ),
    variationRequestId: requested.id,
    teamId: team.id,
    absenceIds: {
      officer: await absenceOf('officer', users.commissioner.id, '2027-05-01'),
      commissioner: await absenceOf('commissioner', moving.commissioner.id, '2027-05-03'),
      administrator: await absenceOf('officer', users.commissioner.id, '2027-05-05'),
    },
    closingJobId: `close-broadcast-${open.broadcast.id}-${Date.parse(open.broadcast.closesAt)}`,
  };
}

/**
 * Records a pause that starts in the future and a restriction that requires updates, and sends the first
 * update with a document.
 */
async function someEvidence(
  world: World,
  { commissioner, provider }: Readonly<Record<Role, TestUser>>,
  branchId: string,
): Promise<Pick<TenantRecords, 'pauseId' | 'documentId' | 'reportId'>> {
  const from = world.clock.in({ days: 300 }).toISOString();
  const [pause] = await world
    .get(PauseBranch)
    .execute(provider.caller, { branchId, lotIds: [], from, reason: 'W' });
  const { id: restrictionId } = await world.get(RecordRestriction).execute(commissioner.caller, {
    branchId,
    source: 'authority',
    reference: 'R-2',
    evidence: 'E',
    reason: 'W',
    from: world.clock.now().toISOString(),
    lotIds: [],
    conditions: [{ kind: 'reporting', everyDays: 14 }],
  });
  const open = async (): Promise<string> => {
    const [report] = await world.rows<{ id: string }>(
      'SELECT id FROM branch_report WHERE restriction_id = $1 AND received_at IS NULL',
      [restrictionId],
    );
    return report?.id ?? '';
  };
  const content = Buffer.from('What we did');
  const { id: documentId } = await world
    .get(UploadDocument)
    .execute(provider.caller, { name: 'update.txt', mediaType: 'text/plain', content });
  await world
    .get(SubmitReport)
    .execute(provider.caller, { reportId: await open(), account: 'A', documentId });
  return { pauseId: pause?.id ?? '', documentId, reportId: await open() };
}

async function usersOf(
  world: World,
  authorityId: string,
  providerId: string,
): Promise<Record<Role, TestUser>> {
  const users = {} as Record<Role, TestUser>;
  for (const role of ROLES) users[role] = await world.aUser({ role, authorityId, providerId });
  return users;
}

/**
 * Returns the ids of all records of a tenant, except ids from the register of providers, which every tenant
 * may read.
 */
export function privateIds(records: TenantRecords): string[] {
  const shared = [records.providerId, records.branchId, records.otherBranchId];
  return Object.values(records).filter(
    (value): value is string => typeof value === 'string' && !shared.includes(value),
  );
}

/** Stores rows of a change of system, because the acts that make them are over once an authority is live. */
async function cutOverRecords(
  world: World,
  { authorityId, branchId, userId }: { authorityId: string; branchId: string; userId: string },
): Promise<
  Pick<TenantRecords, 'careListId' | 'openCareListId' | 'disputeId' | 'reconciliationId' | 'differenceId'>
> {
  const now = world.clock.now();
  const [careListId, disputeId, reconciliationId, differenceId] = [uuid(), uuid(), uuid(), uuid()];
  const [askedBy, dueAt] = [userId, now];
  await world.save(CareListEntity, { id: careListId, authorityId, branchId, askedAt: now, askedBy, dueAt });
  const openCareListId = uuid();
  const { id: preparing } = await world.anAuthority({ stage: 'preparing' });
  await world.save(CareListEntity, {
    ...{ id: openCareListId, authorityId: preparing, branchId, askedAt: now, askedBy, dueAt },
  });
  const settled = { settledAt: null, settledBy: null, outcome: null };
  await world.save(CareDisputeEntity, {
    ...{ id: disputeId, authorityId, careListId, branchId, kind: 'missing_person', placementId: null },
    ...{ claimedMinutes: null, note: 'Missing', raisedAt: now, raisedBy: userId, ownerId: userId, dueAt },
    ...{ ...settled, answer: null },
  });
  await world.save(ReconciliationEntity, {
    ...{ id: reconciliationId, authorityId, day: '2026-01-01', madeBy: userId },
    ...{ totalsName: 'a.csv', totalsSha256: 'a', totalsAt: now },
    ...{ peopleName: null, peopleSha256: null, peopleAt: null },
  });
  await world.save(CareDifferenceEntity, {
    ...{
      id: differenceId,
      authorityId,
      foundIn: reconciliationId,
      seenIn: reconciliationId,
      kind: 'only_here',
    },
    ...{ key: 'p1 x', caseNumber: 'P-1', branchHere: branchId, branchThere: null, lotCode: null },
    ...{ peopleHere: null, peopleThere: null, minutesHere: 60, minutesThere: null },
    ...{ ownerId: userId, foundAt: now, dueAt, ...settled, reason: null },
  });
  return { careListId, openCareListId, disputeId, reconciliationId, differenceId };
}

async function keysOf(world: World, users: TenantRecords['users']): Promise<TenantRecords['keyIds']> {
  const keyOf = async ({ caller }: TestUser): Promise<string> => {
    const command = { name: 'Payroll', scopes: ['events'] as const, days: 300 };
    return (await world.get(MakeKey).execute(caller, command)).key.id;
  };
  return {
    officer: await keyOf(users.officer),
    commissioner: await keyOf(users.commissioner),
    auditor: await keyOf(users.auditor),
    provider: await keyOf(users.provider),
    administrator: await keyOf(users.officer),
    provider_administrator: await keyOf(users.provider),
  };
}

async function webhooksOf(world: World, users: TenantRecords['users']): Promise<TenantRecords['webhookIds']> {
  const webhookOf = async ({ caller }: TestUser): Promise<string> => {
    const command = { name: 'Payroll', url: 'https://8.8.8.8/', eventNames: [] };
    const { webhook } = await world.get(MakeWebhook).execute(caller, command);
    await world.rows(
      `INSERT INTO webhook_delivery (id, webhook_id, event_id, position, event_name, event_at, queued_at, status, next_at)
       VALUES ($1, $1, $1, 1, 'package.created', now(), now(), 'delivered', now())`,
      [webhook.id],
    );
    return webhook.id;
  };
  return {
    officer: await webhookOf(users.officer),
    commissioner: await webhookOf(users.commissioner),
    auditor: await webhookOf(users.auditor),
    provider: await webhookOf(users.provider),
    administrator: await webhookOf(users.officer),
    provider_administrator: await webhookOf(users.provider),
  };
}
