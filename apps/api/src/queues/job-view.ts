import type { Job } from 'bullmq';
import { ERRORS } from '#contracts/errors';
import type { JobState, JobSubject, JobSubjectType, JobView } from '#contracts/queues';

/** What of a job a view is made of, on either backend. */
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

/** What a job is about, by the one id that it carries. */
export function subjectOf({ data }: Pick<ListedJob, 'data'>): JobSubject | null {
  for (const [field, id] of Object.entries((data ?? {}) as Record<string, unknown>)) {
    const type = SUBJECTS[field];
    if (type && typeof id === 'string') return { type, id };
  }
  return null;
}

/** The view of a job; `mayKnow` where it is the reader's own authority's. */
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

/** A delay counts from when the job was added; after an attempt, from that. */
export function dueAt({ timestamp, processedOn, attemptsMade, delay }: ListedJob): number {
  return (attemptsMade > 0 && processedOn ? processedOn : timestamp) + delay;
}

const CONSTRAINT = /violates [a-z -]+ constraint "(\w{1,63})"/;

/** A failure in a word. An error's own text may quote values, so none of it is passed on but names of ours. */
export function failureOf(failedReason: string): string {
  if (Object.hasOwn(ERRORS, failedReason)) return failedReason;
  const constraint = CONSTRAINT.exec(failedReason)?.[1];
  if (constraint) return `constraint:${constraint}`;
  if (failedReason.startsWith('job stalled')) return 'job_stalled';
  return failedReason.startsWith('no act for ') ? 'no_act' : 'internal_error';
}
