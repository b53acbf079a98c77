import { BROKERING_API_PATHS, BROKERING_PATHS } from './paths/brokering.js';
import { COMMISSIONING_API_PATHS, COMMISSIONING_PATHS } from './paths/commissioning.js';
import { CUT_OVER_API_PATHS, CUT_OVER_PATHS } from './paths/cut-over.js';
import { FRAMEWORK_API_PATHS, FRAMEWORK_PATHS } from './paths/framework.js';
import { MESSAGES_API_PATHS, MESSAGES_PATHS } from './paths/messages.js';
import { OWNERS_API_PATHS, OWNERS_PATHS } from './paths/owners.js';
import { PROVIDING_API_PATHS, PROVIDING_PATHS } from './paths/providing.js';
import { type Query, queryOf, segment } from './paths/url.js';

/** The paths of all pages of the console, for routes, links, redirects and tests. */
export const PATHS = {
  home: '/',
  signIn: '/sign-in',
  signOut: '/sign-out',
  forgottenPassword: '/forgotten-password',
  sessions: '/sessions',
  ownName: '/sessions/name',
  ownEmail: '/sessions/e-mail',
  password: '/password',
  ownAccountEvents: '/sessions/events',
  webhooks: '/webhooks',
  webhook: (id: string) => `/webhooks/${segment(id)}`,
  switchWebhookOn: (id: string) => `/webhooks/${segment(id)}/switch-on`,
  switchWebhookOff: (id: string) => `/webhooks/${segment(id)}/switch-off`,
  removeWebhook: (id: string) => `/webhooks/${segment(id)}/remove`,
  newWebhookSecret: (id: string) => `/webhooks/${segment(id)}/secret`,
  redeliver: (id: string, deliveryId: string) =>
    `/webhooks/${segment(id)}/deliveries/${segment(deliveryId)}/send-again`,
  keys: '/keys',
  rotateKey: (id: string) => `/keys/${segment(id)}/replace`,
  endKey: (id: string) => `/keys/${segment(id)}/end`,
  accountEvents: '/account-events',
  audit: '/log',
  auditHead: '/log/head',
  auditEvents: '/log/events',
  auditEventsFile: '/log/events/file',
  personReads: '/log/record-views',
  personReadsFile: '/log/record-views/file',
  accountLink: (token: string) => `/account-link/${segment(token)}`,
  endSession: (id: string) => `/sessions/${segment(id)}/end`,
  endEverywhere: '/sessions/end-everywhere',

  document: (id: string) => `/documents/${segment(id)}`,

  queues: '/queues',
  queueJobs: (queue: string, state: string) => `/queues/${segment(queue)}/${segment(state)}`,
  retryJob: (queue: string, id: string) => `/queues/${segment(queue)}/jobs/${segment(id)}/retry`,

  setUp: '/set-up',
  confirmClocks: '/clocks/confirm',
  contingency: '/contingency',
  setContingencyKey: '/contingency/key',

  users: '/users',
  newUser: '/users/new',
  user: (id: string) => `/users/${segment(id)}`,
  userBranches: (id: string) => `/users/${segment(id)}/branches`,
  disableUser: (id: string) => `/users/${segment(id)}/disable`,
  enableUser: (id: string) => `/users/${segment(id)}/enable`,
  issueLink: (id: string) => `/users/${segment(id)}/link`,
  dismissRequest: (id: string) => `/users/${segment(id)}/request/dismiss`,
  revokeLink: (id: string) => `/users/${segment(id)}/link/revoke`,

  imports: '/imports',
  import: (id: string) => `/imports/${segment(id)}`,
  importTemplate: (kind: string) => `/imports/templates/${segment(kind)}`,
  importResult: (id: string) => `/imports/${segment(id)}/result`,
  startImport: (id: string) => `/imports/${segment(id)}/start`,
  stopImport: (id: string) => `/imports/${segment(id)}/stop`,
  discardImport: (id: string) => `/imports/${segment(id)}/discard`,
  takeBackImport: (id: string) => `/imports/${segment(id)}/take-back`,

  providerAdministrators: '/provider-administrators',
  inviteProviderAdministrator: (providerId: string) =>
    `/provider-administrators/${segment(providerId)}/invite`,
  withdrawProviderAdministrator: (userId: string) => `/provider-administrators/${segment(userId)}/withdraw`,

  ...BROKERING_PATHS,
  ...COMMISSIONING_PATHS,
  ...FRAMEWORK_PATHS,
  ...MESSAGES_PATHS,
  ...OWNERS_PATHS,
  ...CUT_OVER_PATHS,
  ...PROVIDING_PATHS,
} as const;

