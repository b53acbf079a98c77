import type { CapacityConfirmation, CapacityView, WorkView } from '#contracts/providers';
import { formPage } from '../../../console/form-page.js';
import type { Input } from '../../../console/form-inputs.js';
import {
  redirect,
  render,
  type Rendered,
  type SignedInPage,
  type SignedInRequest,
} from '../../../console/page.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { branchCapacities } from './capacity-shown.js';

/**
 * The page with the declared spare capacity of each branch in each lot. One button confirms all declarations
 * of a branch.
 */
export const capacityPage: SignedInPage = { path: PATHS.capacity, get: showCapacity };

export const confirmCapacityPage = formPage({
  path: PATHS.confirmCapacity,
  from: PATHS.capacity,
  load: ({ api }) => api.get<WorkView[]>(API_PATHS.work),
  inputs: (work, { form }) => ({ lots: seenDeclarations(work, form.text('branchId')) }),
  sentences: {
    version_stale:
      'What this branch has to spare has changed since you opened the page, by an award or by a colleague. Look at it as it stands now, and confirm again.',
  },
  send: async ({ api, form }, command) => {
    await api.post<CapacityView[]>(API_PATHS.confirmCapacity(form.text('branchId')), command);
    return redirect(PATHS.capacity, { notice: 'capacity_confirmed' });
  },
  page: showCapacity,
});

/**
 * Defines the hidden fields with which a user confirms the capacity declarations of a branch. The field
 * `seen-<lot id>` has the version of the declaration that the user saw.
 */
function seenDeclarations(work: readonly WorkView[], branchId: string): Input<CapacityConfirmation['lots']> {
  return {
    field: `branch-${branchId}`,
    read: (form) => ({
      value: work
        .filter((lot) => lot.branchId === branchId)
        .map(({ lotId }) => ({ lotId, version: Number(form.text(`seen-${lotId}`)) }))
        .filter(({ version }) => version > 0),
    }),
  };
}

async function showCapacity({ api, now }: SignedInRequest): Promise<Rendered> {
  const work = await api.get<WorkView[]>(API_PATHS.work);
  return render('pages/providing/capacity/page.njk', { branches: branchCapacities(work, now) });
}
