import { openFormPage } from '../../console/form-page.js';
import { requiredText } from '../../console/form-inputs.js';
import { redirect, render } from '../../console/page.js';
import { API_PATHS, PATHS } from '../../paths.js';

const EMAIL = 'Enter the e-mail address with which you sign in.';

/** The form with which a user who is not signed in asks for a link. The answer is the same for every address. */
export const forgottenPasswordPage = openFormPage({
  path: PATHS.forgottenPassword,
  inputs: { email: requiredText(EMAIL) },
  showsEveryRefusal: true,
  send: async ({ api }, command) => {
    await api.post(API_PATHS.requestLink, command);
    return redirect(PATHS.signIn, { notice: 'link_requested' });
  },
  page: ({ form }) => render('pages/forgotten-password/page.njk', { email: form.text('email') }),
});
