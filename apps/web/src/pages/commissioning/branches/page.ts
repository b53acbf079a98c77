import type { BranchStanding } from '#contracts/coverage';
import type { LotView } from '#contracts/lots';
import { render, type SignedInPage } from '../../../console/page.js';
import { mayCommission } from '../../../console/roles.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { branchRow } from './branches-shown.js';

const LONGEST_SEARCH = 60;
const ID = /^[0-9a-f-]{36}$/;

/**
 * The list of all branches that work for the authority. Each branch has its live care, spare capacity and
 * conditions in force.
 */
export const branchesPage: SignedInPage = {
  path: PATHS.branches,
  get: async ({ api, query, user }) => {
    const search = query.text('search').slice(0, LONGEST_SEARCH);
    const lotId = ID.test(query.text('lotId')) ? query.text('lotId') : '';
    const restricted = query.text('restricted') === '' ? '' : 'yes';
    const [standings, lots] = await Promise.all([
      api.get<BranchStanding[]>(
        API_PATHS.branchStandings({ search, lotId, isRestricted: restricted && 'true' }),
      ),
      api.get<LotView[]>(API_PATHS.lots),
    ]);
    return render('pages/commissioning/branches/page.njk', {
      search,
      restricted,
      mayCommission: mayCommission(user),
      rows: standings.map(branchRow),
      lots: lots.map(({ id, code, name }) => ({
        value: id,
        text: `${code} ${name}`,
        selected: id === lotId,
      })),
      isFiltered: [search, lotId, restricted].some((value) => value !== ''),
    });
  },
};
