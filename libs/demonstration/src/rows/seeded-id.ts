import { createHash } from 'node:crypto';

/**
 * The time part of every seeded id, which is a UUID of version 7. The time is before all stories. So ids that
 * acts create sort after all seeded ids.
 */
const EPOCH_MS = Date.UTC(2020, 0, 1);

/**
 * Returns the id of the n-th row of a kind, for example of the n-th lot. Every run returns the same ids, and
 * the ids of one kind sort by n.
 */
export function seededId(kind: string, n: number): string {
  const time = (EPOCH_MS + n).toString(16).padStart(12, '0');
  const random = createHash('sha256').update(`homeward demonstration ${kind} ${n}`).digest('hex');
  return [
    time.slice(0, 8),
    time.slice(8),
    `7${random.slice(0, 3)}`,
    `a${random.slice(3, 6)}`,
    random.slice(6, 18),
  ].join('-');
}
