import { randomBytes } from 'node:crypto';
import { Queue, Worker } from 'bullmq';
import { DataSource } from 'typeorm';
import { Config } from '#platform/config/config';
import { dataSourceOptions } from '#platform/database/data-source';
import { queueConnection } from '#platform/queue/queue-connection';
import { atOnce, seconds } from './measuring.js';
import type { TableWrites } from './table-writes.js';

/**
 * The number of jobs or transactions that run at the same time. The worker runs as many alarms at the same
 * time (`apps/worker/src/alarms.processor.ts`).
 */
export const CONCURRENCY = 5;

/**
 * Runs `count` jobs that do nothing on a BullMQ queue, which is on Redis or PostgreSQL like Homeward's
 * queues. Returns the seconds until all jobs are done.
 */
export async function emptyJobs(databaseUrl: string, count: number): Promise<number> {
  const connection = queueConnection(Config.from({ DATABASE_URL: databaseUrl }));
  const queue = new Queue('bench-empty', { connection });
  const jobs = Array.from({ length: count }, (_, n) => ({
    name: 'empty',
    data: { n },
    opts: { jobId: `empty-${n}` },
  }));
  let left = count;
  let worker: Worker | undefined;
  try {
    return await seconds(async () => {
      for (let n = 0; n < count; n += 200) await queue.addBulk(jobs.slice(n, n + 200));
      await new Promise<void>((resolve) => {
        worker = new Worker('bench-empty', () => Promise.resolve('done'), {
          connection,
          concurrency: CONCURRENCY,
        });
        worker.on('completed', () => (left -= 1) === 0 && resolve());
      });
    });
  } finally {
    await worker?.close();
    await queue.close();
  }
}

const TABLES = `
  CREATE TABLE IF NOT EXISTS bench_lock (id integer PRIMARY KEY, n integer NOT NULL DEFAULT 0);
  INSERT INTO bench_lock SELECT generate_series(0, 9999) ON CONFLICT DO NOTHING;
  CREATE TABLE IF NOT EXISTS bench_row (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, payload text NOT NULL);
  ALTER TABLE bench_row ALTER COLUMN payload SET STORAGE EXTERNAL`;

/**
 * Runs `count` transactions with Homeward's database driver and pool, but without Homeward's own code. Each
 * transaction locks one row. It then makes the inserts and updates that `writes` lists. Returns the seconds
 * until all transactions are done.
 */
export async function bareTransactions(
  databaseUrl: string,
  count: number,
  writes: readonly TableWrites[],
): Promise<number> {
  const dataSource = new DataSource(dataSourceOptions(Config.from({ DATABASE_URL: databaseUrl }), []));
  await dataSource.initialize();
  try {
    await dataSource.query(TABLES);
    const inserts = writes.filter(({ inserted }) => inserted >= 0.5).map(payloadsOf);
    const updates = Math.round(writes.reduce((sum, { updated }) => sum + updated, 0));
    const numbers = Array.from({ length: count }, (_, n) => n);
    return await seconds(() =>
      atOnce(numbers, CONCURRENCY, (n) =>
        dataSource.transaction(async (tx) => {
          await tx.query('SELECT n FROM bench_lock WHERE id = $1 FOR UPDATE', [n % 10_000]);
          for (const payloads of inserts)
            await tx.query('INSERT INTO bench_row (payload) SELECT unnest($1::text[])', [payloads]);
          for (let update = 0; update < updates; update++)
            await tx.query('UPDATE bench_lock SET n = n + 1 WHERE id = $1', [n % 10_000]);
        }),
      ),
    );
  } finally {
    await dataSource.destroy();
  }
}

/**
 * Returns one random text for each inserted row. The texts have as many bytes as the inserted rows had on
 * disk.
 */
function payloadsOf({ inserted, bytes }: TableWrites): string[] {
  const rows = Math.max(1, Math.round(inserted));
  const each = Math.max(16, Math.round(bytes / rows));
  return Array.from({ length: rows }, () => randomBytes(Math.ceil(each / 2)).toString('hex'));
}
