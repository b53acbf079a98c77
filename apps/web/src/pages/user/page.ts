import type { UserView } from '#contracts/identity';
import { ApiProblem } from '../../api/api-problem.js';
import { type Fault, faultsOf, missing, versionSeen } from '../../console/form.js';
import { goTo, show, type Shown, type SignedInPage, type Visit } from '../../console/page.js';
import { DOORS, PATHS } from '../../paths.js';
import type { Notice } from '../../wording/notices.js';

export const PASSWORD_SENTENCE = 'Enter a password of 12 to 200 characters.';
const SENTENCES = { name: 'Enter the name, as colleagues know it.', password: PASSWORD_SENTENCE } as const;
const FIELD_OF_CODE = { provider_shared: 'password', version_stale: 'name' };

/** One user: the name, a new password, and whether they may sign in. */
export const userPage: SignedInPage = {
  path: PATHS.user(':id'),
  get: async (visit) => {
    const user = await visit.api.get<UserView>(DOORS.user(idIn(visit)));
    return userShown(visit, user);
  },
  post: async (visit) => {
    const { api, form } = visit;
    const faults = missing(form, { name: SENTENCES.name });
    if (faults.length > 0) return refused(visit, faults, 400);
    const password = form.exact('password');
    const change = {
      name: form.text('name'),
      version: Number(form.text('version')),
      ...(password && { password }),
    };
    try {
      await api.patch<UserView>(DOORS.user(idIn(visit)), change);
      return goTo(PATHS.user(idIn(visit)), { notice: 'user_changed' });
    } catch (error) {
      if (!(error instanceof ApiProblem) || !isForTheForm(error)) throw error;
      return refused(visit, faultsOf(error.problem, SENTENCES, FIELD_OF_CODE), error.problem.status);
    }
  },
};

export const disableUserPage = turning('disable', 'user_disabled');
export const enableUserPage = turning('enable', 'user_enabled');

function turning(how: 'disable' | 'enable', notice: Notice): SignedInPage {
  const [page, door] =
    how === 'disable' ? [PATHS.disableUser, DOORS.disableUser] : [PATHS.enableUser, DOORS.enableUser];
  return {
    path: page(':id'),
    from: PATHS.users,
    post: async (visit) => {
      await visit.api.post<UserView>(door(idIn(visit)));
      return goTo(PATHS.user(idIn(visit)), { notice });
    },
  };
}

/** As it is now, with what was typed: whoever was overtaken sees both. */
async function refused(visit: Visit, faults: readonly Fault[], status: number): Promise<Shown> {
  const user = await visit.api.get<UserView>(DOORS.user(idIn(visit)));
  const typed = visit.form.text('name');
  return userShown(visit, user, { faults, status, typed });
}

function userShown(
  visit: Visit,
  one: UserView,
  { faults = [], status, typed }: { faults?: readonly Fault[]; status?: number; typed?: string } = {},
): Shown {
  const wasOvertaken = status === 409 && typed !== one.name;
  const isSelf = one.id === visit.user.id;
  const version = versionSeen(visit.form, one.version, status);
  const view = { one, version, faults, isSelf, wasOvertaken, name: typed ?? one.name };
  return show('pages/user/page.njk', view, status);
}

function isForTheForm({ problem: { code } }: ApiProblem): boolean {
  return code === 'invalid_request' || Object.hasOwn(FIELD_OF_CODE, code);
}

function idIn({ parameters }: Visit): string {
  return parameters.id ?? '';
}
