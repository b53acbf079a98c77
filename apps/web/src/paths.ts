/** An id on its way into a path; `:id` stays, for the pattern of a route. */
const part = (id: string): string => (id.startsWith(':') ? id : encodeURIComponent(id));

/** Every page of the console, and with an id the way to one. Links, forms, redirects and tests take them from here. */
export const PATHS = {
  home: '/',
  signIn: '/sign-in',
  signOut: '/sign-out',
  sessions: '/sessions',
  endSession: (id: string) => `/sessions/${part(id)}/end`,
  endEverywhere: '/sessions/end-everywhere',
} as const;

/** The doors of the API that pages knock at. */
export const DOORS = {
  me: '/v1/me',
  sessions: '/v1/sessions',
  currentSession: '/v1/sessions/current',
  session: (id: string) => `/v1/sessions/${part(id)}`,
} as const;

/** Pages that the API serves itself, for whoever builds on it. */
export const INTERFACE = { description: '/docs', readiness: '/ready' } as const;

export const SIGN_IN_NEXT = 'next';

/** Sign in, and then on to the page that was asked for. */
export function signInFor(asked: string): string {
  return asked === PATHS.home ? PATHS.signIn : `${PATHS.signIn}?${SIGN_IN_NEXT}=${encodeURIComponent(asked)}`;
}
