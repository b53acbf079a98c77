import { median } from './measuring.js';
import type { BenchProcess, BenchServer } from './bench-tools.js';

/** Measures the CPU time of work. Other load of the machine changes CPU time less than elapsed time. */
export interface Cost {
  /** Runs `work` and records its CPU time divided by `count`. Returns the result of `work`. */
  of<T>(count: number, work: () => Promise<T>): Promise<T>;
  told(): string;
}

export function costOf(server: BenchServer, one: BenchProcess): Cost {
  const found: { process: number; database: number }[] = [];
  return {
    async of(count, work) {
      const [process, database] = [one.cpuSeconds(), server.cpuSeconds()];
      const answer = await work();
      const each = (seconds: number): number => (1_000 * seconds) / count;
      found.push({
        process: each(one.cpuSeconds() - process),
        database: each(server.cpuSeconds() - database),
      });
      return answer;
    },
    told() {
      const of = (part: 'process' | 'database'): string => median(found.map((one) => one[part])).toFixed(2);
      return `${of('process')} ms in its process and ${of('database')} ms in the database`;
    },
  };
}
