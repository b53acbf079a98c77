import type { BranchFileView } from '#contracts/coverage';
import type { Page } from '#contracts/list-page';
import type { ReallocationView } from '#contracts/reallocations';
import type { RestrictionView } from '#contracts/restrictions';
import { render, type SignedInPage } from '../../../console/page.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { mayCommission } from '../../../console/roles.js';
import { branchShown } from './branch-shown.js';

/** The page of one branch: rating, restrictions, contracts, capacity, concerns and reallocations. */
export const branchPage: SignedInPage = {
  path: PATHS.branch(':id'),
  get: async ({ api, id: branchId, now, user }) => {
    const [file, restrictions, reallocations] = await Promise.all([
      api.get<BranchFileView>(API_PATHS.branchFile(branchId)),
      api.get<Page<RestrictionView>>(API_PATHS.restrictions({ branchId })),
      api.get<Page<ReallocationView>>(API_PATHS.reallocations({ branchId })),
    ]);
    const branch = branchShown(file, restrictions.items, reallocations.items, now);
    return render('pages/commissioning/branch/page.njk', { branch, mayCommission: mayCommission(user) });
  },
};
