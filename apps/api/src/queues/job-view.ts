import type { Job } from 'bullmq';
import { ERRORS } from '#contracts/errors';
import type { JobState, JobSubject, JobSubjectType, JobView } from '#contracts/queues';

/**
 * The fields of a BullMQ job that `jobView` uses. Jobs in Redis and jobs in PostgreSQL both have these
 * fields.
 */
export type ListedJob = Pick<
  Job,
  | 'id'
  | 'name'
  | 'data'
  | 'delay'
  | 'opts'
  | 'timestamp'
  | 'processedOn'
  | 'finishedOn'
  | 'attemptsMade'
  | 'failedReason'
>;

const SUBJECTS: Readonly<Record<string, JobSubjectType>> = {
  broadcastId: 'broadcast',
  restrictionId: 'restriction',
  reportId: 'report',
  awardId: 'award',
  reallocationId: 'reallocation',
  caseId: 'case',
  handBackId: 'hand_back',
  closedBranchId: 'branch',
};

/**
 * Returns the type and the id of the row that a job is about. Null if the job's data has no id that this
 * version knows.
 */
export function subjectOf({ data }: Pick<ListedJob, 'data'>): JobSubject | null {
  for (const [field, id] of Object.entries((data ?? {}) as Record<string, unknown>)) {
    const type = SUBJECTS[field];
    if (type && typeof id === 'string') return { type, id };
  }
  return null;
}

/**
 * Returns a job as administrators see it. `mayKnow` is true if the job belongs to the reader's authority.
 * Otherwise the result has no ids.
 */
export function jobView(job: ListedJob, state: JobState, mayKnow: boolean): JobView {
  const { requestId } = (job.data ?? {}) as { requestId?: unknown };
  return {
    id: mayKnow ? (job.id ?? null) : null,
    alarm: job.name,
    state,
    subject: mayKnow ? subjectOf(job) : null,
    requestId: mayKnow && typeof requestId === 'string' ? requestId : null,
    attempts: job.attemptsMade,
    mostAttempts: job.opts.attempts ?? 1,
    addedAt: instant(job.timestamp),
    dueAt: state === 'delayed' ? instant(dueAt(job)) : null,
    startedAt: job.processedOn ? instant(job.processedOn) : null,
    finishedAt: job.finishedOn ? instant(job.finishedOn) : null,
    failure: job.failedReason ? failureOf(job.failedReason) : null,
  };
}

export const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

/**
 * Returns the time at which a delayed job is due, in milliseconds since 1970. The delay counts from the job's
 * last attempt, or from the time at which the job was added if there was no attempt.
 */
export function dueAt({ timestamp, processedOn, attemptsMade, delay }: ListedJob): number {
  return (attemptsMade > 0 && processedOn ? processedOn : timestamp) + delay;
}

const CONSTRAINT = /violates [a-z -]+ constraint "(\w{1,63})"/;

/**
 * Returns the reason for which a job failed, as a code: an error code, a constraint name or a general code.
 * Never returns the error's text, because the text may contain personal data.
 */
export function failureOf(failedReason: string): string {
  if (Object.hasOwn(ERRORS, failedReason)) return failedReason;
  const constraint = CONSTRAINT.exec(failedReason)?.[1];
  if (constraint) return `constraint:${constraint}`;
  if (failedReason.startsWith('job stalled')) return 'job_stalled';
  return failedReason.startsWith('no act for ') ? 'no_act' : 'internal_error';
}
