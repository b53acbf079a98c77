/** Every queue, and the payload of each job on it: the dispatcher and the processors share this file. */
export const QUEUES = { alarms: 'alarms' } as const;

/** What may call for a reallocation: a suspension, a hand-back, or a branch that is no longer registered. */
export type ReallocationGround =
  { readonly restrictionId: string } | { readonly handBackId: string } | { readonly closedBranchId: string };

/** One that may pass: a restriction ends, a branch is registered again. */
export type PassingGround = Exclude<ReallocationGround, { readonly handBackId: string }>;

/** Alarm clocks. The row in PostgreSQL says whether anything is due; a job that comes twice or late does no harm. */
export interface AlarmJobs {
  'open-wave': { readonly broadcastId: string; readonly wave: number };
  'close-broadcast': { readonly broadcastId: string };
  /** Methods that decide at the first answer: one awards it, the other closes for the decision. */
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
  /** The ground may have gone: what it moved and has not found a new branch is kept. */
  'stop-reallocations': PassingGround;
  'settle-reallocation': { readonly reallocationId: string };
}

/** The request that a job came of, by the event that called for it: its log lines carry the same id. */
export interface CameOf {
  readonly requestId?: string;
}

/** Retry for minutes; keep what succeeded for a day, since job ids deduplicate meanwhile; keep every failure. */
export const JOB_OPTIONS = {
  attempts: 8,
  backoff: { type: 'exponential', delay: 1_000 },
  removeOnComplete: { age: 86_400 },
  removeOnFail: false,
} as const;
