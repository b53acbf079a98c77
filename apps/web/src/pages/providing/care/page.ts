import type { AwaitedStartView, CareView } from '#contracts/care';
import type { Page } from '#contracts/list-page';
import type { PlacementStatus } from '#contracts/placements';
import type { WorkView } from '#contracts/providers';
import { render, type SignedInPage } from '../../../console/page.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { queryOf } from '../../../paths/url.js';
import { groupedByBranch, shortNames } from '../own-branches.js';
import { careRow, startRows } from './care-shown.js';

const MOST_STARTS = '200';
const ROWS = '30';

/**
 * The page of a provider's care: the starts of care to confirm, and the live care. Lists live care if the
 * provider's branch has the contract or delivers the care.
 */
export const carePage: SignedInPage = {
  path: PATHS.care,
  get: async ({ api, now, query }) => {
    const branchId = query.text('branch');
    const [work, starts, live] = await Promise.all([
      api.get<WorkView[]>(API_PATHS.work),
      api.get<Page<AwaitedStartView>>(API_PATHS.starts({ limit: MOST_STARTS })),
      api.get<Page<CareView>>(API_PATHS.care(careQuery('live', query.text('after'), branchId))),
    ]);
    const more = live.next && `${PATHS.care}${queryOf({ branch: branchId, after: live.next })}`;
    const branches = groupedByBranch(work).map((branch) => ({
      value: branch.branchId,
      text: branch.branchName,
    }));
    const shortName = shortNames(work);
    return render('pages/providing/care/page.njk', {
      starts: startRows(starts.items, now),
      care: live.items.map((care) => ({ ...careRow(care), shortBranchName: shortName(care.branchName) })),
      branches: branches.map((branch) => ({ ...branch, selected: branch.value === branchId })),
      branchId,
      more,
    });
  },
};

export const endedCarePage: SignedInPage = {
  path: PATHS.endedCare,
  get: async ({ api, query }) => {
    const { items, next } = await api.get<Page<CareView>>(
      API_PATHS.care(careQuery('ended', query.text('after'))),
    );
    const more = next && `${PATHS.endedCare}${queryOf({ after: next })}`;
    return render('pages/providing/care/ended.njk', { care: items.map(careRow), more });
  },
};

const careQuery = (
  status: PlacementStatus,
  after: string,
  branchId?: string,
): Record<string, string | undefined> => ({
  status,
  after,
  branchId,
  limit: ROWS,
});
