/** The states of a job. A completed job is removed after a day and is not listed. */
export const JOB_STATES = ['waiting', 'active', 'delayed', 'failed'] as const;
export type JobState = (typeof JOB_STATES)[number];

export type JobCounts = Readonly<Record<JobState, number>>;

/** A queue over all authorities: numbers without ids. */
export interface QueueView {
  readonly name: string;
  /** True if no job is taken from the queue until it is resumed. */
  readonly paused: boolean;
  /** The number of worker processes that are connected to the queue now. */
  readonly workers: number;
  readonly counts: JobCounts;
  /**
   * The counts of jobs for each kind of alarm, most jobs first. If a state has more than a thousand jobs,
   * only the first thousand are counted.
   */
  readonly alarms: readonly AlarmCounts[];
  readonly oldestWaitingSince: string | null;
  readonly nextDelayedAt: string | null;
}

export interface AlarmCounts {
  readonly alarm: string;
  readonly counts: JobCounts;
}

/** The kind of thing that an alarm is about. */
export type JobSubjectType =
  'broadcast' | 'restriction' | 'report' | 'award' | 'reallocation' | 'case' | 'hand_back' | 'branch';

export interface JobSubject {
  readonly type: JobSubjectType;
  readonly id: string;
}

/** One job. Its ids are null if it is about another authority's care: only its existence is shown. */
export interface JobView {
  readonly id: string | null;
  readonly alarm: string;
  readonly state: JobState;
  readonly subject: JobSubject | null;
  /** The id of the request that caused the job, as in the logs. */
  readonly requestId: string | null;
  readonly attempts: number;
  readonly mostAttempts: number;
  readonly addedAt: string;
  /** The due time of a delayed job. */
  readonly dueAt: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /**
   * Why the job failed last: an error code, `constraint:` with its name, `job_stalled`, `no_act` or `internal_error`.
   * The log has the details under the request's id.
   */
  readonly failure: string | null;
}

/** A failed job that was put back into the queue. */
export interface JobRetried {
  readonly id: string;
  readonly alarm: string;
}
