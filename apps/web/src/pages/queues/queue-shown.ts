import type { Page } from '#contracts/list-page';
import { JOB_STATES, type JobState, type JobView, type QueueView } from '#contracts/queues';
import { PATHS } from '../../paths.js';
import { alarmInWords, JOB_STATE_WORDING, jobFailureInWords, SUBJECT_WORDING } from '../../wording/jobs.js';

export interface QueueShown {
  readonly name: string;
  readonly paused: boolean;
  readonly workers: number;
  readonly states: readonly { readonly text: string; readonly count: number; readonly href: string }[];
  readonly alarms: readonly { readonly text: string; readonly counts: readonly number[] }[];
  readonly oldestWaitingSince: string | null;

  readonly oldestWaitingSeconds: number | null;
  readonly nextDelayedAt: string | null;
  readonly failed: JobsShown;
}

export interface JobsShown {
  readonly jobs: readonly JobShown[];
  /** The address of the next page of the list of jobs. Null on the last page. */
  readonly more: string | null;
}

export interface JobShown {
  readonly view: JobView;
  readonly alarm: string;
  readonly subject: string;
  readonly failure: string;
  /**
   * The address of the form that retries the job. Null if the job did not fail or belongs to another
   * authority.
   */
  readonly retry: string | null;
}

export function queueShown(queue: QueueView, failed: Page<JobView>, now: Date): QueueShown {
  const { name, paused, workers, counts, alarms, oldestWaitingSince, nextDelayedAt } = queue;
  return {
    name,
    paused,
    workers,
    oldestWaitingSince,
    oldestWaitingSeconds: oldestWaitingSince ? secondsBetween(oldestWaitingSince, now) : null,
    nextDelayedAt,
    states: JOB_STATES.map((state) => ({
      text: JOB_STATE_WORDING[state],
      count: counts[state],
      href: PATHS.queueJobs(name, state),
    })),
    alarms: alarms.map((alarm) => ({
      text: alarmInWords(alarm.alarm),
      counts: JOB_STATES.map((state) => alarm.counts[state]),
    })),
    failed: jobsShown(name, 'failed', failed),
  };
}

export function jobsShown(queue: string, state: JobState, { items, next }: Page<JobView>): JobsShown {
  const more = next && `${PATHS.queueJobs(queue, state)}?after=${encodeURIComponent(next)}`;
  return { jobs: items.map((view) => jobShown(queue, view)), more };
}

function jobShown(queue: string, view: JobView): JobShown {
  const { id, alarm, subject, failure, state } = view;
  return {
    view,
    alarm: alarmInWords(alarm),
    subject: subject ? `${SUBJECT_WORDING[subject.type]} ${subject.id}` : 'Another council',
    failure: jobFailureInWords(failure),
    retry: state === 'failed' && id !== null ? PATHS.retryJob(queue, id) : null,
  };
}

/**
 * Returns the seconds between two instants. Returns 0 if `from` is later than `to`, because the process that
 * added the job may have a clock that is fast.
 */
function secondsBetween(from: string, to: Date): number {
  return Math.max(0, (to.getTime() - Date.parse(from)) / 1_000);
}
