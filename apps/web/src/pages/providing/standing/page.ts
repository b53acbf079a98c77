import type { Page } from '#contracts/list-page';
import type { WorkView } from '#contracts/providers';
import type { HandBackView } from '#contracts/reallocations';
import type { ReportView } from '#contracts/reports';
import type { RestrictionView } from '#contracts/restrictions';
import { formPage } from '../../../console/form-page.js';
import { type Input, readOr, requiredText } from '../../../console/form-inputs.js';
import {
  redirect,
  render,
  type Rendered,
  type SignedInPage,
  type SignedInRequest,
} from '../../../console/page.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { handBacksShown, reportsShown, restrictionsShown } from './standing-shown.js';

const MOST = '200';

/**
 * The page `/standing` of a provider: the restrictions and pauses of its branches, the updates that the
 * branches owe, and the provider's hand-backs.
 */
export const standingPage: SignedInPage = { path: PATHS.standing, get: showStanding };

export const resumeBranchPage = formPage({
  path: PATHS.resumeBranch(':id'),
  from: PATHS.standing,
  // The page has a form for each pause. So the element id of the form field contains the id of the pause.
  inputs: (_loaded, { id }) => ({
    reason: resumeReason(id),
  }),
  send: async ({ api, id }, command) => {
    await api.post<RestrictionView>(API_PATHS.resumeBranch(id), command);
    return redirect(PATHS.standing, { notice: 'branch_resumed' });
  },
  page: showStanding,
});

function resumeReason(restrictionId: string): Input<string> {
  const reason = requiredText('Enter the reason for ending the pause.');
  const field = `reason-${restrictionId}`;
  return {
    ...reason,
    field,
    read: (form) => readOr(form.text('reason') || null, field, reason.sentence ?? ''),
  };
}

async function showStanding({ api, now }: SignedInRequest): Promise<Rendered> {
  const [work, restrictions, reports, handBacks] = await Promise.all([
    api.get<WorkView[]>(API_PATHS.work),
    api.get<Page<RestrictionView>>(API_PATHS.ownRestrictions({ limit: MOST })),
    api.get<Page<ReportView>>(API_PATHS.ownReports({ limit: MOST })),
    api.get<Page<HandBackView>>(API_PATHS.ownHandBacks),
  ]);
  return render('pages/providing/standing/page.njk', {
    restrictions: restrictionsShown(restrictions.items, { work, handBacks: handBacks.items, now }),
    reports: reportsShown(reports.items, work),
    handBacks: handBacksShown(handBacks.items, work),
  });
}
