import { ROLES } from '#contracts/roles-and-actors';
import type { UserView } from '#contracts/identity';
import type { Page } from '#contracts/list-page';
import { formPage, formView, type ReturnedForm } from '../../console/form-page.js';
import {
  optionalPassword,
  optionalText,
  requiredPassword,
  requiredText,
  version,
} from '../../console/form-inputs.js';
import {
  redirect,
  render,
  type Rendered,
  type SignedInPage,
  type SignedInRequest,
} from '../../console/page.js';
import { mayAdminister } from '../../console/roles.js';
import { API_PATHS, PATHS } from '../../paths.js';
import { ROLE_WORDING } from '../../wording/roles.js';

/** The list of the users of an authority and of its providers, the newest first. */
export const usersPage: SignedInPage = {
  path: PATHS.users,
  get: async ({ api, query }) => {
    const { items, next } = await api.get<Page<UserView>>(API_PATHS.users({ after: query.text('after') }));
    const more = next && `${PATHS.users}?after=${encodeURIComponent(next)}`;
    return render('pages/users/users.njk', { users: items, more });
  },
};

const NAME = 'Enter the name, as colleagues know it.';
const PASSWORD = 'Enter a password of 12 to 200 characters.';

export const newUserPage = formPage({
  path: PATHS.newUser,
  mayOpen: mayAdminister,
  inputs: {
    name: requiredText(NAME),
    email: requiredText('Enter an e-mail address such as name@example.org.'),
    role: requiredText('Choose what the user does.'),
    providerId: optionalText(
      'Enter the provider’s CQC id, such as 1-101635212; leave it empty for your own people.',
    ),
    password: requiredPassword(PASSWORD),
  },
  send: async ({ api }, command, { key }) => {
    await api.post<UserView>(API_PATHS.newUser, command, key);
    return redirect(PATHS.users, { notice: 'user_added' });
  },
  page: ({ form }) =>
    render('pages/users/new-user.njk', {
      name: form.text('name'),
      email: form.text('email'),
      providerId: form.text('providerId'),
      choices: ROLES.map((value) => ({
        value,
        text: ROLE_WORDING[value],
        checked: value === form.text('role'),
      })),
    }),
});

/** The page of one user. Forms change the name and the password, and disable or enable the user. */
export const userPage = formPage({
  path: PATHS.user(':id'),
  inputs: { name: requiredText(NAME), password: optionalPassword(PASSWORD), version: version('name') },
  send: async ({ api, id }, command) => {
    await api.patch<UserView>(API_PATHS.user(id), command);
    return redirect(PATHS.user(id), { notice: 'user_changed' });
  },
  page: showUser,
});

async function showUser(
  { api, form, id, user }: SignedInRequest,
  returned?: ReturnedForm,
): Promise<Rendered> {
  const account = await api.get<UserView>(API_PATHS.user(id));
  const name = formView(form, returned).typed('name', account.name).trim();
  return render('pages/users/user.njk', {
    account,
    name,
    isSelf: account.id === user.id,
    hasNewerName: returned?.isStale === true && name !== account.name,
  });
}

export const disableUserPage = formPage({
  path: PATHS.disableUser(':id'),
  from: PATHS.users,
  send: async ({ api, id }) => {
    await api.post<UserView>(API_PATHS.disableUser(id));
    return redirect(PATHS.user(id), { notice: 'user_disabled' });
  },
});

export const enableUserPage = formPage({
  path: PATHS.enableUser(':id'),
  from: PATHS.users,
  send: async ({ api, id }) => {
    await api.post<UserView>(API_PATHS.enableUser(id));
    return redirect(PATHS.user(id), { notice: 'user_enabled' });
  },
});
