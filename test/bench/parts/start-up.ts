import { inTurns, median, ratio, seconds, table } from '../measuring.js';
import type { BenchPart, BenchProcess } from '../bench-tools.js';

const ROUNDS = 5;
/**
 * The modules for which the import time is measured: Homeward's processes, and the libraries that they load.
 */
const IMPORTS = {
  api: 'apps/api/src/app.js',
  worker: 'apps/worker/src/worker.module.js',
  bare: 'test/bench/helpers/bare-imports.js',
} as const;

/**
 * Measures how long a process of Homeward takes until it listens, and how long its imports take. For
 * comparison, measures a process without Homeward's code.
 */
export const part: BenchPart = {
  name: 'start-up',
  about: `from the start of a process until it listens, the median of ${ROUNDS}`,
  async run(stage) {
    const server = await stage.openServer();
    try {
      const listening = (start: () => Promise<BenchProcess>) => async () => {
        let started: BenchProcess | undefined;
        const taken = await seconds(async () => (started = await start()));
        await started?.stop();
        return taken;
      };
      const imports = (file: string) => async () => {
        const helper = await stage.startHelper('imports');
        const taken = await helper.ask<number>('load', { file });
        await helper.stop();
        return taken;
      };
      const taken = await inTurns(ROUNDS, {
        api: listening(() => stage.startApi(server)),
        worker: listening(() => stage.startWorker(server)),
        bare: listening(() => stage.startBareApp(server)),
        apiImports: imports(IMPORTS.api),
        workerImports: imports(IMPORTS.worker),
        bareImports: imports(IMPORTS.bare),
      });
      const row = (name: string, whole: readonly number[], loading: readonly number[]): string[] => [
        name,
        `${median(whole).toFixed(2)} s`,
        `${median(loading).toFixed(2)} s`,
        ratio(whole, taken.bare).toFixed(1),
      ];
      for (const line of table([
        ['', 'until it listens', 'imports alone', 'times bare'],
        row('api', taken.api, taken.apiImports),
        row('worker', taken.worker, taken.workerImports),
        row('bare Nest on Fastify with TypeORM', taken.bare, taken.bareImports),
      ]))
        stage.say(line);
    } finally {
      await server.close();
    }
  },
};
