import type { Actor } from '#contracts/roles-and-actors';
import { Inject, Injectable } from '@nestjs/common';
import type { Job, Queue } from 'bullmq';
import { authorityOf, found } from '#brokerage/access/scope';
import { subjectKey, subjectsOf } from '#brokerage/monitoring/job-subjects.queries';
import type { JobRetried } from '#contracts/queues';
import { DomainError } from '#domain/domain-error';
import type { Caller } from '#platform/acts/caller';
import { Database } from '#platform/database/database';
import { LOGGER, type Logger } from '#platform/logging/logger';
import { Queues } from '#platform/queue/queues';
import { subjectOf } from './job-view.js';

/**
 * Puts a failed job back on its queue, with the full number of attempts. The job's act first reads whether
 * anything is due, so a retry never repeats work. Refuses a job that another user has already retried.
 */
@Injectable()
export class RetryJob {
  constructor(
    private readonly queues: Queues,
    private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Retries a failed job of the caller's authority.
   *
   * @throws DomainError `queue_not_found`, `job_not_found` (also for another authority's job),
   * `job_not_failed`
   */
  async execute(
    caller: Caller,
    { queue: name, jobId }: { queue: string; jobId: string },
  ): Promise<JobRetried> {
    const queue = found(this.queues.named(name), 'queue_not_found');
    const job = await this.ownJob(queue, jobId, caller.actor);
    if (!(await job.isFailed())) throw new DomainError('job_not_failed');
    await this.retry(job);
    this.logger.info({ queue: name, jobId, job: job.name }, 'a failed job is tried again');
    return { id: jobId, alarm: job.name };
  }

  private async ownJob(queue: Queue, jobId: string, actor: Actor): Promise<Job> {
    const job = found((await queue.getJob(jobId)) as Job | undefined, 'job_not_found');
    const subject = found(subjectOf(job), 'job_not_found');
    const known = await subjectsOf(this.database.readerFor(actor), authorityOf(actor), [subject]);
    if (!known.has(subjectKey(subject))) throw new DomainError('job_not_found');
    return job;
  }

  /**
   * Retries the job.
   *
   * @throws DomainError `job_not_failed` if another caller has just retried the job
   */
  private async retry(job: Job): Promise<void> {
    try {
      await job.retry('failed', { resetAttemptsMade: true });
    } catch (error) {
      if (!(await job.isFailed())) throw new DomainError('job_not_failed');
      throw error;
    }
  }
}
