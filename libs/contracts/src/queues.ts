/** The states of a job in a queue. Completed jobs are not listed; they are removed after a day. */
export const JOB_STATES = ['waiting', 'active', 'delayed', 'failed'] as const;
export type JobState = (typeof JOB_STATES)[number];

export type JobCounts = Readonly<Record<JobState, number>>;

/** A queue with the numbers of its jobs. Jobs of all authorities are counted, so the view has no ids. */
export interface QueueView {
  readonly name: string;
  /** True if the queue is paused. While a queue is paused, no job starts. */
  readonly paused: boolean;
  /** The number of worker processes that are connected to the queue now. */
  readonly workers: number;
  readonly counts: JobCounts;
  /**
   * The number of jobs of each kind of alarm in each state, most jobs first. In each state, only the first
   * thousand jobs are counted.
   */
  readonly alarms: readonly AlarmCounts[];
  readonly oldestWaitingSince: string | null;
  readonly nextDelayedAt: string | null;
}

export interface AlarmCounts {
  readonly alarm: string;
  readonly counts: JobCounts;
}

/** The types of row that an alarm job can be about. */
export type JobSubjectType =
  'broadcast' | 'restriction' | 'report' | 'award' | 'reallocation' | 'case' | 'hand_back' | 'branch';

export interface JobSubject {
  readonly type: JobSubjectType;
  readonly id: string;
}

/** One job in a queue. The ids are null if the job is about another authority's care. */
export interface JobView {
  readonly id: string | null;
  readonly alarm: string;
  readonly state: JobState;
  readonly subject: JobSubject | null;
  /** The id of the request that caused the job. The request's log lines contain this id. */
  readonly requestId: string | null;
  readonly attempts: number;
  readonly mostAttempts: number;
  readonly addedAt: string;
  /** The due time of a delayed job. Null for other jobs. */
  readonly dueAt: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /**
   * Why the last attempt of the job failed. Either an error code, `constraint:` with the constraint's name,
   * `job_stalled`, `no_act` or `internal_error`. The log has the details.
   */
  readonly failure: string | null;
}

/** A failed job that a user has put back into its queue. */
export interface JobRetried {
  readonly id: string;
  readonly alarm: string;
}
