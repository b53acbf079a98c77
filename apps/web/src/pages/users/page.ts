import type { OpenWorkView, UserView, UserWithLink } from '#contracts/identity';
import { USER_STATES } from '#contracts/identity';
import { AUTHORITY_ROLES, PROVIDER_ROLES, type Role, ROLES } from '#contracts/roles-and-actors';
import type { Page } from '#contracts/list-page';
import { formPage, formView, type ReturnedForm } from '../../console/form-page.js';
import { oneOf, requiredText, version } from '../../console/form-inputs.js';
import {
  type PageRequest,
  redirect,
  render,
  type Rendered,
  type SignedInPage,
  type SignedInRequest,
} from '../../console/page.js';
import { mayLimitUsers, mayManageUsers } from '../../console/roles.js';
import { API_PATHS, PATHS } from '../../paths.js';
import { queryOf } from '../../paths/url.js';
import { branchChoices, branchesInput, limitNames, ownBranches } from './branch-fields.js';
import { openWorkInWords, roleEffects, sessionsInWords } from './effects.js';
import { ROLE_WORDING } from '../../wording/roles.js';

const STATE_WORDING = {
  invited: 'Invited',
  active: 'Active',
  disabled: 'Disabled',
  asking: 'Link requested',
} as const;

/** The list of the users of the administrator's own organisation, the newest first. */
export const usersPage: SignedInPage = {
  path: PATHS.users,
  mayOpen: mayManageUsers,
  get: async ({ api, query, user }) => {
    const filter = {
      role: query.text('role'),
      state: query.text('state'),
      search: query.text('search').trim(),
    };
    const request = API_PATHS.users({ ...filter, after: query.text('after') });
    const [{ items, next }, asking] = await Promise.all([
      api.get<Page<UserView>>(request),
      api.get<Page<UserView>>(API_PATHS.users({ state: 'asking' })),
    ]);
    return render('pages/users/users.njk', {
      search: filter.search,
      asking: filter.state === 'asking' ? 0 : asking.items.length,
      moreAsking: asking.next !== null,
      askingHref: `${PATHS.users}${queryOf({ state: 'asking' })}`,
      isFiltered: Object.values(filter).some((value) => value !== ''),
      users: items.map((account) => ({ ...account, state: stateOf(account) })),
      more: next && `${PATHS.users}${queryOf({ ...filter, after: next })}`,
      roleChoices: choices(rolesOf(user), filter.role, ROLE_WORDING, 'Any role'),
      stateChoices: choices(USER_STATES, filter.state, STATE_WORDING, 'Any status'),
    });
  },
};

const stateOf = ({ disabledAt, hasJoined }: UserView): string =>
  STATE_WORDING[disabledAt ? 'disabled' : hasJoined ? 'active' : 'invited'];

/** The roles that an administrator may give to a new user. The API checks the role again. */
const rolesOf = ({ role }: UserView): readonly Role[] =>
  role === 'provider_administrator' ? PROVIDER_ROLES : AUTHORITY_ROLES;

interface Choice {
  readonly value: string;
  readonly text: string;
  readonly selected: boolean;
}

function choices<T extends string>(
  values: readonly T[],
  chosen: string,
  wording: Readonly<Record<T, string>>,
  any: string,
): Choice[] {
  const all = values.map((value) => ({ value, text: wording[value], selected: value === chosen }));
  return [{ value: '', text: any, selected: chosen === '' }, ...all];
}

const NAME = 'Enter a name.';
const EMAIL = 'Enter an e-mail address such as name@example.org.';
const ROLE = 'Choose a role.';
/** The limit of a new user, until the administrator chooses. */
const EVERY_BRANCH = { branchIds: null };

export const newUserPage = formPage({
  path: PATHS.newUser,
  mayOpen: mayManageUsers,
  load: (request) => ownBranches(request),
  inputs: (branches, { user }) => ({
    name: requiredText(NAME),
    email: requiredText(EMAIL),
    role: oneOf(ROLES, ROLE),
    ...(mayLimitUsers(user) && { branchIds: branchesInput(branches) }),
  }),
  send: async (request, command, { key }) => {
    const added = await request.api.post<UserWithLink>(API_PATHS.newUser, command, key);
    return showLink(request, added);
  },
  page: async (request, returned) => {
    const { form, user } = request;
    const branches = mayLimitUsers(user) ? await ownBranches(request) : [];
    return render('pages/users/new-user.njk', {
      choice: mayLimitUsers(user) && branchChoices(branches, returned ? form : null, EVERY_BRANCH),
      name: form.text('name'),
      email: form.text('email'),
      choices: rolesOf(user).map((value) => ({
        value,
        text: ROLE_WORDING[value],
        checked: value === form.text('role'),
      })),
    });
  },
});

