import { formPage } from '../../console/form-page.js';
import { requiredPassword } from '../../console/form-inputs.js';
import { redirect, render } from '../../console/page.js';
import { API_PATHS, PATHS } from '../../paths.js';

/** The form with which users change their own password. */
export const passwordPage = formPage({
  path: PATHS.password,
  inputs: {
    oldPassword: requiredPassword('Enter your current password.'),
    newPassword: requiredPassword('Enter a password of 12 to 200 characters.'),
  },
  send: async ({ api }, command, { key }) => {
    await api.post(API_PATHS.ownPassword, command, key);
    return redirect(PATHS.sessions, { notice: 'password_changed' });
  },
  page: () => render('pages/password/page.njk', {}),
});
