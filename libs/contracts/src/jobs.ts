/** Every queue. The dispatcher and the processors share this file. */
export const QUEUES = { alarms: 'alarms' } as const;

/** What may call for a reallocation: a suspension, a hand-back, or a branch that is no longer registered. */
export type ReallocationGround =
  { readonly restrictionId: string } | { readonly handBackId: string } | { readonly closedBranchId: string };

/** A ground that can end: a restriction that ends, or a branch that is registered again. */
export type PassingGround = Exclude<ReallocationGround, { readonly handBackId: string }>;

/**
 * The payload of each alarm. A job is only an alarm: the row in PostgreSQL says whether anything is due, so a
 * repeated or late job does no harm.
 */
export interface AlarmJobs {
  'open-wave': { readonly broadcastId: string; readonly wave: number };
  'close-broadcast': { readonly broadcastId: string };
  /**
   * Jobs for methods in which the first answer decides: `award-first` awards the offer, `close-answered`
   * closes the broadcast.
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
  /** The alarm for a ground that may have ended. If the ground has ended, cases without an award are kept. */
  'stop-reallocations': PassingGround;
  'settle-reallocation': { readonly reallocationId: string };
}

/** The request that caused a job, through the event that called for it. Its log lines carry the same id. */
export interface CameOf {
  readonly requestId?: string;
}

/**
 * Retries over minutes. A completed job is kept for a day, because its id deduplicates meanwhile; a failed job is
 * kept.
 */
export const JOB_OPTIONS = {
  attempts: 8,
  backoff: { type: 'exponential', delay: 1_000 },
  removeOnComplete: { age: 86_400 },
  removeOnFail: false,
} as const;
