import type { Page } from '#contracts/pages';
import { REALLOCATION_STATUSES, type ReallocationView } from '#contracts/reallocations';
import { show, type SignedInPage } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { queryOf } from '../../../paths/part.js';
import { REALLOCATION_STATUS_WORDING } from '../../../wording/reallocations.js';
import { reallocationRow } from './reallocations-shown.js';

/** Care that is moved from one branch to others, or is to be. */
export const reallocationsPage: SignedInPage = {
  path: PATHS.reallocations,
  get: async ({ api, now, query }) => {
    const status = REALLOCATION_STATUSES.find((one) => one === query.text('status')) ?? '';
    const after = query.text('after');
    const { items, next } = await api.get<Page<ReallocationView>>(DOORS.reallocations({ status, after }));
    const tab = (one: string, text: string) => ({
      text,
      href: PATHS.reallocations + queryOf({ status: one }),
      isCurrent: one === status,
    });
    return show('pages/commissioning/reallocations/page.njk', {
      rows: items.map((one) => reallocationRow(one, now)),
      tabs: [
        tab('', 'All'),
        ...REALLOCATION_STATUSES.map((one) => tab(one, REALLOCATION_STATUS_WORDING[one])),
      ],
      more: next && PATHS.reallocations + queryOf({ status, after: next }),
    });
  },
};
