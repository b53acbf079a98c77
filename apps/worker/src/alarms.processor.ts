import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject, type OnModuleDestroy } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { type Job, UnrecoverableError } from 'bullmq';
import { type AlarmJobs, QUEUES } from '#contracts/jobs';
import { LOGGER, type Logger } from '#platform/logging/logger';
import { ALARM_ACTS } from './alarm-acts.js';

const CONCURRENCY = 5;

/**
 * Wakes up at deadlines. A job is only an alarm: the row in PostgreSQL says whether anything is due, so
 * a job that comes twice, late or not at all does no harm.
 */
@Processor(QUEUES.alarms, { concurrency: CONCURRENCY })
export class AlarmsProcessor extends WorkerHost implements OnModuleDestroy {
  constructor(
    private readonly modules: ModuleRef,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super();
  }

  override process(job: Job<unknown, string>): Promise<string> {
    if (!isAlarm(job.name)) throw new UnrecoverableError(`no act for ${job.name}`);
    return this.ring(job.name, job.data);
  }

  /** What is in a job was put there by the dispatcher, under the name that says its shape. */
  private ring<Name extends keyof AlarmJobs>(name: Name, data: unknown): Promise<string> {
    return ALARM_ACTS[name]((act) => this.modules.get(act, { strict: false }), data as AlarmJobs[Name]);
  }

  /** Takes no more, and finishes what it has, while everything it needs for that is still there. */
  async onModuleDestroy(): Promise<void> {
    await this.worker.close();
  }

  @OnWorkerEvent('failed')
  failed(job: Job | undefined, error: Error): void {
    this.logger.error(
      { err: error, job: job?.name, jobId: job?.id, attempt: job?.attemptsMade },
      'a job failed',
    );
  }

  @OnWorkerEvent('error')
  unreachable(error: Error): void {
    this.logger.warn({ err: error }, 'the queue is not reachable');
  }
}

const isAlarm = (name: string): name is keyof AlarmJobs => Object.hasOwn(ALARM_ACTS, name);