/** The page of one user, with forms for the details, for a link, and to disable or enable the user. */
export const userPage = formPage({
  path: PATHS.user(':id'),
  mayOpen: mayManageUsers,
  inputs: {
    name: requiredText(NAME),
    email: requiredText(EMAIL),
    role: oneOf(ROLES, ROLE),
    version: version('name'),
  },
  preview: previewRole,
  send: async ({ api, id }, command) => {
    await api.patch<UserView>(API_PATHS.user(id), command);
    return redirect(PATHS.user(id), { notice: 'user_changed' });
  },
  page: showUser,
});

interface UserTyped {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly version: number;
}

/** Shows what a new role does to sessions and open work. A change without a new role needs no such page. */
async function previewRole({ api, id }: SignedInRequest, command: UserTyped): Promise<Rendered | null> {
  const account = await api.get<UserView>(API_PATHS.user(id));
  if (account.role === command.role) return null;
  const held = await api.get<OpenWorkView>(API_PATHS.openWork(id));
  return render('pages/users/change-preview.njk', {
    account,
    role: command.role,
    effects: roleEffects(account.role, command.role, held),
    fields: Object.entries(command).map(([name, value]) => ({ name, value: String(value) })),
  });
}

async function showUser(
  { api, form, id, user, now }: SignedInRequest,
  returned?: ReturnedForm,
): Promise<Rendered> {
  const account = await api.get<UserView>(API_PATHS.user(id));
  const { typed } = formView(form, returned);
  const role = typed('role', account.role);
  const isSelf = account.id === user.id;
  return render('pages/users/user.njk', {
    account,
    limit: await limitNames({ api, user }, account),
    mayLimit: mayLimitUsers(user) && account.role === 'provider',
    state: stateOf(account),
    name: typed('name', account.name).trim(),
    email: typed('email', account.email).trim(),
    roleChoices: (isSelf ? [account.role] : rolesFor(account)).map((value) => ({
      value,
      text: ROLE_WORDING[value],
      checked: value === role,
    })),
    isSelf,
    hasOpenLink: account.linkExpiresAt !== null && Date.parse(account.linkExpiresAt) > now.getTime(),
    isStale: returned?.isStale === true,
  });
}

/**
 * The roles to which an administrator may change a user. An administrator of a provider keeps this role,
 * because an administrator must never make offers.
 */
function rolesFor({ role }: UserView): readonly Role[] {
  if (role === 'provider_administrator') return [role];
  return role === 'provider' ? PROVIDER_ROLES : AUTHORITY_ROLES;
}

export const issueLinkPage = formPage({
  path: PATHS.issueLink(':id'),
  from: PATHS.users,
  mayOpen: mayManageUsers,
  send: async (request, _command, { key }) => {
    const issued = await request.api.post<UserWithLink>(API_PATHS.userLink(request.id), {}, key);
    return showLink(request, issued);
  },
});

/**
 * Shows a link, only in the answer to the form that issued it. A redirect would put the link into an address
 * or a cookie, where it could be read later.
 */
function showLink({ origin }: PageRequest, { user, link, isMailed }: UserWithLink): Rendered {
  return render('pages/users/link.njk', {
    account: user,
    isMailed,
    link: link && { address: `${origin}${PATHS.accountLink(link.token)}`, expiresAt: link.expiresAt },
  });
}

/** Dismisses what a user has asked for, because the user has not asked or no longer needs it. */
export const dismissRequestPage = formPage({
  path: PATHS.dismissRequest(':id'),
  from: PATHS.users,
  mayOpen: mayManageUsers,
  send: async ({ api, id }) => {
    await api.delete(API_PATHS.userRequest(id));
    return redirect(PATHS.user(id), { notice: 'request_dismissed' });
  },
});

export const revokeLinkPage = formPage({
  path: PATHS.revokeLink(':id'),
  from: PATHS.users,
  mayOpen: mayManageUsers,
  send: async ({ api, id }) => {
    await api.delete(API_PATHS.userLink(id));
    return redirect(PATHS.user(id), { notice: 'link_revoked' });
  },
});

/** The page that asks to confirm that a user is disabled, and says what it does. */
export const disableUserPage = formPage({
  path: PATHS.disableUser(':id'),
  mayOpen: mayManageUsers,
  page: async ({ api, id }) => {
    const [account, held] = await Promise.all([
      api.get<UserView>(API_PATHS.user(id)),
      api.get<OpenWorkView>(API_PATHS.openWork(id)),
    ]);
    return render('pages/users/disable.njk', {
      account,
      sessions: sessionsInWords(held),
      openWork: openWorkInWords(held) ?? 'They have no open work.',
    });
  },
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
