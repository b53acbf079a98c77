import type { Queue } from 'bullmq';
import type { JobCounts } from '#contracts/queues';

/** How many jobs stand where. Those of a paused queue wait too. */
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

/** Since when the job that is next has waited, in milliseconds; null where none waits. */
export async function waitingSince(queue: Queue): Promise<number | null> {
  const [oldest] = await queue.getJobs(['waiting'], 0, 0, true);
  if (!oldest) return null;
  return Math.max(oldest.timestamp + (oldest.opts.delay ?? 0), oldest.processedOn ?? 0);
}
