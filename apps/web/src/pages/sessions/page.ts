import type { SessionView } from '#contracts/identity';
import { goTo, show, type SignedInPage } from '../../console/page.js';
import { DOORS, PATHS } from '../../paths.js';

/** Where somebody is signed in: each browser and program, and a way to end it. */
export const sessionsPage: SignedInPage = {
  path: PATHS.sessions,
  get: async ({ api }) => {
    const sessions = await api.get<SessionView[]>(DOORS.sessions);
    return show('pages/sessions/page.njk', { sessions });
  },
};

export const endSessionPage: SignedInPage = {
  path: PATHS.endSession(':id'),
  from: PATHS.sessions,
  post: async ({ api, parameters }) => {
    await api.delete(DOORS.session(parameters.id ?? ''));
    return goTo(PATHS.sessions, { notice: 'session_ended' });
  },
};

export const endEverywherePage: SignedInPage = {
  path: PATHS.endEverywhere,
  from: PATHS.sessions,
  post: async ({ api }) => {
    await api.delete(DOORS.sessions);
    return goTo(PATHS.signIn, { session: null, notice: 'signed_out_everywhere' });
  },
};
