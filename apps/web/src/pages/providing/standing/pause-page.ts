import { randomUUID } from 'node:crypto';
import type { WorkView } from '#contracts/providers';
import type { NewPause, RestrictionView } from '#contracts/restrictions';
import { ApiProblem } from '../../../api/api-problem.js';
import { type Fault, faultsOf, keyOf } from '../../../console/form.js';
import { goTo, show, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { londonInstant } from '../../../formats/london-instant.js';
import { DOORS, PATHS } from '../../../paths.js';
import { branchChoice, isFault, lotChoice, lotsMeant } from './branch-choice.js';
import { faultsTold } from './faults-told.js';

const UNTIL = { field: 'until', text: 'Enter the last day of the pause, or leave it empty.' };
const REASON = { field: 'reason', text: 'Say why the branch takes no new packages.' };

/** A branch takes no new packages for a while; what is open to it is taken back at once. */
export const pauseBranchPage: SignedInPage = {
  path: PATHS.pauseBranch,
  get: (visit) => pausing(visit, visit.query.text('branch')),
  post: async (visit) => {
    const { api, form } = visit;
    const branchId = form.text('branch');
    const { branch } = branchChoice(await api.get<WorkView[]>(DOORS.work), branchId);
    if (!branch) return pausing(visit, '');
    const lotIds = lotsMeant(lotChoice(branch, form));
    const [until, reason] = [form.text('until'), form.text('reason')];
    const to = until === '' ? null : londonInstant(until, '23:59');
    const faults: Fault[] = [
      ...(isFault(lotIds) ? [lotIds] : []),
      ...(until !== '' && to === null ? [UNTIL] : []),
      ...(reason === '' ? [REASON] : []),
    ];
    if (isFault(lotIds) || faults.length > 0) return pausing(visit, branchId, faults, 400);
    try {
      const pause: Omit<NewPause, 'branchId'> = { lotIds, reason, to };
      await api.post<RestrictionView[]>(DOORS.pauseBranch(branchId), pause, keyOf(form));
      return goTo(PATHS.standing, { notice: 'branch_paused' });
    } catch (error) {
      if (!(error instanceof ApiProblem) || !isForTheForm(error)) throw error;
      const { problem } = error;
      const told =
        faultsTold(problem, { ends_before_start: 'until' }) ?? faultsOf(problem, { reason: REASON.text });
      return pausing(visit, branchId, told, problem.status);
    }
  },
};

async function pausing(
  { api, form }: Visit,
  branchId: string,
  faults: readonly Fault[] = [],
  status?: number,
): Promise<Shown> {
  const { branches, branch } = branchChoice(await api.get<WorkView[]>(DOORS.work), branchId);
  const view = {
    ...{ branches, branch, faults },
    choice: branch && lotChoice(branch, form),
    until: form.text('until'),
    reason: form.text('reason'),
    key: randomUUID(),
  };
  return show('pages/providing/standing/pause.njk', view, status);
}

function isForTheForm({ problem: { code } }: ApiProblem): boolean {
  return ['invalid_request', 'restriction_invalid', 'lot_not_found', 'nothing_to_change'].includes(code);
}
