/** Where a job may stand. One that is done is forgotten after a day and not listed. */
export const JOB_STATES = ['waiting', 'active', 'delayed', 'failed'] as const;
export type JobState = (typeof JOB_STATES)[number];

export type JobCounts = Readonly<Record<JobState, number>>;

/** How a queue stands, over all authorities: numbers, and no id of anything. */
export interface QueueView {
  readonly name: string;
  /** Nothing is taken from it until it goes on. */
  readonly paused: boolean;
  /** Worker processes connected to it now. */
  readonly workers: number;
  readonly counts: JobCounts;
  /** The same by alarm, the most first; of a queue with more than a thousand jobs in a state, of the first thousand. */
  readonly alarms: readonly AlarmCounts[];
  readonly oldestWaitingSince: string | null;
  readonly nextDelayedAt: string | null;
}

export interface AlarmCounts {
  readonly alarm: string;
  readonly counts: JobCounts;
}

/** What an alarm is about. */
export type JobSubjectType =
  'broadcast' | 'restriction' | 'report' | 'award' | 'reallocation' | 'case' | 'hand_back' | 'branch';

export interface JobSubject {
  readonly type: JobSubjectType;
  readonly id: string;
}

/** One job. Where it is about another authority's care, its ids are null: all there is to see is that it is there. */
export interface JobView {
  readonly id: string | null;
  readonly alarm: string;
  readonly state: JobState;
  readonly subject: JobSubject | null;
  /** The request that caused it: the same id stands in the logs. */
  readonly requestId: string | null;
  readonly attempts: number;
  readonly mostAttempts: number;
  readonly addedAt: string;
  /** When a delayed one rings. */
  readonly dueAt: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /**
   * Why it failed last, in a word: an error's code, `constraint:` and its name, `job_stalled`, `no_act`, or
   * `internal_error`; the log says more, under the request's id.
   */
  readonly failure: string | null;
}

/** A failed job that waits again. */
export interface JobRetried {
  readonly id: string;
  readonly alarm: string;
}
