import type { Queue } from 'bullmq';
import { subjectKey, subjectsOf } from '#brokerage/monitoring/job-subjects.queries';
import type { Page } from '#contracts/list-page';
import {
  type AlarmCounts,
  JOB_STATES,
  type JobCounts,
  type JobState,
  type JobView,
  type QueueView,
} from '#contracts/queues';
import { DomainError } from '#domain/domain-error';
import { jobCounts, waitingSince } from '#platform/queue/job-counts';
import type { Reader } from '#platform/database/database';
import { dueAt, instant, jobView, type ListedJob, subjectOf } from './job-view.js';

/**
 * The largest number of jobs of each state that are read to count jobs by kind of alarm. A limit is needed,
 * because a queue may hold a job for every open broadcast.
 */
const MOST_NAMED = 1_000;
const NONE: JobCounts = { waiting: 0, active: 0, delayed: 0, failed: 0 };

export async function queueView(queue: Queue): Promise<QueueView> {
  const [paused, workers, counts, alarms, oldest, [next]] = await Promise.all([
    queue.isPaused(),
    queue.getWorkersCount(),
    jobCounts(queue),
    alarmCounts(queue),
    waitingSince(queue),
    queue.getDelayed(0, 0),
  ]);
  return {
    name: queue.name,
    paused,
    workers,
    counts,
    alarms,
    oldestWaitingSince: oldest === null ? null : instant(oldest),
    nextDelayedAt: next ? instant(dueAt(next)) : null,
  };
}

async function alarmCounts(queue: Queue): Promise<AlarmCounts[]> {
  const byAlarm = new Map<string, JobCounts>();
  for (const state of JOB_STATES)
    for (const { name } of await jobsIn(queue, state, 0, MOST_NAMED)) {
      const counts = byAlarm.get(name) ?? NONE;
      byAlarm.set(name, { ...counts, [state]: counts[state] + 1 });
    }
  const total = ({ counts }: AlarmCounts): number =>
    JOB_STATES.reduce((sum, state) => sum + counts[state], 0);
  return [...byAlarm]
    .map(([alarm, counts]) => ({ alarm, counts }))
    .sort((a, b) => total(b) - total(a) || (a.alarm < b.alarm ? -1 : 1));
}

/**
 * Lists the jobs of one state. Delayed jobs are sorted by due time. Other jobs are sorted by how long they
 * have been in the state, the longest first.
 */
export async function jobPage(
  { queue, reader, authorityId }: { queue: Queue; reader: Reader; authorityId: string },
  { state, after, limit }: { state: JobState; after?: string | undefined; limit: number },
): Promise<Page<JobView>> {
  if (after !== undefined && !/^\d{1,6}$/.test(after)) throw new DomainError('invalid_cursor');
  const from = Number(after ?? 0);
  const found = await jobsIn(queue, state, from, limit + 1);
  const jobs = found.slice(0, limit);
  const subjects = jobs.map(subjectOf);
  const known = await subjectsOf(
    reader,
    authorityId,
    subjects.filter((subject) => subject !== null),
  );
  const items = jobs.map((job, index) => {
    const subject = subjects[index];
    return jobView(job, state, subject ? known.has(subjectKey(subject)) : false);
  });
  return { items, next: found.length > limit ? String(from + limit) : null };
}

/** Reads jobs of one state. Leaves out a job that is removed from the queue during the read. */
async function jobsIn(queue: Queue, state: JobState, from: number, count: number): Promise<ListedJob[]> {
  const jobs: (ListedJob | undefined)[] = await queue.getJobs([state], from, from + count - 1, true);
  return jobs.filter((job) => job !== undefined);
}
