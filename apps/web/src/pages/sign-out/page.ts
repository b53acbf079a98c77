import { ApiProblem } from '../../api/api-problem.js';
import { goTo, type OpenPage } from '../../console/page.js';
import { DOORS, PATHS } from '../../paths.js';

/** Out of this browser whatever happens; and out of Homeward, if it can be reached. */
export const signOutPage: OpenPage = {
  path: PATHS.signOut,
  isOpen: true,
  post: async ({ api, hasSession }) => {
    if (!hasSession) return goTo(PATHS.signIn, { notice: 'signed_out' });
    try {
      await api.delete(DOORS.currentSession);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.problem.code !== 'not_signed_in')
        return goTo(PATHS.signIn, { session: null, notice: 'signed_out_here' });
    }
    return goTo(PATHS.signIn, { session: null, notice: 'signed_out' });
  },
};
