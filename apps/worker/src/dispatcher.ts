import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { QUEUES } from '#contracts/jobs';
import { Clock } from '#platform/clock/clock';
import { CrossTenantDatabase } from '#platform/database/database';
import { readLogAfter } from '#platform/log/log-reader';
import { LogFollower } from '#platform/log/log-follower';
import { WakeUps } from '#platform/log/wake-ups';
import { within } from '#platform/process/time-limit';
import { LOGGER, type Logger } from '#platform/logging/logger';
import { type CalledJob, jobsForEvent } from './jobs-for-event.js';

const READER = 'dispatcher';
const BATCH = 200;
/**
 * The pause in milliseconds between two reads of the event log while events keep coming. It delays a job by
 * at most this time.
 */
const PAUSE_MS = 20;
/**
 * The time in milliseconds within which the queue must accept new jobs. The limit keeps the database
 * transaction short if the queue does not answer.
 */
const ENQUEUE_WITHIN_MS = 5_000;

/**
 * Reads the event log and adds the jobs for each event to the queue. Saves its position in the log only after
 * the queue has accepted the jobs. After a crash before saving, the same jobs are added again, and the queue
 * ignores job ids that it already has.
 *
 * A row lock lets only one dispatcher work at a time.
 */
@Injectable()
export class Dispatcher implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly follower: LogFollower;

  constructor(
    wakeUps: WakeUps,
    @Inject(LOGGER) logger: Logger,
    private readonly database: CrossTenantDatabase,
    private readonly clock: Clock,
    @InjectQueue(QUEUES.alarms) private readonly alarms: Queue,
  ) {
    this.follower = new LogFollower(wakeUps, logger, () => this.dispatchAll(), PAUSE_MS);
  }

  onApplicationBootstrap(): void {
    this.follower.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.follower.stop();
  }

  async dispatchAll(): Promise<void> {
    while ((await this.dispatchNext()) === BATCH);
  }

  /** Adds the jobs for the next batch of events. Returns the number of events. */
  async dispatchNext(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const now = this.clock.now();
      await tx.write('INSERT INTO log_reader (name, read_at) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
        READER,
        now,
      ]);
      const [reader]: { position: string }[] = await tx.lock(
        'SELECT position FROM log_reader WHERE name = $1 FOR UPDATE',
        [READER],
      );
      const { events } = await readLogAfter(tx, reader?.position ?? '0', BATCH);
      const last = events.at(-1);
      if (!last) return 0;
      await this.enqueue(events.flatMap(jobsForEvent), now);
      await tx.write('UPDATE log_reader SET position = $2, read_at = $3 WHERE name = $1', [
        READER,
        last.position,
        now,
      ]);
      return events.length;
    });
  }

  private async enqueue(jobs: readonly CalledJob[], now: Date): Promise<void> {
    if (jobs.length === 0) return;
    const added = this.alarms.addBulk(
      jobs.map(({ name, data, id, at }) => ({
        name,
        data,
        opts: { jobId: id, delay: Math.max(0, (at?.getTime() ?? 0) - now.getTime()) },
      })),
    );
    // If the time limit passes, the same jobs are added again later, even if the queue did accept them. The
    // queue ignores job ids that it already has.
    await within(ENQUEUE_WITHIN_MS, added);
  }
}
