import type { Queue } from 'bullmq';
import type { JobCounts } from '#contracts/queues';

/**
 * Counts the jobs of a queue in each state. Jobs with a priority and jobs of a paused queue count as waiting.
 */
export async function jobCounts(queue: Queue): Promise<JobCounts> {
  const {
    waiting = 0,
    prioritized = 0,
    active = 0,
    delayed = 0,
    failed = 0,
  } = await queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed');
  return { waiting: waiting + prioritized, active, delayed, failed };
}

/**
 * Returns since when the job that runs next has been waiting, in milliseconds since 1970. Null if no job is
 * waiting.
 */
export async function waitingSince(queue: Queue): Promise<number | null> {
  const [oldest] = await queue.getJobs(['waiting'], 0, 0, true);
  if (!oldest) return null;
  return Math.max(oldest.timestamp + (oldest.opts.delay ?? 0), oldest.processedOn ?? 0);
}
