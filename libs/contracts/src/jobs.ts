/** The names of all job queues. The dispatcher adds jobs to these queues, and the processors run them. */
export const QUEUES = { alarms: 'alarms' } as const;

/** Why care must be transferred away from a branch: a suspension, a hand-back, or a lost registration. */
export type ReallocationGround =
  { readonly restrictionId: string } | { readonly handBackId: string } | { readonly closedBranchId: string };

/**
 * A reason for a reallocation that can cease: a restriction can end, and a branch can be registered again. A
 * hand-back cannot end.
 */
export type PassingGround = Exclude<ReallocationGround, { readonly handBackId: string }>;

/**
 * The payload of each alarm job. A job first reads in the database whether anything is due, so a repeated job
 * does no harm.
 */
export interface AlarmJobs {
  'open-wave': { readonly broadcastId: string; readonly wave: number };
  'close-broadcast': { readonly broadcastId: string };
  /**
   * Jobs for lots in which the first suitable offer ends the broadcast. `award-first` awards the offer.
   * `close-answered` closes the broadcast.
   */
  'award-first': { readonly broadcastId: string };
  'close-answered': { readonly broadcastId: string };
  'ask-next': { readonly broadcastId: string };
  'enforce-restriction': { readonly restrictionId: string };
  'expire-restriction': { readonly restrictionId: string };
  'check-report': { readonly reportId: string };
  'check-start': { readonly awardId: string };
  'propose-reallocations': ReallocationGround;
  'release-cases': { readonly reallocationId: string };
  'open-case': { readonly caseId: string };
  'award-top': { readonly broadcastId: string };
  /**
   * Checks whether the reason for a reallocation has ceased. If so, the care of cases without an award stays
   * with its branch.
   */
  'stop-reallocations': PassingGround;
  'settle-reallocation': { readonly reallocationId: string };
  /** Deals with the next batch of rows of an import. */
  'continue-import': { readonly importId: string };
  'discard-import': { readonly importId: string };
}

/** The id of the request that caused the job. The job's log lines contain this request id. */
export interface CameOf {
  readonly requestId?: string;
}

/**
 * The queue's options for each job. Failed attempts are retried over several minutes. A completed job is kept
 * for a day, so that the queue ignores a second job with the same id. A failed job is kept until a user
 * retries it.
 */
export const JOB_OPTIONS = {
  attempts: 8,
  backoff: { type: 'exponential', delay: 1_000 },
  removeOnComplete: { age: 86_400 },
  removeOnFail: false,
} as const;
