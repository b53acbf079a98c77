import { COMMIT_WITHIN_MS } from '#platform/database/database';

/**
 * Returns the earliest and the latest instant at which a transaction that begins now can commit. A
 * restriction that starts between them already binds the transaction (docs/rules.md §3.4).
 */
export function commitWindow(now: Date): { now: Date; commitBy: Date } {
  return { now, commitBy: new Date(now.getTime() + COMMIT_WITHIN_MS) };
}
