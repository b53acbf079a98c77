import { Injectable } from '@nestjs/common';
import { DomainError } from '#domain/domain-error';
import { Clock } from '../clock/clock.js';
import { CrossTenantDatabase } from '../database/database.js';
import { within } from '../process/time-limit.js';
import { QueueProbe } from '../queue/queue-probe.js';

/**
 * The process is not ready if an event has waited for the dispatcher for more than this many seconds. An
 * administrator must then find the cause.
 */
const LAG_SECONDS = 60;
const PROBE_MS = 2_000;

export interface CheckUp {
  readonly ok: boolean;
  readonly [fact: string]: unknown;
}

export interface ReadinessReport {
  readonly ready: boolean;
  readonly checks: { readonly database: CheckUp; readonly queue: CheckUp; readonly log: CheckUp };
}

/**
 * Decides whether the process is ready to work. The database and the queue must answer, and the dispatcher
 * must not be too far behind the event log.
 */
@Injectable()
export class Readiness {
  constructor(
    private readonly database: CrossTenantDatabase,
    private readonly clock: Clock,
    private readonly queue: QueueProbe,
  ) {}

  async report(): Promise<ReadinessReport> {
    const [database, queue, log] = await Promise.all([
      checkUp(() => this.reachDatabase()),
      checkUp(() => this.queue.reach()),
      checkUp(() => this.logLag()),
    ]);
    return { ready: database.ok && queue.ok && log.ok, checks: { database, queue, log } };
  }

  private async reachDatabase(): Promise<CheckUp> {
    await this.database.reader.query('SELECT 1');
    return { ok: true };
  }

  /**
   * Counts the events that the dispatcher has not read, up to 10,000. Also returns the age of the oldest of
   * them in seconds.
   */
  private async logLag(): Promise<CheckUp> {
    const [lag]: { behind: number; oldest: Date | null }[] = await this.database.reader.query(
      `SELECT count(*)::int AS behind, min(at) AS oldest
       FROM (SELECT at FROM event
             WHERE position > coalesce((SELECT position FROM log_reader WHERE name = 'dispatcher'), 0)
             ORDER BY position LIMIT 10000) unread`,
    );
    const behind = lag?.behind ?? 0;
    const oldestSeconds = lag?.oldest
      ? Math.round((this.clock.now().getTime() - lag.oldest.getTime()) / 1_000)
      : 0;
    return { ok: oldestSeconds < LAG_SECONDS, behind, oldestSeconds };
  }
}

/**
 * Tests one condition of readiness. If the test fails or takes longer than two seconds, the process is not
 * ready.
 */
async function checkUp(work: () => Promise<CheckUp>): Promise<CheckUp> {
  try {
    return await within(PROBE_MS, work());
  } catch (error) {
    const isLate = error instanceof DomainError && error.code === 'temporarily_unavailable';
    return {
      ok: false,
      error: isLate ? 'no answer in time' : error instanceof Error ? error.name : 'unknown',
    };
  }
}
