import { CASE_STATUSES, type CaseStatus, type ReallocationView } from '#contracts/reallocations';
import { hoursInWords } from '../../../formats/quantities.js';
import { dueInWords } from '../../../formats/time-left.js';
import { PATHS } from '../../../paths.js';
import {
  CAUSE_WORDING,
  REALLOCATION_STATUS_COLOUR,
  REALLOCATION_STATUS_WORDING,
} from '../../../wording/reallocations.js';
import { isClosed } from '../reallocation/case-row.js';

export function reallocationRow(reallocation: ReallocationView, now: Date) {
  const { id, branchId, branchName, cause, status, ownerName, decideBy, proposedAt, startedAt, cases } =
    reallocation;
  const { total, closed } = countCases(cases);
  return {
    id,
    proposedAt,
    startedAt,
    decideBy,
    finishedAt: reallocation.finishedAt,
    leavesOn: reallocation.leavesOn,
    href: PATHS.reallocation(id),
    branch: branchName,
    branchHref: PATHS.branch(branchId),
    cause: CAUSE_WORDING[cause],
    tag: { text: REALLOCATION_STATUS_WORDING[status], classes: REALLOCATION_STATUS_COLOUR[status] },
    owner: ownerName,
    due: status === 'proposed' ? dueInWords(decideBy, now) : null,
    isLate: status === 'proposed' && Date.parse(decideBy) < now.getTime(),
    progress: total === 0 ? '–' : `${closed} of ${total} over`,
    unplaced: cases.unplaced,
    hours: hoursInWords(reallocation.weeklyMinutes),
  };
}

export function countCases(cases: ReallocationView['cases']): {
  readonly total: number;
  readonly closed: number;
} {
  const sum = (statuses: readonly CaseStatus[]) => statuses.reduce((all, status) => all + cases[status], 0);
  return { total: sum(CASE_STATUSES), closed: sum(CASE_STATUSES.filter(isClosed)) };
}
