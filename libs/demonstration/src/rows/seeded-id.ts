import { createHash } from 'node:crypto';

/** Before anything that the demonstration tells of, so that ids made by acts come after these. */
const EPOCH_MS = Date.UTC(2020, 0, 1);

/**
 * The id of the n-th thing of a kind: the same on every run, and of the form of a version 7 UUID, so that
 * things of a kind are in the order of their numbers like those that acts make are in the order of time.
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
