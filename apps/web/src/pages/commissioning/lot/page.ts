import type { LotCoverageView } from '#contracts/coverage';
import type { LotView } from '#contracts/lots';
import { render, type SignedInPage } from '../../../console/page.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { mayCommission } from '../../../console/roles.js';
import { lotShown } from '../coverage/coverage-shown.js';
import { settingsShown } from './settings-shown.js';

/**
 * The page of one lot. Shows its settings, its branches in order of invitation, their recent awards, and the
 * waiting packages.
 */
export const lotPage: SignedInPage = {
  path: PATHS.lotCoverage(':id'),
  get: async ({ api, id, now, user }) => {
    const [coverage, lot] = await Promise.all([
      api.get<LotCoverageView>(API_PATHS.lotCoverage(id)),
      api.get<LotView>(API_PATHS.lot(id)),
    ]);
    return render('pages/commissioning/lot/page.njk', {
      lotId: id,
      mayCommission: mayCommission(user),
      lot: lotShown(coverage, now),
      settings: settingsShown(lot),
      areas: lot.areas.join(', '),
    });
  },
};
