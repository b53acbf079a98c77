import type { Page } from '#contracts/list-page';
import { REALLOCATION_STATUSES, type ReallocationView } from '#contracts/reallocations';
import { render, type SignedInPage } from '../../../console/page.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { queryOf } from '../../../paths/url.js';
import { REALLOCATION_STATUS_WORDING } from '../../../wording/reallocations.js';
import { reallocationRow } from './reallocations-shown.js';

export const reallocationsPage: SignedInPage = {
  path: PATHS.reallocations,
  get: async ({ api, now, query }) => {
    const status = REALLOCATION_STATUSES.find((value) => value === query.text('status')) ?? '';
    const after = query.text('after');
    const { items, next } = await api.get<Page<ReallocationView>>(API_PATHS.reallocations({ status, after }));
    const tab = (value: string, text: string) => ({
      text,
      href: PATHS.reallocations + queryOf({ status: value }),
      isCurrent: value === status,
    });
    return render('pages/commissioning/reallocations/page.njk', {
      rows: items.map((reallocation) => reallocationRow(reallocation, now)),
      tabs: [
        tab('', 'All'),
        ...REALLOCATION_STATUSES.map((value) => tab(value, REALLOCATION_STATUS_WORDING[value])),
      ],
      more: next && PATHS.reallocations + queryOf({ status, after: next }),
    });
  },
};
