import type { RateUpliftView } from '#contracts/framework';
import { render, type SignedInPage } from '../../../console/page.js';
import { calendarDay } from '../../../formats/london-time.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { todayAt } from '../contracts-shown.js';
import { changeInWords } from '../uplift/percentage.js';

/** The list of changes of rates, with what each changed and who recorded it. */
export const upliftsPage: SignedInPage = {
  path: PATHS.uplifts,
  get: async ({ api, now }) => {
    const uplifts = await api.get<RateUpliftView[]>(API_PATHS.uplifts);
    const today = todayAt(now);
    return render('pages/framework/uplifts/page.njk', {
      rows: uplifts.map((uplift) => ({
        from: calendarDay(uplift.fromOn) + (uplift.fromOn > today ? ' (planned)' : ''),
        change: changeInWords(uplift),
        reason: uplift.reason,
        contracts: uplift.contracts,
        placements: uplift.placements,
        by: uplift.recordedByName ?? '–',
        at: uplift.recordedAt,
      })),
    });
  },
};