export const API_PATHS = {
  setUp: '/v1/set-up',
  confirmClocks: '/v1/clock-profiles/confirm',
  contingency: '/v1/contingency',
  contingencyKey: '/v1/contingency/key',
  me: '/v1/me',
  ownEmail: '/v1/me/email',
  feed: '/v1/feed',
  sessions: '/v1/sessions',
  ownPassword: '/v1/me/password',
  ownAccountEvents: (query: Query) => `/v1/me/account-events${queryOf(query)}`,
  audit: '/v1/audit',
  auditHead: '/v1/audit/head',
  auditEvents: (query: Query) => `/v1/audit/events${queryOf(query)}`,
  auditEventsFile: (query: Query) => `/v1/audit/events/file${queryOf(query)}`,
  personReads: (query: Query) => `/v1/audit/person-reads${queryOf(query)}`,
  personReadsFile: (query: Query) => `/v1/audit/person-reads/file${queryOf(query)}`,
  accountEvents: (query: Query) => `/v1/account-events${queryOf(query)}`,
  requestLink: '/v1/account-links/request',
  readLink: '/v1/account-links/read',
  useLink: '/v1/account-links/use',
  webhooks: '/v1/webhooks',
  webhook: (id: string) => `/v1/webhooks/${segment(id)}`,
  switchWebhookOn: (id: string) => `/v1/webhooks/${segment(id)}/switch-on`,
  switchWebhookOff: (id: string) => `/v1/webhooks/${segment(id)}/switch-off`,
  newWebhookSecret: (id: string) => `/v1/webhooks/${segment(id)}/secret`,
  webhookDeliveries: (id: string, query: Query) => `/v1/webhooks/${segment(id)}/deliveries${queryOf(query)}`,
  redeliver: (id: string, deliveryId: string) =>
    `/v1/webhooks/${segment(id)}/deliveries/${segment(deliveryId)}/redeliver`,
  keys: '/v1/keys',
  key: (id: string) => `/v1/keys/${segment(id)}`,
  rotateKey: (id: string) => `/v1/keys/${segment(id)}/rotate`,
  currentSession: '/v1/sessions/current',
  session: (id: string) => `/v1/sessions/${segment(id)}`,

  documentContent: (id: string) => `/v1/documents/${segment(id)}/content`,
  uploadDocument: (name: string) => `/v1/documents${queryOf({ name })}`,

  queues: '/v1/queues',
  queueJobs: (queue: string, query: Query) => `/v1/queues/${segment(queue)}/jobs${queryOf(query)}`,
  retryJob: (queue: string, id: string) => `/v1/queues/${segment(queue)}/jobs/${segment(id)}/retry`,

  imports: (query: Query) => `/v1/imports${queryOf(query)}`,
  uploadImport: (query: Query) => `/v1/imports${queryOf(query)}`,
  import: (id: string) => `/v1/imports/${segment(id)}`,
  importRows: (id: string, query: Query) => `/v1/imports/${segment(id)}/rows${queryOf(query)}`,
  importResult: (id: string) => `/v1/imports/${segment(id)}/result`,
  importTemplate: (kind: string) => `/v1/import-templates/${segment(kind)}`,
  startImport: (id: string) => `/v1/imports/${segment(id)}/start`,
  stopImport: (id: string) => `/v1/imports/${segment(id)}/stop`,
  discardImport: (id: string) => `/v1/imports/${segment(id)}/discard`,
  takeBackImport: (id: string) => `/v1/imports/${segment(id)}/take-back`,

  newUser: '/v1/users',
  users: (query: Query) => `/v1/users${queryOf(query)}`,
  user: (id: string) => `/v1/users/${segment(id)}`,
  userBranches: (id: string) => `/v1/users/${segment(id)}/branches`,
  disableUser: (id: string) => `/v1/users/${segment(id)}/disable`,
  enableUser: (id: string) => `/v1/users/${segment(id)}/enable`,
  openWork: (id: string) => `/v1/users/${segment(id)}/open-work`,
  userRequest: (id: string) => `/v1/users/${segment(id)}/request`,
  userLink: (id: string) => `/v1/users/${segment(id)}/link`,
  providerAdministrators: '/v1/provider-administrators',
  withdrawProviderAdministrator: (userId: string) => `/v1/provider-administrators/${segment(userId)}`,

  ...BROKERING_API_PATHS,
  ...COMMISSIONING_API_PATHS,
  ...FRAMEWORK_API_PATHS,
  ...MESSAGES_API_PATHS,
  ...OWNERS_API_PATHS,
  ...CUT_OVER_API_PATHS,
  ...PROVIDING_API_PATHS,
} as const;

/** The paths of pages that the API itself serves, not the console. */
export const API_PAGES = { documentation: '/docs', status: '/ready' } as const;

export const SIGN_IN_NEXT = 'next';

/** Returns the address of the sign-in page. After signing in, the user is redirected to `requested`. */
export function signInFor(requested: string): string {
  return requested === PATHS.home
    ? PATHS.signIn
    : `${PATHS.signIn}?${SIGN_IN_NEXT}=${encodeURIComponent(requested)}`;
}

const ANY_ORIGIN = 'http://own.invalid';

/**
 * Returns the requested address if it belongs to a page of the console, otherwise `fallback`. So a redirect
 * never leads to another site or to the API.
 */
export function ownPath(requested: string | undefined, fallback: string): string {
  if (!requested?.startsWith('/') || !URL.canParse(requested, ANY_ORIGIN)) return fallback;
  const { origin, pathname, search } = new URL(requested, ANY_ORIGIN);
  const isPage = origin === ANY_ORIGIN && !pathname.startsWith('//') && !/^\/(v1|live)(\/|$)/.test(pathname);
  return isPage ? pathname + search : fallback;
}
