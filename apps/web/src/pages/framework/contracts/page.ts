import { CONTRACT_STATES, type ContractLine, type ContractState } from '#contracts/framework';
import type { Page } from '#contracts/list-page';
import type { LotView } from '#contracts/lots';
import { render, type SignedInPage } from '../../../console/page.js';
import { mayCommission } from '../../../console/roles.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { queryOf } from '../../../paths/url.js';
import { contractRow, todayAt } from '../contracts-shown.js';

const LONGEST_SEARCH = 60;
const ID = /^[0-9a-f-]{36}$/;
const CQC_ID = /^1-\d{1,12}$/;
const ROWS = '100';

export const CONTRACT_STATE_WORDING: Readonly<Record<ContractState, string>> = {
  in_force: 'In force',
  ending: 'Ends within 90 days',
  future: 'Future',
  ended: 'Ended',
};

/** The list of contracts. Commissioners tick contracts here and change them as a set. */
export const contractsPage: SignedInPage = {
  path: PATHS.contracts,
  get: async ({ api, now, query, user }) => {
    const search = query.text('search').slice(0, LONGEST_SEARCH);
    const lotId = ID.test(query.text('lotId')) ? query.text('lotId') : '';
    const branchId = CQC_ID.test(query.text('branchId')) ? query.text('branchId') : '';
    const providerId = CQC_ID.test(query.text('providerId')) ? query.text('providerId') : '';
    const state: string = CONTRACT_STATES.find((one) => one === query.text('state')) ?? '';
    const filter = { search, lotId, branchId, providerId, state };
    const [page, lots] = await Promise.all([
      api.get<Page<ContractLine>>(
        API_PATHS.contractLines({ ...filter, limit: ROWS, after: query.text('after') }),
      ),
      api.get<LotView[]>(API_PATHS.lots),
    ]);
    const today = todayAt(now);
    return render('pages/framework/contracts/page.njk', {
      search,
      branchId,
      providerId,
      rows: page.items.map((line) => contractRow(line, today)),
      more: page.next && PATHS.contracts + queryOf({ ...filter, after: page.next }),
      isFiltered: Object.values(filter).some((value) => value !== ''),
      mayCommission: mayCommission(user),
      hasLots: lots.length > 0,
      lots: lots.map(({ id, code, name }) => ({
        value: id,
        text: `${code} ${name}`,
        selected: id === lotId,
      })),
      states: CONTRACT_STATES.map((value) => ({
        value,
        text: CONTRACT_STATE_WORDING[value],
        selected: value === state,
      })),
    });
  },
};
