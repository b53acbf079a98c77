import type { LedgerLineView } from '#contracts/growth-and-head-room';
import type { Page } from '#contracts/list-page';
import type { RestrictionView } from '#contracts/restrictions';
import { render, type SignedInPage } from '../../../console/page.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { queryOf } from '../../../paths/url.js';
import { conditionInWords } from '../../../wording/restrictions.js';
import { ledgerRow } from './ledger-shown.js';

/**
 * The page with the growth ledger of a restriction. Shows each person's weekly hours when the restriction
 * took effect, every change since then, and the hours by which the care may still grow.
 */
export const ledgerPage: SignedInPage = {
  path: PATHS.ledger(':id'),
  get: async ({ api, id, query }) => {
    const [restriction, { items, next }] = await Promise.all([
      api.get<RestrictionView>(API_PATHS.restriction(id)),
      api.get<Page<LedgerLineView>>(API_PATHS.ledger(id, { after: query.text('after') })),
    ]);
    return render('pages/commissioning/growth-ledger/page.njk', {
      restriction,
      limits: restriction.conditions.filter(({ kind }) => kind === 'growth_limit').map(conditionInWords),
      rows: items.map(ledgerRow),
      more: next && PATHS.ledger(id) + queryOf({ after: next }),
    });
  },
};
