import type { Queue } from 'bullmq';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { LOGGER, type Logger } from '#platform/logging/logger';
import { WakeUps } from '#platform/log/wake-ups';
import { Queues } from '#platform/queue/queues';
import { QueuesController } from '../../../apps/api/src/queues/queues.controller.js';
import { RetryJob } from '../../../apps/api/src/queues/retry-job.js';
import { Dispatcher } from '../../../apps/worker/src/dispatcher.js';
import { World } from '../../support/world.js';

const ALL_BUT_WHAT_THE_DATABASE_NEEDS = {
  doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance', 'Date'] as const,
} as unknown as Parameters<typeof jest.useFakeTimers>[0];

/** A fake queue that hangs, as if Redis accepted commands and never answered. */
class HangingQueue {
  readonly added: string[] = [];
  private readonly never = new Promise<never>(() => undefined);
  private reach: (() => void) | undefined;

  /** Makes the queue hang from now on. Resolves when a caller waits for the queue. */
  hang(): Promise<void> {
    return new Promise((resolve) => (this.reach = resolve));
  }

  answer(): void {
    this.reach = undefined;
  }

  async addBulk(jobs: readonly { readonly opts: { readonly jobId: string } }[]): Promise<void> {
    if (this.reach) {
      jest.useFakeTimers(ALL_BUT_WHAT_THE_DATABASE_NEEDS);
      this.reach();
      return this.never;
    }
    this.added.push(...jobs.map(({ opts }) => opts.jobId));
  }
}

describe('a queue that hangs', () => {
  let world: World;
  let queue: HangingQueue;
  beforeEach(async () => {
    world = await World.open();
    queue = new HangingQueue();
  });
  afterEach(async () => {
    jest.useRealTimers();
    await world.close();
  });

  it('holds up the dispatcher for five seconds, which then leaves what it read to be read again', async () => {
    await world.aBroadcastOpen({ branches: 1 });
    const dispatcher = new Dispatcher(
      world.get(WakeUps as never),
      world.get<Logger>(LOGGER),
      world.owner,
      world.get(Clock as never),
      queue as unknown as Queue,
    );
    const hanging = queue.hang();
    const refused = expect(dispatcher.dispatchNext()).rejects.toMatchObject({
      code: 'temporarily_unavailable',
    });
    await hanging;
    await jest.advanceTimersByTimeAsync(5_000);
    await refused;
    jest.useRealTimers();
    expect(await world.rows('SELECT 1 FROM log_reader WHERE position > 0')).toEqual([]);

    queue.answer();
    expect(await dispatcher.dispatchNext()).toBeGreaterThan(0);
    expect(queue.added.some((id) => id.startsWith('close-broadcast-'))).toBe(true);
  });

  it('is told to whoever looks at it, within five seconds', async () => {
    const never = (): Promise<never> => new Promise(() => undefined);
    const hanging = new Proxy({ name: 'alarms' }, { get: (it, key) => (key in it ? it.name : never) });
    const queues = { all: [hanging], named: () => hanging } as unknown as Queues;
    const controller = new QueuesController(queues, world.get(Database), {
      execute: never,
    } as unknown as RetryJob);
    jest.useFakeTimers();
    const refused = expect(controller.list()).rejects.toMatchObject({ code: 'temporarily_unavailable' });
    await jest.advanceTimersByTimeAsync(5_000);
    await refused;
  });
});
