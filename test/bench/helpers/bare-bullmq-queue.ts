import { Queue, Worker } from 'bullmq';
import { setTimeout as pause } from 'node:timers/promises';
import { Config } from '#platform/config/config';
import { queueConnection } from '#platform/queue/queue-connection';
import { CONCURRENCY } from '../baselines.js';
import { serve } from './serve.js';

const NAME = 'bench-start';

export interface QueueAt {
  readonly url: string;
  readonly redisUrl: string;
}

const connectionTo = ({ url, redisUrl }: QueueAt) =>
  queueConnection(Config.from({ DATABASE_URL: url, REDIS_URL: redisUrl }));

let queue: Queue | undefined;

/**
 * The tasks of a helper process with a BullMQ queue and without Homeward's code. The bench compares
 * Homeward's queue with this queue. One such process runs the queue's jobs, and another process adds them.
 */
serve({
  async work(at: QueueAt) {
    const worker = new Worker(NAME, () => Promise.resolve('done'), {
      connection: connectionTo(at),
      concurrency: CONCURRENCY,
    });
    worker.on('error', () => undefined);
    await worker.waitUntilReady();
  },

  async open(at: QueueAt) {
    queue = new Queue(NAME, { connection: connectionTo(at) });
    await queue.waitUntilReady();
  },

  async add({ id }: { id: string }) {
    await queue?.add('empty', { id }, { jobId: id });
  },

  /** Returns two times for each job: when the job was added and when it started, in milliseconds. */
  async times({
    ids,
    name,
  }: {
    ids: readonly string[];
    name?: string;
  }): Promise<(readonly [number, number])[]> {
    if (!queue) throw new Error('not open');
    const from = name === undefined ? queue : new Queue(name, { connection: queue.opts.connection });
    const found: (readonly [number, number])[] = [];
    for (const id of ids) {
      let job = await from.getJob(id);
      for (let tries = 0; !job?.processedOn && tries < 50; tries++) {
        await pause(100);
        job = await from.getJob(id);
      }
      if (job?.processedOn) found.push([job.timestamp, job.processedOn]);
    }
    if (from !== queue) await from.close();
    return found;
  },
});
