import type { LotCoverageView } from '#contracts/coverage';
import type { LotView } from '#contracts/lots';
import { show, type SignedInPage } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { mayCommission } from '../../../console/may.js';
import { lotShown } from '../coverage/coverage-shown.js';
import { settingsShown } from './settings-shown.js';

/** One lot: its settings, who is asked and in which order, who was awarded how much, and who waits. */
export const lotPage: SignedInPage = {
  path: PATHS.lotCoverage(':id'),
  get: async ({ api, now, parameters, user }) => {
    const id = parameters.id ?? '';
    const [coverage, lot] = await Promise.all([
      api.get<LotCoverageView>(DOORS.lotCoverage(id)),
      api.get<LotView>(DOORS.lot(id)),
    ]);
    return show('pages/commissioning/lot/page.njk', {
      ...{ lotId: id, mayCommission: mayCommission(user) },
      lot: lotShown(coverage, now),
      settings: settingsShown(lot),
      areas: lot.areas.join(', '),
    });
  },
};
