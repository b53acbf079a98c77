import { setImmediate } from 'node:timers/promises';

/**
 * Works on a long list slice by slice, so that other requests are answered meanwhile: Node handles them between two
 * slices. Choose slices that take a few milliseconds.
 */
export async function inSlices<T>(
  items: readonly T[],
  size: number,
  work: (slice: readonly T[]) => void,
): Promise<void> {
  for (let from = 0; from < items.length; from += size) {
    work(items.slice(from, from + size));
    await setImmediate();
  }
}
