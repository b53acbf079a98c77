import type { SessionView } from '#contracts/identity';
import { formPage } from '../../console/form-page.js';
import { redirect, render, type SignedInPage } from '../../console/page.js';
import { limitNames } from '../users/branch-fields.js';
import { API_PATHS, PATHS } from '../../paths.js';

/** The list of the user's own sessions, in browsers and in API clients. */
export const sessionsPage: SignedInPage = {
  path: PATHS.sessions,
  get: async ({ api, user }) => {
    const [sessions, limit] = await Promise.all([
      api.get<SessionView[]>(API_PATHS.sessions),
      limitNames({ api, user }, user),
    ]);
    return render('pages/sessions/page.njk', { account: user, limit, sessions });
  },
};

export const endSessionPage = formPage({
  path: PATHS.endSession(':id'),
  from: PATHS.sessions,
  send: async ({ api, id }) => {
    await api.delete(API_PATHS.session(id));
    return redirect(PATHS.sessions, { notice: 'session_ended' });
  },
});

export const endEverywherePage = formPage({
  path: PATHS.endEverywhere,
  from: PATHS.sessions,
  send: async ({ api }) => {
    await api.delete(API_PATHS.sessions);
    return redirect(PATHS.signIn, { session: null, notice: 'signed_out_everywhere' });
  },
});
