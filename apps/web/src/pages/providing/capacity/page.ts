import type { CapacityConfirmation, CapacityView, WorkView } from '#contracts/providers';
import { ApiProblem } from '../../../api/api-problem.js';
import { type Fault, faultsOf } from '../../../console/form.js';
import { goTo, show, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { branchCapacities } from './capacity-shown.js';

/** The field that carries the version of a lot's declaration that somebody looked at. */
export const seenField = (lotId: string): string => `seen-${lotId}`;

/** What each branch has to spare, by lot: one press each week says that it is still right. */
export const capacityPage: SignedInPage = {
  path: PATHS.capacity,
  get: (visit) => capacityShown(visit),
};

export const confirmCapacityPage: SignedInPage = {
  path: PATHS.confirmCapacity,
  from: PATHS.capacity,
  post: async (visit) => {
    const { api, form } = visit;
    const branchId = form.text('branchId');
    const work = await api.get<WorkView[]>(DOORS.work);
    const lots = work
      .filter((one) => one.branchId === branchId)
      .map(({ lotId }) => ({ lotId, version: Number(form.text(seenField(lotId))) }))
      .filter(({ version }) => version > 0);
    const confirmation: CapacityConfirmation = { lots };
    try {
      await api.post<CapacityView[]>(DOORS.confirmCapacity(branchId), confirmation);
      return goTo(PATHS.capacity, { notice: 'capacity_confirmed' });
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.problem.code !== 'version_stale') throw error;
      const text =
        'What this branch has to spare has changed since you opened the page, by an award or by a colleague. Look at it as it stands now, and confirm again.';
      return capacityShown(
        visit,
        [{ ...faultsOf(error.problem)[0], field: `branch-${branchId}`, text }],
        409,
      );
    }
  },
};

async function capacityShown(
  { api, now }: Visit,
  faults: readonly Fault[] = [],
  status?: number,
): Promise<Shown> {
  const work = await api.get<WorkView[]>(DOORS.work);
  return show('pages/providing/capacity/page.njk', { branches: branchCapacities(work, now), faults }, status);
}
