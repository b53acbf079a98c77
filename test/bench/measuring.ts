import { setTimeout as pause } from 'node:timers/promises';

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN;
}

/** Seconds that something takes. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
}

/** Waits until `done`, asked now and then. */
export async function until(
  done: () => Promise<boolean>,
  everyMs = 200,
  patienceMs = 600_000,
): Promise<void> {
  const began = performance.now();
  while (!(await done())) {
    if (performance.now() - began > patienceMs) throw new Error('it took too long to be measured');
    await pause(everyMs);
  }
}

/** Does all of it, so many at once. */
export async function atOnce<T>(
  all: readonly T[],
  hands: number,
  work: (one: T) => Promise<unknown>,
): Promise<void> {
  const left = [...all].reverse();
  const one = async (): Promise<void> => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) await work(next);
  };
  await Promise.all(Array.from({ length: hands }, one));
}

/** A table for people to read: the first column to the left, figures to the right. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map(
    (row) =>
      '  ' +
      row
        .map((cell, n) => (n === 0 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0)))
        .join('  '),
  );
}

export const rate = (count: number, inSeconds: number): string => (count / inSeconds).toFixed(1);
