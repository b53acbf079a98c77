import { setTimeout as pause } from 'node:timers/promises';

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN;
}

/** Returns the seconds that `work` takes. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
}

/**
 * Waits until `done` returns true, and calls `done` every `everyMs` milliseconds.
 *
 * @throws Error after `patienceMs` milliseconds
 */
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

/** Runs `work` for every item. At most `workers` runs are active at any time. */
export async function atOnce<T>(
  all: readonly T[],
  workers: number,
  work: (one: T) => Promise<unknown>,
): Promise<void> {
  const left = all.entries();
  const one = async (): Promise<void> => {
    for (const [, next] of left) await work(next);
  };
  await Promise.all(Array.from({ length: workers }, one));
}

/** Formats rows as a text table. The first column is left-aligned, the other columns are right-aligned. */
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

/** Returns a quantile of the values. `share` is in thousandths: 500 gives the median. */
export function perMille(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((sorted.length * share) / 1_000) - 1)] ?? NaN;
}

/** The throughput of operations a second, and percentiles of their durations in milliseconds. */
export interface Pace {
  readonly eachSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/**
 * Runs `work` for every item, at most `workers` runs at a time. Returns the throughput and the percentiles of
 * the durations.
 */
export async function paceOf<T>(
  all: readonly T[],
  workers: number,
  work: (one: T) => Promise<unknown>,
): Promise<Pace> {
  const times: number[] = [];
  const taken = await seconds(() =>
    atOnce(all, workers, async (one) => {
      const began = performance.now();
      await work(one);
      times.push(performance.now() - began);
    }),
  );
  const [p50, p95, p99] = [500, 950, 990].map((share) => perMille(times, share));
  return { eachSecond: all.length / taken, p50: p50 ?? NaN, p95: p95 ?? NaN, p99: p99 ?? NaN };
}

/**
 * Runs all measurements one after the other, for several rounds. So other load on the machine affects all
 * measurements equally. The first round is a warm-up, so its results are dropped.
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

/** Returns the median throughput of several runs, and the median of each percentile. */
export function medianPace(paces: readonly Pace[]): Pace {
  const of = (figure: (pace: Pace) => number): number => median(paces.map(figure));
  return {
    eachSecond: of((pace) => pace.eachSecond),
    p50: of((pace) => pace.p50),
    p95: of((pace) => pace.p95),
    p99: of((pace) => pace.p99),
  };
}

/**
 * Divides Homeward's figure of each round by the figure without Homeward's code. Returns the median of these
 * ratios.
 */
export function ratio(ours: readonly number[], bare: readonly number[]): number {
  return median(ours.map((value, round) => value / (bare[round] ?? NaN)));
}

/**
 * Formats the throughput and percentiles of one measurement as a row of a table. `PACE_HEAD` is the header of
 * the table.
 */
export function paceRow(name: string, pace: Pace): string[] {
  return [name, pace.eachSecond.toFixed(0), ...[pace.p50, pace.p95, pace.p99].map((ms) => ms.toFixed(1))];
}

export const PACE_HEAD = ['', 'each second', 'p50 ms', 'p95 ms', 'p99 ms'];
