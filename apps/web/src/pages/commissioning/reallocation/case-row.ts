import type { LotView } from '#contracts/lots';
import type { CaseStatus, CaseView } from '#contracts/reallocations';
import { hoursInWords } from '../../../formats/quantities.js';
import { dueInWords } from '../../../formats/time-left.js';
import { PATHS } from '../../../paths.js';
import { CASE_STATUS_WORDING } from '../../../wording/care.js';
import { KEEP_CAUSE_WORDING } from '../../../wording/reallocations.js';
import { ACTION_WORDING } from '../../../wording/next-actions.js';
import type { Tag } from '../rating-and-condition-tags.js';

/** The statuses of a reallocation case that is over. */
const CLOSED_STATUSES: readonly CaseStatus[] = ['moved', 'kept', 'ended'];

export const isClosed = (status: CaseStatus): boolean => CLOSED_STATUSES.includes(status);

/** Returns a reallocation case as a table row: risks, status, and the next action with owner and due time. */
export function caseRow(caseView: CaseView, lots: readonly LotView[], now: Date) {
  const { id, reallocationId, rank, packageId, packageReference, status, nextAction, nextActionDueAt } =
    caseView;
  const lot = lots.find((known) => known.id === caseView.lotId);
  return {
    id,
    rank,
    reason: caseView.reason,
    dueAt: nextActionDueAt,
    href: PATHS.case(reallocationId, id),
    reference: packageReference,
    packageHref: PATHS.package(packageId),
    broadcastHref: caseView.broadcastId && PATHS.broadcast(caseView.broadcastId),
    lot: lot?.code ?? '–',
    hours: hoursInWords(caseView.weeklyMinutes),
    risks: risksOf(caseView),
    status: CASE_STATUS_WORDING[status],
    isStuck: isStuck(caseView, now),
    kept: caseView.keepCause && KEEP_CAUSE_WORDING[caseView.keepCause],
    branch: caseView.newBranchName ?? '–',
    action: nextAction === null ? '–' : ACTION_WORDING[nextAction],
    owner: caseView.nextActionOwnerName ?? '–',
    due: nextActionDueAt && dueInWords(nextActionDueAt, now),
    isClosed: isClosed(status),
  };
}

function risksOf({ timeCritical, doubleUp, livesAlone }: CaseView): Tag[] {
  return [
    ...(timeCritical ? [{ text: 'Time-critical', classes: 'govuk-tag--red' }] : []),
    ...(doubleUp ? [{ text: 'Double-up', classes: 'govuk-tag--orange' }] : []),
    ...(livesAlone ? [{ text: 'Lives alone', classes: 'govuk-tag--yellow' }] : []),
  ];
}

/**
 * Returns true if a reallocation case is unplaced or its next action is overdue. A case that waits for its
 * release is never stuck.
 */
export function isStuck(
  { status, nextAction, nextActionDueAt }: Pick<CaseView, 'status' | 'nextAction' | 'nextActionDueAt'>,
  now: Date,
): boolean {
  if (status === 'unplaced') return true;
  return (
    nextAction !== 'await_turn' && nextActionDueAt !== null && Date.parse(nextActionDueAt) < now.getTime()
  );
}

/**
 * Counts the stuck cases (unplaced or overdue) of each user who must take the next action. The user with the
 * most stuck cases comes first.
 */
export function stuckByOwner(
  cases: readonly CaseView[],
): { readonly owner: string; readonly count: number }[] {
  const owners = new Map<string, number>();
  for (const { nextActionOwnerName } of cases) {
    const owner = nextActionOwnerName ?? 'No owner';
    owners.set(owner, (owners.get(owner) ?? 0) + 1);
  }
  return [...owners]
    .map(([owner, count]) => ({ owner, count }))
    .sort((a, b) => b.count - a.count || a.owner.localeCompare(b.owner));
}
