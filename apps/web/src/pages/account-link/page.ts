import type { AccountLinkView } from '#contracts/identity';
import { openFormPage } from '../../console/form-page.js';
import { requiredPassword } from '../../console/form-inputs.js';
import { type PageRequest, redirect, render } from '../../console/page.js';
import { API_PATHS, PATHS } from '../../paths.js';

/**
 * The page of a single-use link, on which a user sets a password. Opening the page does not use the link up;
 * sending the form does.
 */
export const accountLinkPage = openFormPage({
  path: PATHS.accountLink(':token'),
  inputs: { password: requiredPassword('Enter a password of 12 to 200 characters.') },
  // The page shows every error itself, because an error page must not contain the typed password.
  showsEveryRefusal: true,
  load: readLink,
  send: async ({ api, parameters }, { password }) => {
    await api.post(API_PATHS.useLink, { token: parameters.token ?? '', password });
    return redirect(PATHS.signIn, { session: null, notice: 'password_set' });
  },
  page: async (request) =>
    render('pages/account-link/page.njk', {
      account: await readLink(request),
      action: PATHS.accountLink(request.parameters.token ?? ''),
    }),
});

/**
 * Reads the account for which the link sets a password.
 *
 * @throws ApiProblem `account_link_invalid`, for which an error page is shown
 */
function readLink({ api, parameters }: PageRequest): Promise<AccountLinkView> {
  return api.post<AccountLinkView>(API_PATHS.readLink, { token: parameters.token ?? '' });
}
