import type { SignedInPage } from '../../../console/page.js';
import { PATHS } from '../../../paths.js';
import { known, showInvitation } from './show-invitation.js';

/**
 * One invitation: what is asked, how to answer it, and what came of it. To look at it changes nothing, since a browser
 * may fetch what nobody reads; that it was seen is told by the form on it, which the script sends.
 */
export const invitationPage: SignedInPage = {
  path: PATHS.invitation(':id'),
  get: async (visit) => showInvitation(visit, await known(visit)),
};
