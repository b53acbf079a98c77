import type { LotCoverage } from '#contracts/coverage';
import { show, type SignedInPage } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { coverageRow } from './coverage-shown.js';

/** How well each lot is covered: who is asked first, what there is to spare, who waits, how long placing takes. */
export const coveragePage: SignedInPage = {
  path: PATHS.coverage,
  get: async ({ api }) => {
    const coverage = await api.get<LotCoverage[]>(DOORS.coverage);
    return show('pages/commissioning/coverage/page.njk', { rows: coverage.map(coverageRow) });
  },
};
