import type { BranchFileView } from '#contracts/coverage';
import type { Page } from '#contracts/pages';
import type { ReallocationView } from '#contracts/reallocations';
import type { RestrictionView } from '#contracts/restrictions';
import { show, type SignedInPage } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { mayCommission } from '../../../console/may.js';
import { branchShown } from './branch-shown.js';

/** One branch: rating, restrictions, contracts, capacity, and what was evidence about it over time. */
export const branchPage: SignedInPage = {
  path: PATHS.branch(':id'),
  get: async ({ api, now, parameters, user }) => {
    const branchId = parameters.id ?? '';
    const [file, restrictions, reallocations] = await Promise.all([
      api.get<BranchFileView>(DOORS.branchFile(branchId)),
      api.get<Page<RestrictionView>>(DOORS.restrictions({ branchId })),
      api.get<Page<ReallocationView>>(DOORS.reallocations({ branchId })),
    ]);
    const branch = branchShown(file, restrictions.items, reallocations.items, now);
    return show('pages/commissioning/branch/page.njk', { branch, mayCommission: mayCommission(user) });
  },
};
