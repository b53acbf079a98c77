import type { CaseStatus } from '#contracts/reallocations';
import type { Life } from '../lifecycle.js';
import type { PackageChange } from '../packages/package-life.js';

/**
 * Changes of a case. Those of a replacement broadcast have the names of package changes; the others are the case's
 * own.
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

/** Once it is over nothing more happens to a case. */
export function isOver(status: CaseStatus): boolean {
  return OVER.includes(status);
}

/** Whether the care may change size: while branches are asked for it, or one is promised it, it may not. */
export function isAskedFor(status: CaseStatus): boolean {
  return status === 'broadcast' || status === 'deciding' || status === 'awarded';
}
