import type { Page } from '#contracts/pages';
import { RESTRICTION_STATES, type RestrictionState, type RestrictionView } from '#contracts/restrictions';
import { show, type SignedInPage } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { queryOf } from '../../../paths/part.js';
import { RESTRICTION_STATE_WORDING } from '../../../wording/conditions.js';
import { mayCommission } from '../../../console/may.js';
import { restrictionRow } from './restrictions-shown.js';

/** Notices that bind branches: those in force, those to come, those that have ended. */
export const restrictionsPage: SignedInPage = {
  path: PATHS.restrictions,
  isFor: ({ role }) => role !== 'provider', // who finds its own where it stands
  get: async ({ api, now, query, user }) => {
    const asked = query.text('state');
    const state: RestrictionState = RESTRICTION_STATES.find((one) => one === asked) ?? 'in_force';
    const after = query.text('after');
    const { items, next } = await api.get<Page<RestrictionView>>(DOORS.restrictions({ state, after }));
    return show('pages/commissioning/restrictions/page.njk', {
      rows: items.map((one) => restrictionRow(one, now)),
      more: next && PATHS.restrictions + queryOf({ state, after: next }),
      state: RESTRICTION_STATE_WORDING[state],
      tabs: RESTRICTION_STATES.map((one) => ({
        text: RESTRICTION_STATE_WORDING[one],
        href: PATHS.restrictions + queryOf({ state: one }),
        isCurrent: one === state,
      })),
      mayCommission: mayCommission(user),
    });
  },
};
