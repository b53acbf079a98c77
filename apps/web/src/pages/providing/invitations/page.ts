import type { InvitationView } from '#contracts/broadcasts';
import type { Page } from '#contracts/list-page';
import { render, type SignedInPage } from '../../../console/page.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { invitationRow, pendingInvitations } from './invitations-shown.js';

const MOST_PENDING = '200';

/**
 * The list of a provider's pending invitations: those that still need an answer, and those whose offer is not
 * decided yet.
 */
export const invitationsPage: SignedInPage = {
  path: PATHS.invitations,
  get: async ({ api, now }) => {
    const query = { state: 'pending', limit: MOST_PENDING };
    const { items, next } = await api.get<Page<InvitationView>>(API_PATHS.invitations(query));
    const view = { ...pendingInvitations(items, now), hasMore: next !== null };
    return render('pages/providing/invitations/page.njk', view);
  },
};

/** The list of a provider's invitations that are over, with their outcome, the newest first. */
export const earlierInvitationsPage: SignedInPage = {
  path: PATHS.earlierInvitations,
  get: async ({ api, now, query }) => {
    const earlier = { state: 'over', after: query.text('after') };
    const { items, next } = await api.get<Page<InvitationView>>(API_PATHS.invitations(earlier));
    const more = next && `${PATHS.earlierInvitations}?after=${encodeURIComponent(next)}`;
    const view = { invitations: items.map((invitation) => invitationRow(invitation, now)), more };
    return render('pages/providing/invitations/earlier.njk', view);
  },
};
