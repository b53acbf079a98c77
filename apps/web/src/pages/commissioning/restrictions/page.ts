import type { Page } from '#contracts/list-page';
import { isProviderRole } from '#contracts/roles-and-actors';
import { RESTRICTION_STATES, type RestrictionState, type RestrictionView } from '#contracts/restrictions';
import { render, type SignedInPage } from '../../../console/page.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { queryOf } from '../../../paths/url.js';
import { RESTRICTION_STATE_WORDING } from '../../../wording/restrictions.js';
import { mayCommission } from '../../../console/roles.js';
import { restrictionRow } from './restrictions-shown.js';

/** The list of restrictions, with a tab for each state: in force, future and ended. */
export const restrictionsPage: SignedInPage = {
  path: PATHS.restrictions,
  mayOpen: ({ role }) => !isProviderRole(role), // A provider reads the restrictions of its branches on the page `/standing`
  get: async ({ api, now, query, user }) => {
    const filter = query.text('state');
    const state: RestrictionState = RESTRICTION_STATES.find((value) => value === filter) ?? 'in_force';
    const after = query.text('after');
    const { items, next } = await api.get<Page<RestrictionView>>(API_PATHS.restrictions({ state, after }));
    return render('pages/commissioning/restrictions/page.njk', {
      rows: items.map((restriction) => restrictionRow(restriction, now)),
      more: next && PATHS.restrictions + queryOf({ state, after: next }),
      state: RESTRICTION_STATE_WORDING[state],
      tabs: RESTRICTION_STATES.map((value) => ({
        text: RESTRICTION_STATE_WORDING[value],
        href: PATHS.restrictions + queryOf({ state: value }),
        isCurrent: value === state,
      })),
      mayCommission: mayCommission(user),
    });
  },
};
