import type { WorkView } from '#contracts/providers';
import type { HandBackView } from '#contracts/reallocations';
import { formPage, type ReturnedForm } from '../../../console/form-page.js';
import { nullableWholeNumber, requiredText } from '../../../console/form-inputs.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { type BranchChoice, branchChoice, ownLotChoices, ownLotsInput } from '../own-branches.js';

/**
 * The form that hands back the work of a branch, in some lots or in all. The branch then gets no new work. A
 * commissioner of the authority then has to confirm the transfer of the care.
 */
export const handBackPage = formPage({
  path: PATHS.handBack,
  load: chosenBranch,
  inputs: ({ branch }) => ({
    lotIds: ownLotsInput(branch),
    noticeDays: nullableWholeNumber(
      'Enter the notice in whole days, or leave it empty for the contract notice.',
    ),
    reason: requiredText('Enter the reason for the hand-back.'),
    sure: requiredText('Confirm that you are handing back this work.'),
  }),
  send: async ({ api }, { sure: _, ...handBack }, { key, loaded: { branch } }) => {
    const body = { branchId: branch?.branchId ?? '', ...handBack };
    await api.post<HandBackView[]>(API_PATHS.ownHandBacks, body, key);
    return redirect(PATHS.standing, { notice: 'handed_back' });
  },
  page: handBack,
});

async function chosenBranch({ api, form, query }: SignedInRequest): Promise<BranchChoice> {
  const branchId = form.text('branch') || query.text('branch');
  return branchChoice(await api.get<WorkView[]>(API_PATHS.work), branchId);
}

async function handBack(request: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  const { form } = request;
  const { branches, branch } = await chosenBranch(request);
  const notices = branch?.lots.flatMap(({ noticeDays }) => noticeDays ?? []) ?? [];
  return render('pages/providing/standing/hand-back.njk', {
    branches,
    branch,
    choice: branch && ownLotChoices(branch, form),
    contractNotice: notices.length > 0 ? Math.max(...notices) : null,
    isSure: returned !== undefined && form.text('sure') !== '',
  });
}
