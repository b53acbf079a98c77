import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { authorityOf, found } from '#brokerage/access/scope';
import type { Page } from '#contracts/list-page';
import type { JobRetried, JobView, QueueView } from '#contracts/queues';
import type { Caller } from '#platform/acts/caller';
import { Database } from '#platform/database/database';
import { within } from '#platform/process/time-limit';
import { Queues } from '#platform/queue/queues';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { JobsQueryDto } from './queue.dto.js';
import { jobPage, queueView } from './queue-views.js';
import { RetryJob } from './retry-job.js';

const JOBS_A_PAGE = 50;
/**
 * The time in milliseconds within which the queue must answer. If Redis hangs, the caller gets an error after
 * this time.
 */
const ANSWER_WITHIN_MS = 5_000;

@Controller('v1/queues')
export class QueuesController {
  constructor(
    private readonly queues: Queues,
    private readonly database: Database,
    private readonly retryJob: RetryJob,
  ) {}

  @Get()
  @Allow('queue.read')
  list(): Promise<QueueView[]> {
    return within(ANSWER_WITHIN_MS, Promise.all(this.queues.all.map(queueView)));
  }

  @Get(':queue/jobs')
  @Allow('queue.read')
  async jobs(
    @Param('queue') name: string,
    @Query() { state, after, limit = JOBS_A_PAGE }: JobsQueryDto,
    @CurrentActor() { actor }: Caller,
  ): Promise<Page<JobView>> {
    const queue = found(this.queues.named(name), 'queue_not_found');
    const source = { queue, reader: this.database.readerFor(actor), authorityId: authorityOf(actor) };
    return within(ANSWER_WITHIN_MS, jobPage(source, { state, after, limit }));
  }

  @Post(':queue/jobs/:id/retry')
  @HttpCode(200)
  @Allow('queue.retry')
  retry(
    @Param('queue') queue: string,
    @Param('id') jobId: string,
    @CurrentActor() caller: Caller,
  ): Promise<JobRetried> {
    return within(ANSWER_WITHIN_MS, this.retryJob.execute(caller, { queue, jobId }));
  }
}
