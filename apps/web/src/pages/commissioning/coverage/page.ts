import type { LotCoverage } from '#contracts/coverage';
import { render, type SignedInPage } from '../../../console/page.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { coverageRow } from './coverage-shown.js';

/**
 * The coverage page. Shows for each lot the tier-1 branches, spare capacity, waiting packages and time until
 * care starts.
 */
export const coveragePage: SignedInPage = {
  path: PATHS.coverage,
  get: async ({ api }) => {
    const coverage = await api.get<LotCoverage[]>(API_PATHS.coverage);
    return render('pages/commissioning/coverage/page.njk', { rows: coverage.map(coverageRow) });
  },
};
