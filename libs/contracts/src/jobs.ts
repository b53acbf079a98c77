/** Every queue, and the payload of each job on it: the dispatcher and the processors share this file. */
export const QUEUES = { alarms: 'alarms' } as const;

/** Alarm clocks. The row in PostgreSQL says whether anything is due; a job that comes twice or late does no harm. */
export interface AlarmJobs {
  'open-wave': { readonly broadcastId: string; readonly wave: number };
  'close-broadcast': { readonly broadcastId: string };
  /** Methods that decide at the first answer: one awards it, the other closes for the decision. */
  'award-first': { readonly broadcastId: string };
  'close-answered': { readonly broadcastId: string };
  'ask-next': { readonly broadcastId: string };
  'enforce-restriction': { readonly restrictionId: string };
  'check-start': { readonly awardId: string };
}

/** Retry for minutes; keep what succeeded for a day, since job ids deduplicate meanwhile; keep every failure. */
export const JOB_OPTIONS = {
  attempts: 8,
  backoff: { type: 'exponential', delay: 1_000 },
  removeOnComplete: { age: 86_400 },
  removeOnFail: false,
} as const;
