import type { RateUpliftView } from '#contracts/framework';
import { render, type SignedInPage } from '../../../console/page.js';
import { mayCommission } from '../../../console/roles.js';
import { calendarDay } from '../../../formats/london-time.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { todayAt } from '../contracts-shown.js';
import { changeInWords } from '../uplift/percentage.js';

/** The list of changes of rates, with what each changed and who recorded it. */
export const upliftsPage: SignedInPage = {
  path: PATHS.uplifts,
  get: async ({ api, now, user }) => {
    const uplifts = await api.get<RateUpliftView[]>(API_PATHS.uplifts);
    const today = todayAt(now);
    return render('pages/framework/uplifts/page.njk', {
      rows: uplifts.map((uplift) => upliftShown(uplift, today)),
      mayCommission: mayCommission(user),
    });
  },
};

/** A change of rates, as its list and the page of its withdrawal show it. */
export function upliftShown(uplift: RateUpliftView, today: string) {
  const isWithdrawn = uplift.withdrawnAt !== null;
  const isPlanned = uplift.fromOn > today && !isWithdrawn;
  return {
    id: uplift.id,
    day: calendarDay(uplift.fromOn),
    status: isWithdrawn ? 'Withdrawn' : isPlanned ? 'Planned' : 'In force',
    mayWithdraw: isPlanned,
    withdrawal: isWithdrawn ? `${uplift.withdrawnByName ?? '–'}: ${uplift.withdrawReason ?? ''}` : null,
    change: changeInWords(uplift),
    reason: uplift.reason,
    contracts: uplift.contracts,
    placements: uplift.placements,
    by: uplift.recordedByName ?? '–',
    at: uplift.recordedAt,
  };
}
