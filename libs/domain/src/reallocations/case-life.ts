import type { CaseStatus } from '#contracts/reallocations';
import type { Life } from '../lifecycle.js';
import type { PackageChange } from '../packages/package-life.js';

/** The moves of a replacement are a package's own, for care that is live meanwhile; the others are a case's. */
export type CaseStatusChange = Exclude<PackageChange, 'withdraw'> | 'release' | 'requeue' | 'keep';

/**
 * The life of a case (docs/rules.md §4.2). One that is unplaced, or whose broadcast was cancelled, stays open until
 * somebody acts; while it is open it may always be kept, and always ends when the care does.
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
