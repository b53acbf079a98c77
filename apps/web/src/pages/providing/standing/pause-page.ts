import type { WorkView } from '#contracts/providers';
import type { RestrictionView } from '#contracts/restrictions';
import { formPage } from '../../../console/form-page.js';
import { type Input, readOr, requiredText } from '../../../console/form-inputs.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { londonInstant } from '../../../formats/london-time.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { type BranchChoice, branchChoice, ownLotChoices, ownLotsInput } from '../own-branches.js';

/**
 * The form that pauses a branch in some lots or in all. The branch then takes no new packages, and its open
 * invitations are revoked.
 */
export const pauseBranchPage = formPage({
  path: PATHS.pauseBranch,
  load: chosenBranch,
  inputs: ({ branch }) => ({
    lotIds: ownLotsInput(branch),
    to: lastDayInput('Enter the last day of the pause, or leave it empty.'),
    reason: requiredText('Enter the reason for the pause.'),
  }),
  send: async ({ api }, command, { key, loaded: { branch } }) => {
    await api.post<RestrictionView[]>(API_PATHS.pauseBranch(branch?.branchId ?? ''), command, key);
    return redirect(PATHS.standing, { notice: 'branch_paused' });
  },
  page: pauseBranch,
});

/**
 * Defines the form field for the last day of a pause. The value is 23:59 London time on that day, or null for
 * a pause without an end.
 */
function lastDayInput(sentence: string): Input<string | null> {
  return {
    field: 'until',
    read: (form) => {
      const day = form.text('until');
      return day === '' ? { value: null } : readOr(londonInstant(day, '23:59'), 'until', sentence);
    },
  };
}

async function chosenBranch({ api, form, query }: SignedInRequest): Promise<BranchChoice> {
  const branchId = form.text('branch') || query.text('branch');
  return branchChoice(await api.get<WorkView[]>(API_PATHS.work), branchId);
}

async function pauseBranch(request: SignedInRequest): Promise<Rendered> {
  const { branches, branch } = await chosenBranch(request);
  return render('pages/providing/standing/pause.njk', {
    branches,
    branch,
    choice: branch && ownLotChoices(branch, request.form),
  });
}
