import type { AwaitedStartView, CareView } from '#contracts/care';
import type { Page } from '#contracts/pages';
import type { PlacementStatus } from '#contracts/placements';
import type { WorkView } from '#contracts/providers';
import { show, type SignedInPage } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { queryOf } from '../../../paths/part.js';
import { groupedByBranch } from '../own-branches.js';
import { careRow, startRows } from './care-shown.js';

const MOST_STARTS = '200';
const ROWS = '30';

/** What a provider's branches have to start, and what they deliver or have others deliver. */
export const carePage: SignedInPage = {
  path: PATHS.care,
  get: async (visit) => {
    const { api, now, query } = visit;
    const branchId = query.text('branch');
    const [work, starts, live] = await Promise.all([
      api.get<WorkView[]>(DOORS.work),
      api.get<Page<AwaitedStartView>>(DOORS.starts({ limit: MOST_STARTS })),
      api.get<Page<CareView>>(DOORS.care(asked('live', query.text('after'), branchId))),
    ]);
    const more = live.next && `${PATHS.care}${queryOf({ branch: branchId, after: live.next })}`;
    const branches = groupedByBranch(work).map((one) => ({ value: one.branchId, text: one.branchName }));
    return show('pages/providing/care/page.njk', {
      starts: startRows(starts.items, now),
      care: live.items.map(careRow),
      branches: branches.map((one) => ({ ...one, selected: one.value === branchId })),
      ...{ branchId, more },
    });
  },
};

export const endedCarePage: SignedInPage = {
  path: PATHS.endedCare,
  get: async ({ api, query }) => {
    const { items, next } = await api.get<Page<CareView>>(DOORS.care(asked('ended', query.text('after'))));
    const more = next && `${PATHS.endedCare}${queryOf({ after: next })}`;
    return show('pages/providing/care/ended.njk', { care: items.map(careRow), more });
  },
};

const asked = (
  status: PlacementStatus,
  after: string,
  branchId?: string,
): Record<string, string | undefined> => ({
  status,
  after,
  branchId,
  limit: ROWS,
});
