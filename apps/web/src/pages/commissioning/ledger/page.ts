import type { LedgerLineView } from '#contracts/growth';
import type { Page } from '#contracts/pages';
import type { RestrictionView } from '#contracts/restrictions';
import { show, type SignedInPage } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { queryOf } from '../../../paths/part.js';
import { conditionInWords } from '../../../wording/restrictions.js';
import { idIn } from '../../../console/deed.js';
import { ledgerRow } from './ledger-shown.js';

/** The growth ledger of a restriction: for each person the baseline, every change since, and what is left. */
export const ledgerPage: SignedInPage = {
  path: PATHS.ledger(':id'),
  get: async (visit) => {
    const { api, query } = visit;
    const id = idIn(visit);
    const [restriction, { items, next }] = await Promise.all([
      api.get<RestrictionView>(DOORS.restriction(id)),
      api.get<Page<LedgerLineView>>(DOORS.ledger(id, { after: query.text('after') })),
    ]);
    return show('pages/commissioning/ledger/page.njk', {
      restriction,
      limits: restriction.conditions.filter(({ kind }) => kind === 'growth_limit').map(conditionInWords),
      rows: items.map(ledgerRow),
      more: next && PATHS.ledger(id) + queryOf({ after: next }),
    });
  },
};
