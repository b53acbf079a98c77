import type { LotView } from '#contracts/lots';
import type { CaseView } from '#contracts/reallocations';
import { dueInWords } from '../../../formats/due.js';
import { hoursInWords } from '../../../formats/quantities.js';
import { PATHS } from '../../../paths.js';
import { CASE_STATUS_WORDING } from '../../../wording/care.js';
import { KEEP_CAUSE_WORDING } from '../../../wording/reallocations.js';
import { ACTION_WORDING } from '../../../wording/work.js';
import type { Tag } from '../tags.js';

/** One case of a reallocation: what makes it urgent, how it stands, and who must do what by when. */
export function caseRow(one: CaseView, lots: readonly LotView[], now: Date) {
  const { id, reallocationId, rank, packageId, packageReference, status, nextAction, nextActionDueAt } = one;
  const lot = lots.find((known) => known.id === one.lotId);
  return {
    ...{ id, rank, reason: one.reason, dueAt: nextActionDueAt },
    href: PATHS.case(reallocationId, id),
    reference: packageReference,
    packageHref: PATHS.package(packageId),
    broadcastHref: one.broadcastId && PATHS.broadcast(one.broadcastId),
    lot: lot?.code ?? '–',
    hours: hoursInWords(one.weeklyMinutes),
    risks: risksOf(one),
    status: CASE_STATUS_WORDING[status],
    isStuck: isStuck(one, now),
    kept: one.keepCause && KEEP_CAUSE_WORDING[one.keepCause],
    branch: one.newBranchName ?? '–',
    action: nextAction === null ? '–' : ACTION_WORDING[nextAction],
    owner: one.nextActionOwnerName ?? '–',
    due: nextActionDueAt && dueInWords(nextActionDueAt, now),
    isOver: status === 'moved' || status === 'kept' || status === 'ended',
  };
}

function risksOf({ timeCritical, doubleUp, livesAlone }: CaseView): Tag[] {
  return [
    ...(timeCritical ? [{ text: 'Time-critical', classes: 'govuk-tag--red' }] : []),
    ...(doubleUp ? [{ text: 'Double-up', classes: 'govuk-tag--orange' }] : []),
    ...(livesAlone ? [{ text: 'Lives alone', classes: 'govuk-tag--yellow' }] : []),
  ];
}

/** Nobody took it, or somebody should have acted by now; waiting for its turn is neither. */
export function isStuck(
  { status, nextAction, nextActionDueAt }: Pick<CaseView, 'status' | 'nextAction' | 'nextActionDueAt'>,
  now: Date,
): boolean {
  if (status === 'unplaced') return true;
  return (
    nextAction !== 'await_turn' && nextActionDueAt !== null && Date.parse(nextActionDueAt) < now.getTime()
  );
}

/** With whom how many are stuck, the most first. */
export function stuckWith(cases: readonly CaseView[]): { readonly owner: string; readonly count: number }[] {
  const owners = new Map<string, number>();
  for (const { nextActionOwnerName } of cases) {
    const owner = nextActionOwnerName ?? 'Nobody';
    owners.set(owner, (owners.get(owner) ?? 0) + 1);
  }
  return [...owners]
    .map(([owner, count]) => ({ owner, count }))
    .sort((a, b) => b.count - a.count || a.owner.localeCompare(b.owner));
}
