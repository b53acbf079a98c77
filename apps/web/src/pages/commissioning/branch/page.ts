import type { BranchFileView } from '#contracts/coverage';
import type { Page } from '#contracts/list-page';
import type { PackageView } from '#contracts/packages';
import type { ReallocationView } from '#contracts/reallocations';
import type { RestrictionView } from '#contracts/restrictions';
import type { ConcernView } from '#contracts/placements';
import { CONCERN_WORDING } from '../../../wording/branches.js';
import { render, type SignedInPage } from '../../../console/page.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { queryOf } from '../../../paths/url.js';
import { mayCommission } from '../../../console/roles.js';
import { branchShown } from './branch-shown.js';
import { sharedFactsShown, skillNames } from './shared-facts-shown.js';

const MOST_PACKAGES = '20';

/** The page of one branch: rating, the packages that it delivers, restrictions, contracts, capacity, concerns and reallocations. */
export const branchPage: SignedInPage = {
  path: PATHS.branch(':id'),
  get: async ({ api, id: branchId, now, user }) => {
    const [file, restrictions, reallocations, packages, concerns] = await Promise.all([
      api.get<BranchFileView>(API_PATHS.branchFile(branchId)),
      api.get<Page<RestrictionView>>(API_PATHS.restrictions({ branchId })),
      api.get<Page<ReallocationView>>(API_PATHS.reallocations({ branchId })),
      api.get<Page<PackageView>>(API_PATHS.packages({ deliveredBy: branchId, limit: MOST_PACKAGES })),
      api.get<Page<ConcernView>>(API_PATHS.concerns({ branchId })),
    ]);
    const shared = sharedFactsShown(file, restrictions.items, now);
    const branch = branchShown(file, restrictions.items, reallocations.items, now);
    return render('pages/commissioning/branch/page.njk', {
      branch,
      shared,
      councils: file.shared.councils,
      skills: skillNames(file),
      care: packages.items.map(({ id, reference, lotName, weeklyMinutes }) => ({
        id,
        reference,
        lotName,
        weeklyMinutes,
        href: PATHS.package(id),
      })),
      openConcerns: concerns.items
        .filter(({ closedAt }) => closedAt === null)
        .map(({ id, kind, at }) => ({
          kind: CONCERN_WORDING[kind],
          at,
          href: PATHS.workOwner('concern', id),
        })),
      moreCare: packages.next && PATHS.packages + queryOf({ deliveredBy: branchId }),
      mayCommission: mayCommission(user),
    });
  },
};
