import { CASE_STATUSES, type CaseStatus, type ReallocationView } from '#contracts/reallocations';
import { dueInWords } from '../../../formats/due.js';
import { hoursInWords } from '../../../formats/quantities.js';
import { PATHS } from '../../../paths.js';
import {
  CAUSE_WORDING,
  REALLOCATION_STATUS_COLOUR,
  REALLOCATION_STATUS_WORDING,
} from '../../../wording/reallocations.js';

/** Cases that nobody has to see to any more. */
const OVER: readonly CaseStatus[] = ['moved', 'kept', 'ended'];

export function reallocationRow(one: ReallocationView, now: Date) {
  const { id, branchId, branchName, cause, status, ownerName, decideBy, proposedAt, startedAt, cases } = one;
  const { total, over } = casesCounted(cases);
  return {
    ...{ id, proposedAt, startedAt, decideBy, finishedAt: one.finishedAt, leavesOn: one.leavesOn },
    href: PATHS.reallocation(id),
    branch: branchName,
    branchHref: PATHS.branch(branchId),
    cause: CAUSE_WORDING[cause],
    tag: { text: REALLOCATION_STATUS_WORDING[status], classes: REALLOCATION_STATUS_COLOUR[status] },
    owner: ownerName,
    due: status === 'proposed' ? dueInWords(decideBy, now) : null,
    isLate: status === 'proposed' && Date.parse(decideBy) < now.getTime(),
    progress: total === 0 ? '–' : `${over} of ${total} over`,
    unplaced: cases.unplaced,
    hours: hoursInWords(one.weeklyMinutes),
  };
}

export function casesCounted(cases: ReallocationView['cases']): {
  readonly total: number;
  readonly over: number;
} {
  const sum = (statuses: readonly CaseStatus[]) => statuses.reduce((all, status) => all + cases[status], 0);
  return { total: sum(CASE_STATUSES), over: sum(OVER) };
}
