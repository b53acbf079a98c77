import { BROKERING_DOORS, BROKERING_PATHS } from './paths/brokering.js';
import { COMMISSIONING_DOORS, COMMISSIONING_PATHS } from './paths/commissioning.js';
import { PROVIDING_DOORS, PROVIDING_PATHS } from './paths/providing.js';

/** An id on its way into a path; `:id` stays, for the pattern of a route. */
const part = (id: string): string => (/^:\w+$/.test(id) ? id : encodeURIComponent(id));

/** What was filled in, as a query. */
function asked(query: Readonly<Record<string, string | undefined>>): string {
  const filled = Object.entries(query).filter((one): one is [string, string] => Boolean(one[1]));
  return new URLSearchParams(filled).toString();
}

/** Every page of the console, and with an id the way to one. Links, forms, redirects and tests take them from here. */
export const PATHS = {
  home: '/',
  signIn: '/sign-in',
  signOut: '/sign-out',
  sessions: '/sessions',
  password: '/password',
  endSession: (id: string) => `/sessions/${part(id)}/end`,
  endEverywhere: '/sessions/end-everywhere',

  document: (id: string) => `/documents/${part(id)}`,

  queues: '/queues',
  queueJobs: (queue: string, state: string) => `/queues/${part(queue)}/${part(state)}`,
  retryJob: (queue: string, id: string) => `/queues/${part(queue)}/jobs/${part(id)}/retry`,

  users: '/users',
  newUser: '/users/new',
  user: (id: string) => `/users/${part(id)}`,
  disableUser: (id: string) => `/users/${part(id)}/disable`,
  enableUser: (id: string) => `/users/${part(id)}/enable`,

  ...BROKERING_PATHS,
  ...COMMISSIONING_PATHS,
  ...PROVIDING_PATHS,
} as const;

/** The doors of the API that pages knock at. */
export const DOORS = {
  me: '/v1/me',
  feed: '/v1/feed',
  sessions: '/v1/sessions',
  ownPassword: '/v1/me/password',
  currentSession: '/v1/sessions/current',
  session: (id: string) => `/v1/sessions/${part(id)}`,

  documentContent: (id: string) => `/v1/documents/${part(id)}/content`,

  queues: '/v1/queues',
  queueJobs: (queue: string, query: { readonly state: string; readonly after?: string }) =>
    `/v1/queues/${part(queue)}/jobs?${asked(query)}`,
  retryJob: (queue: string, id: string) => `/v1/queues/${part(queue)}/jobs/${part(id)}/retry`,

  newUser: '/v1/users',
  users: (query: { readonly after?: string }) => `/v1/users?${asked(query)}`,
  user: (id: string) => `/v1/users/${part(id)}`,
  disableUser: (id: string) => `/v1/users/${part(id)}/disable`,
  enableUser: (id: string) => `/v1/users/${part(id)}/enable`,

  ...BROKERING_DOORS,
  ...COMMISSIONING_DOORS,
  ...PROVIDING_DOORS,
} as const;

/** Pages that the API serves itself, for whoever builds on it. */
export const INTERFACE = { description: '/docs', readiness: '/ready' } as const;

export const SIGN_IN_NEXT = 'next';

/** Sign in, and then on to the page that was asked for. */
export function signInFor(asked: string): string {
  return asked === PATHS.home ? PATHS.signIn : `${PATHS.signIn}?${SIGN_IN_NEXT}=${encodeURIComponent(asked)}`;
}
