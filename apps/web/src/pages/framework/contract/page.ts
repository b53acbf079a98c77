import type { ContractDependants, ContractRateLine } from '#contracts/framework';
import { render, type SignedInPage } from '../../../console/page.js';
import { mayCommission } from '../../../console/roles.js';
import { calendarDay } from '../../../formats/london-time.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { ownerShown } from '../../owners/owner-shown.js';
import { contractRow, ratesInWords, todayAt } from '../contracts-shown.js';
import { dependantsShown } from './dependants-shown.js';

/** The page of a contract: its terms, all that hangs on it, and its rates from each day on. */
export const contractPage: SignedInPage = {
  path: PATHS.contract(':id'),
  get: async ({ api, id, now, user }) => {
    const [dependants, rates] = await Promise.all([
      api.get<ContractDependants>(API_PATHS.contractDependants(id)),
      api.get<ContractRateLine[]>(API_PATHS.contractRates(id)),
    ]);
    const today = todayAt(now);
    return render('pages/framework/contract/page.njk', {
      contract: contractRow(dependants.contract, today),
      owner: ownerShown({ ...dependants.contract, kind: 'contract' }, user, {
        here: PATHS.contract(id),
        what: `contract of ${dependants.contract.branchName}`,
      }),
      branchId: dependants.contract.branchId,
      branchHref: PATHS.branch(dependants.contract.branchId),
      dependants: dependantsShown(dependants),
      rates: rates.map(({ fromOn, rateMinPence, rateMaxPence, reason, recordedByName, upliftId }, index) => ({
        from: calendarDay(fromOn) + (fromOn > today ? ' (planned)' : ''),
        rates: ratesInWords(rateMinPence, rateMaxPence),
        why: index === 0 ? 'Start of the contract' : (reason ?? 'Changed on the contract'),
        by: upliftId === null ? '–' : (recordedByName ?? '–'),
      })),
      mayCommission: mayCommission(user),
    });
  },
};
