import type { InvitationView } from '#contracts/broadcasts';
import type { AwaitedStartView } from '#contracts/care';
import type { Page } from '#contracts/list-page';
import type { WorkView } from '#contracts/providers';
import type { ReportView } from '#contracts/reports';
import { render, type SignedInPage } from '../../../console/page.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { branchOptions } from '../own-branches.js';
import { invitationRow } from './invitations-shown.js';
import { toDo, workSections } from './work-shown.js';

const MOST_PENDING = '200';

/**
 * The first page of a provider: what its branches must do, the soonest due first; then the other invitations; then the
 * offers that are not decided yet. The chosen branch is in the address.
 */
export const invitationsPage: SignedInPage = {
  path: PATHS.invitations,
  get: async ({ api, now, query }) => {
    const limit = MOST_PENDING;
    const [invitations, starts, due, overdue, work] = await Promise.all([
      api.get<Page<InvitationView>>(API_PATHS.invitations({ state: 'pending', limit })),
      api.get<Page<AwaitedStartView>>(API_PATHS.starts({ limit })),
      api.get<Page<ReportView>>(API_PATHS.ownReports({ status: 'due', limit })),
      api.get<Page<ReportView>>(API_PATHS.ownReports({ status: 'overdue', limit })),
      api.get<WorkView[]>(API_PATHS.work),
    ]);
    const branches = branchOptions(work, query.text('branch'));
    const branchId = branches.find(({ selected }) => selected)?.value ?? '';
    const reports = [...due.items, ...overdue.items];
    const facts = { invitations: invitations.items, starts: starts.items, reports, work };
    const sections = workSections(facts, now, branchId);
    return render('pages/providing/invitations/page.njk', {
      sections,
      toDo: toDo(sections, facts, now, branchId),
      branches,
      branchId,
      hasMore: [invitations, starts, due, overdue].some(({ next }) => next !== null),
    });
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
