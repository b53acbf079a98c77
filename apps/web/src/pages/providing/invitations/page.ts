import type { InvitationView } from '#contracts/broadcasts';
import type { Page } from '#contracts/pages';
import { show, type SignedInPage } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { invitationRow, pendingInvitations } from './invitations-shown.js';

/** More at once nobody could answer. */
const MOST_PENDING = '200';

/** What a provider's branches are asked, and what they have answered that is not decided yet. */
export const invitationsPage: SignedInPage = {
  path: PATHS.invitations,
  get: async ({ api, now }) => {
    const query = { state: 'pending', limit: MOST_PENDING };
    const { items, next } = await api.get<Page<InvitationView>>(DOORS.invitations(query));
    const view = { ...pendingInvitations(items, now), hasMore: next !== null };
    return show('pages/providing/invitations/page.njk', view);
  },
};

/** What came of those before, the newest first. */
export const earlierInvitationsPage: SignedInPage = {
  path: PATHS.earlierInvitations,
  get: async ({ api, now, query }) => {
    const asked = { state: 'over', after: query.text('after') };
    const { items, next } = await api.get<Page<InvitationView>>(DOORS.invitations(asked));
    const more = next && `${PATHS.earlierInvitations}?after=${encodeURIComponent(next)}`;
    const view = { invitations: items.map((one) => invitationRow(one, now)), more };
    return show('pages/providing/invitations/earlier.njk', view);
  },
};
