import type { BranchView } from '#contracts/providers';
import { formPage, type ReturnedForm } from '../../../console/form-page.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { mayCommission } from '../../../console/roles.js';
import { londonFields } from '../../../formats/london-time.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { registrationInWords } from '../../../wording/branches.js';
import {
  missingInSource,
  OPTIONAL_SOURCE_INPUTS,
  sourceFieldsShown,
  sourceTyped,
} from '../register-source.js';
import { BRANCH_FORM, BRANCH_INPUTS, branchFormShown, branchInWords } from './branch-form.js';

/** The form that changes the details of a branch in the register that all authorities share. */
export const changeBranchPage = formPage({
  path: PATHS.changeBranch(':id'),
  mayOpen: mayCommission,
  name: BRANCH_FORM,
  inputs: { ...BRANCH_INPUTS, ...OPTIONAL_SOURCE_INPUTS },
  check: missingInSource,
  send: async ({ api, id }, { ratings, ratedOn, kind, reference, publishedOn, ...details }) => {
    // A request to the API replaces all details of a branch. So this form also sends the recorded
    // registration. If another user changes the registration meanwhile, the API refuses the request.
    const { registration } = await api.get<BranchView>(API_PATHS.branch(id));
    const source = sourceTyped({ kind, reference, publishedOn });
    const branch = { ...details, ratings: { ...ratings, ratedOn }, registration, source };
    await api.put<BranchView>(API_PATHS.branch(id), branch);
    return redirect(PATHS.branch(id), { notice: 'branch_changed' });
  },
  page: changeBranch,
});

async function changeBranch(
  { api, form, id, now }: SignedInRequest,
  returned?: ReturnedForm,
): Promise<Rendered> {
  const branch = await api.get<BranchView>(API_PATHS.branch(id));
  return render('pages/commissioning/change-branch/page.njk', {
    branch,
    form: branchFormShown(branch, returned ? form : null),
    registration: registrationInWords(branch.registration),
    source: sourceFieldsShown(returned ? form : null, londonFields(now.toISOString()).date),
    recorded: returned?.isStale ? branchInWords(branch) : null,
  });
}
