import { setTimeout as pause } from 'node:timers/promises';
import { QUEUES } from '#contracts/jobs';
import type { QueueAt } from '../helpers/bare-bullmq-queue.js';
import { openMarket } from '../bench-authority.js';
import { median, perMille, ratio, table } from '../measuring.js';
import type { BenchPart, BenchServer, BenchStage } from '../bench-tools.js';

const BRANCHES = 60;
const TIMES = 300;
const WARM_UP = 20;
/**
 * The pause between two events in milliseconds. It is long enough for the job of the first event to start, so
 * that two measurements never overlap.
 */
const EVERY_MS = 40;

interface Delays {
  readonly backend: string;
  /**
   * `ours`: milliseconds from the commit of an event to the start of its job. `bare`: milliseconds from
   * adding a job to its start, on a queue without Homeward's code.
   */
  readonly ours: readonly number[];
  readonly bare: readonly number[];
}

/**
 * Measures the time from the commit of an event to the start of its job (docs/decisions/0005). For
 * comparison, measures the time from adding a job to its start on a queue without Homeward's code.
 */
export const part: BenchPart = {
  name: 'dispatch',
  about: `from commit to the start of the job, ${TIMES} events one after the other`,
  async run(stage) {
    const measured = [await measure(stage, 'PostgreSQL', '')];
    const redisUrl = await stage.startRedis();
    if (redisUrl) measured.push(await measure(stage, 'Redis', redisUrl));
    else stage.say('  There is no Redis to be had, so only the queue on PostgreSQL was measured.');
    for (const line of table([
      ['', 'p50 ms', 'p95 ms', 'p99 ms'],
      ...measured.flatMap(({ backend, ours, bare }) => [
        [`commit to job start, on ${backend}`, ...figures(ours)],
        [`the queue’s own add to start, on ${backend}`, ...figures(bare)],
      ]),
    ]))
      stage.say(line);
    for (const { backend, ours, bare } of measured)
      stage.say(`  on ${backend}: ${ratio([median(ours)], [median(bare)]).toFixed(1)} times the queue’s own`);
  },
};

const figures = (delays: readonly number[]): string[] =>
  [500, 950, 990].map((share) => perMille(delays, share).toFixed(0));

async function measure(stage: BenchStage, backend: string, redisUrl: string): Promise<Delays> {
  // With this setting, PostgreSQL records when each transaction committed. The measurement starts at the
  // commit.
  const server = await stage.openServer({ track_commit_timestamp: 'on' });
  const worker = await stage.startWorker(server, { REDIS_URL: redisUrl });
  const [bareWorker, queue] = [
    await stage.startHelper('bare-bullmq-queue'),
    await stage.startHelper('bare-bullmq-queue'),
  ];
  try {
    const scale = {
      people: 10,
      branches: BRANCHES,
      lots: 1,
      method: 'broadcast',
      spareMinutes: 10_000,
    } as const;
    const market = await openMarket(server, scale, redisUrl);
    await market.publish(await market.draft(Math.ceil((TIMES + WARM_UP) / (BRANCHES - 1)) + 1));
    const at: QueueAt = { url: server.url, redisUrl };
    await bareWorker.ask('work', at);
    await queue.ask('open', at);

    const asked = keepingOne(await market.asked()).slice(0, TIMES + WARM_UP);
    for (const one of asked) {
      await market.decline(one);
      await pause(EVERY_MS);
      await queue.ask('add', { id: `bare-${one.invitationId}` });
      await pause(EVERY_MS);
    }
    await market.close();
    const committed = (await commits(server)).slice(WARM_UP);
    const times = <T>(ids: readonly string[], name?: string): Promise<T> =>
      queue.ask<T>('times', { ids, name });
    const started = await times<[number, number][]>(
      committed.map(({ position }) => `ask-next-${position}`),
      QUEUES.alarms,
    );
    const bare = await times<[number, number][]>(
      asked.slice(WARM_UP).map(({ invitationId }) => `bare-${invitationId}`),
    );
    if (started.length !== committed.length) throw new Error('not every job has begun');
    return {
      backend,
      ours: started.map(([, begun], n) => begun - Math.floor(committed[n]?.at ?? NaN)),
      bare: bare.map(([added, begun]) => begun - added),
    };
  } finally {
    for (const one of [queue, bareWorker, worker]) await one.stop();
    await server.close();
  }
}

/**
 * Leaves out one invitation of each broadcast, so that one branch does not decline. If all branches declined,
 * the broadcast would close, and the bench does not measure closing.
 */
function keepingOne<T extends { readonly broadcastId: string }>(asked: readonly T[]): T[] {
  const kept = new Set<string>();
  return asked.filter(({ broadcastId }) => kept.size === kept.add(broadcastId).size);
}

function commits({ reader }: BenchServer): Promise<{ position: string; at: number }[]> {
  return reader.query(
    `SELECT position, (extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1000)::float AS at FROM event
     WHERE name = 'invitation.declined' ORDER BY position`,
  );
}
