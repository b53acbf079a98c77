import type { Page } from '#contracts/pages';
import type { WorkView } from '#contracts/providers';
import type { HandBackView } from '#contracts/reallocations';
import type { ReportView } from '#contracts/reports';
import type { RestrictionView } from '#contracts/restrictions';
import { ApiProblem } from '../../../api/api-problem.js';
import { type Fault, faultsOf } from '../../../console/form.js';
import { goTo, show, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { handBacksShown, reportsShown, restrictionsShown } from './standing-shown.js';

const MOST = '200';

/** What a provider's branches may do and owe: restrictions in force, updates, pauses and hand-backs of their own. */
export const standingPage: SignedInPage = {
  path: PATHS.standing,
  get: (visit) => standingShown(visit),
};

export const resumeBranchPage: SignedInPage = {
  path: PATHS.resumeBranch(':id'),
  from: PATHS.standing,
  post: async (visit) => {
    const { api, form, parameters } = visit;
    const id = parameters.id ?? '';
    const reason = form.text('reason');
    const missing = { field: `reason-${id}`, text: 'Say why the branch takes packages again.' };
    if (reason === '') return standingShown(visit, [missing], 400);
    try {
      await api.post<RestrictionView>(DOORS.resumeBranch(id), { reason });
      return goTo(PATHS.standing, { notice: 'branch_resumed' });
    } catch (error) {
      const isMendable = error instanceof ApiProblem && error.problem.code === 'invalid_request';
      if (!isMendable) throw error;
      const faults = faultsOf(error.problem, { reason: missing.text });
      return standingShown(visit, [{ ...missing, ...faults[0] }], 400);
    }
  },
};

async function standingShown(
  { api, now }: Visit,
  faults: readonly Fault[] = [],
  status?: number,
): Promise<Shown> {
  const [work, restrictions, reports, handBacks] = await Promise.all([
    api.get<WorkView[]>(DOORS.work),
    api.get<Page<RestrictionView>>(DOORS.ownRestrictions({ limit: MOST })),
    api.get<Page<ReportView>>(DOORS.ownReports({ limit: MOST })),
    api.get<Page<HandBackView>>(DOORS.ownHandBacks),
  ]);
  const view = {
    restrictions: restrictionsShown(restrictions.items, { work, handBacks: handBacks.items, now }),
    reports: reportsShown(reports.items, work),
    handBacks: handBacksShown(handBacks.items, work),
    faults,
  };
  return show('pages/providing/standing/page.njk', view, status);
}
