import type { CaseStatus } from '#contracts/reallocations';
import type { Life } from '../lifecycle.js';
import type { PackageChange } from '../packages/package-lifecycle.js';

/**
 * The possible changes of a case's status. Changes that a replacement broadcast causes have the same names as
 * for a package. Only cases have `release`, `requeue` and `keep`.
 */
export type CaseStatusChange = Exclude<PackageChange, 'withdraw'> | 'release' | 'requeue' | 'keep';

/**
 * The lifecycle of a case (docs/rules.md §4.2). An unplaced case stays open until an officer acts. An officer
 * can keep the care of every open case at its branch. A case ends if its care ends.
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

/** True for a closed case (moved, kept or ended), which never changes again. */
export function isOver(status: CaseStatus): boolean {
  return OVER.includes(status);
}

/**
 * True while branches are invited to take over the care of a case, or after an award. During this time the
 * weekly minutes of the care may not change.
 */
export function isAskedFor(status: CaseStatus): boolean {
  return status === 'broadcast' || status === 'deciding' || status === 'awarded';
}
