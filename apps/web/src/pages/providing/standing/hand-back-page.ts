import { randomUUID } from 'node:crypto';
import type { WorkView } from '#contracts/providers';
import type { HandBackView, NewHandBack } from '#contracts/reallocations';
import { ApiProblem } from '../../../api/api-problem.js';
import { type Fault, faultsOf, keyOf } from '../../../console/form.js';
import { goTo, show, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { branchChoice, isFault, lotChoice, lotsMeant } from './branch-choice.js';
import { faultsTold } from './faults-told.js';

const NOTICE = {
  field: 'noticeDays',
  text: 'Enter the notice in whole days, or leave it empty for the contract’s own.',
};
const REASON = { field: 'reason', text: 'Say why the work is handed back.' };
const SURE = { field: 'sure', text: 'Say that you mean to hand the work back.' };
const FIELD_OF_FAULT = { notice_invalid: 'noticeDays', reason_missing: 'reason' };
const WHOLE = /^\d{1,3}$/;

/** A provider gives up what a branch does, in all its lots or some: new work stops now, and the care is moved with notice. */
export const handBackPage: SignedInPage = {
  path: PATHS.handBack,
  get: (visit) => handingBack(visit, visit.query.text('branch')),
  post: async (visit) => {
    const { api, form } = visit;
    const branchId = form.text('branch');
    const { branch } = branchChoice(await api.get<WorkView[]>(DOORS.work), branchId);
    if (!branch) return handingBack(visit, '');
    const lotIds = lotsMeant(lotChoice(branch, form));
    const [notice, reason] = [form.text('noticeDays'), form.text('reason')];
    const faults: Fault[] = [
      ...(isFault(lotIds) ? [lotIds] : []),
      ...(notice !== '' && !WHOLE.test(notice) ? [NOTICE] : []),
      ...(reason === '' ? [REASON] : []),
      ...(form.text('sure') === '' ? [SURE] : []),
    ];
    if (isFault(lotIds) || faults.length > 0) return handingBack(visit, branchId, faults, 400);
    try {
      const handBack: NewHandBack = {
        branchId,
        lotIds,
        reason,
        noticeDays: notice === '' ? null : Number(notice),
      };
      await api.post<HandBackView[]>(DOORS.ownHandBacks, handBack, keyOf(form));
      return goTo(PATHS.standing, { notice: 'handed_back' });
    } catch (error) {
      if (!(error instanceof ApiProblem) || !isForTheForm(error)) throw error;
      const { problem } = error;
      const named = { reason: REASON.text, noticeDays: NOTICE.text };
      const told = faultsTold(problem, FIELD_OF_FAULT) ?? faultsOf(problem, named);
      return handingBack(visit, branchId, told, problem.status);
    }
  },
};

async function handingBack(
  { api, form }: Visit,
  branchId: string,
  faults: readonly Fault[] = [],
  status?: number,
): Promise<Shown> {
  const { branches, branch } = branchChoice(await api.get<WorkView[]>(DOORS.work), branchId);
  const notices = branch?.lots.flatMap(({ noticeDays }) => noticeDays ?? []) ?? [];
  const view = {
    ...{ branches, branch, faults },
    choice: branch && lotChoice(branch, form),
    contractNotice: notices.length > 0 ? Math.max(...notices) : null,
    noticeDays: form.text('noticeDays'),
    reason: form.text('reason'),
    isSure: form.text('sure') !== '',
    key: randomUUID(),
  };
  return show('pages/providing/standing/hand-back.njk', view, status);
}

function isForTheForm({ problem: { code } }: ApiProblem): boolean {
  return ['invalid_request', 'hand_back_invalid', 'lot_not_found', 'already_handed_back'].includes(code);
}
