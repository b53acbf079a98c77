import type { CaseStatus } from '#contracts/reallocations';
import type { Life } from '../lifecycle.js';
import type { PackageChange } from '../packages/package-life.js';

/**
 * The changes of a case's status. Changes by a replacement broadcast have the names of package changes; the
 * other changes belong to cases only.
 */
export type CaseStatusChange = Exclude<PackageChange, 'withdraw'> | 'release' | 'requeue' | 'keep';

/**
 * The lifecycle of a case (docs/rules.md §4.2). An unplaced case stays open until an officer acts. An open case can
 * always be kept, and ends when the care ends.
 */
// prettier-ignore
export const CASE_LIFE: Life<CaseStatus, CaseStatusChange> = {
  queued:    { release: 'released', publish: 'broadcast', keep: 'kept', end: 'ended' },
  released:  { requeue: 'queued', publish: 'broadcast', fail: 'unplaced', keep: 'kept', end: 'ended' },
  broadcast: { close: 'deciding', award: 'awarded', fail: 'unplaced', cancel: 'unplaced', keep: 'kept', end: 'ended' },
  deciding:  { award: 'awarded', fail: 'unplaced', cancel: 'unplaced', keep: 'kept', end: 'ended' },
  unplaced:  { publish: 'broadcast', keep: 'kept', end: 'ended' },
  awarded:   { start: 'moved', rebroadcast: 'broadcast', keep: 'kept', end: 'ended' },
  moved:     {},
  kept:      {},
  ended:     {},
};

export const OVER: readonly CaseStatus[] = ['moved', 'kept', 'ended'];

/** True for a closed case: moved, kept or ended. A closed case does not change any more. */
export function isOver(status: CaseStatus): boolean {
  return OVER.includes(status);
}

/**
 * True while branches are invited for the care of a case, or while a branch is awarded it. During this time
 * the care may not change size.
 */
export function isAskedFor(status: CaseStatus): boolean {
  return status === 'broadcast' || status === 'deciding' || status === 'awarded';
}
