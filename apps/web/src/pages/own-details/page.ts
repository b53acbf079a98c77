import type { UserView } from '#contracts/identity';
import { formPage, formView } from '../../console/form-page.js';
import { requiredPassword, requiredText, version } from '../../console/form-inputs.js';
import { redirect, render } from '../../console/page.js';
import { API_PATHS, PATHS } from '../../paths.js';

/** The form with which users change their own name. */
export const ownNamePage = formPage({
  path: PATHS.ownName,
  inputs: { name: requiredText('Enter your name.'), version: version('name') },
  send: async ({ api }, command) => {
    await api.patch<UserView>(API_PATHS.me, command);
    return redirect(PATHS.sessions, { notice: 'name_changed' });
  },
  page: ({ form, user }, returned) =>
    render('pages/own-details/name.njk', {
      name: formView(form, returned).typed('name', user.name),
      account: user,
    }),
});

/** The form with which users ask for another e-mail address. It says what happens then. */
export const ownEmailPage = formPage({
  path: PATHS.ownEmail,
  inputs: {
    email: requiredText('Enter an e-mail address such as name@example.org.'),
    password: requiredPassword('Enter your current password.'),
  },
  sentences: { password_wrong: 'This is not your current password.' },
  send: async ({ api }, command) => {
    const { request } = await api.post<UserView>(API_PATHS.ownEmail, command);
    return redirect(PATHS.sessions, { notice: request ? 'email_requested' : 'email_request_ended' });
  },
  page: ({ form, user }) =>
    render('pages/own-details/email.njk', { email: form.text('email'), account: user }),
});
