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
  const left = all.entries();
  const one = async (): Promise<void> => {
    for (const [, next] of left) await work(next);
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

/** The value below which so many of a thousand lie. */
export function perMille(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((sorted.length * share) / 1_000) - 1)] ?? NaN;
}

/** How fast many things were done, and how long each took; milliseconds. */
export interface Pace {
  readonly eachSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Does all of it, so many at once, and times each. */
export async function paceOf<T>(
  all: readonly T[],
  hands: number,
  work: (one: T) => Promise<unknown>,
): Promise<Pace> {
  const times: number[] = [];
  const taken = await seconds(() =>
    atOnce(all, hands, async (one) => {
      const began = performance.now();
      await work(one);
      times.push(performance.now() - began);
    }),
  );
  const [p50, p95, p99] = [500, 950, 990].map((share) => perMille(times, share));
  return { eachSecond: all.length / taken, p50: p50 ?? NaN, p95: p95 ?? NaN, p99: p99 ?? NaN };
}

/**
 * Does each of some things in turn, round after round, so that what else the machine does meanwhile is shared
 * by all of them. The first round warms up and is thrown away.
 */
export async function inTurns<K extends string, T>(
  rounds: number,
  things: Readonly<Record<K, () => Promise<T>>>,
): Promise<Record<K, T[]>> {
  const names = Object.keys(things) as K[];
  const found = Object.fromEntries(names.map((name) => [name, [] as T[]])) as Record<K, T[]>;
  for (let round = 0; round <= rounds; round++)
    for (const name of names) {
      const one = await things[name]();
      if (round > 0) found[name].push(one);
    }
  return found;
}

/** The medians of each figure. */
export function medianPace(paces: readonly Pace[]): Pace {
  const of = (figure: (pace: Pace) => number): number => median(paces.map(figure));
  return {
    eachSecond: of((pace) => pace.eachSecond),
    p50: of((pace) => pace.p50),
    p95: of((pace) => pace.p95),
    p99: of((pace) => pace.p99),
  };
}

/** The median, over the rounds, of one figure over another of the same round. */
export function ratio(ours: readonly number[], bare: readonly number[]): number {
  return median(ours.map((value, round) => value / (bare[round] ?? NaN)));
}

/** A line of a table about paces. */
export function paceRow(name: string, pace: Pace): string[] {
  return [name, pace.eachSecond.toFixed(0), ...[pace.p50, pace.p95, pace.p99].map((ms) => ms.toFixed(1))];
}

export const PACE_HEAD = ['', 'each second', 'p50 ms', 'p95 ms', 'p99 ms'];
