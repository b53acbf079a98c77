import type { UserView } from '#contracts/identity';
import { formPage } from '../../console/form-page.js';
import { version } from '../../console/form-inputs.js';
import { redirect, render } from '../../console/page.js';
import { mayLimitUsers } from '../../console/roles.js';
import { API_PATHS, PATHS } from '../../paths.js';
import { branchChoices, branchesInput, ownBranches } from './branch-fields.js';

/** The form with which an administrator of a provider limits a user to some branches, and which says what it does. */
export const userBranchesPage = formPage({
  path: PATHS.userBranches(':id'),
  mayOpen: mayLimitUsers,
  load: (request) => ownBranches(request),
  inputs: (branches) => ({ branchIds: branchesInput(branches), version: version('branches') }),
  send: async ({ api, id }, command) => {
    await api.put<UserView>(API_PATHS.userBranches(id), command);
    return redirect(PATHS.user(id), { notice: 'user_limited' });
  },
  page: async (request, returned) => {
    const { api, form, id } = request;
    const [account, branches] = await Promise.all([
      api.get<UserView>(API_PATHS.user(id)),
      ownBranches(request),
    ]);
    return render('pages/users/branches.njk', {
      account,
      choice: branchChoices(branches, returned ? form : null, account),
      isStale: returned?.isStale === true,
    });
  },
});
