import type { LotCoverage } from '#contracts/coverage';
import type { AreaCoverage, LotOutline } from '#contracts/lots';
import { mayCommission } from '../../../console/roles.js';
import { render, type SignedInPage } from '../../../console/page.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { coverageMap, coverageRow } from './coverage-shown.js';

/**
 * The coverage page. Shows for each lot the tier-1 branches, spare capacity, waiting packages and time until
 * care starts.
 */
export const coveragePage: SignedInPage = {
  path: PATHS.coverage,
  get: async ({ api, user }) => {
    const [coverage, outlines, areas] = await Promise.all([
      api.get<LotCoverage[]>(API_PATHS.coverage),
      api.get<LotOutline[]>(API_PATHS.lotOutlines),
      api.get<AreaCoverage>(API_PATHS.areaCoverage),
    ]);
    return render('pages/commissioning/coverage/page.njk', {
      rows: coverage.map(coverageRow),
      map: coverageMap(coverage, outlines),
      mayCommission: mayCommission(user),
      areas,
    });
  },
};
