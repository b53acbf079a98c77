import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { type Job, UnrecoverableError } from 'bullmq';
import { type AlarmJobs, type CameOf, QUEUES } from '#contracts/jobs';
import { LOGGER, type Logger } from '#platform/logging/logger';
import { requestContext, requestIdFrom } from '#platform/logging/request-context';
import { jobSeconds } from '#platform/metrics/job-metrics';
import { traced } from '#platform/tracing/tracing';
import { ALARM_ACTS } from './alarm-acts.js';

const CONCURRENCY = 5;

/**
 * The first words of the queue's error message for a job that stalled: the worker process ended too often
 * while it ran the job.
 */
const STALLED = 'job stalled';

/**
 * Runs the act of each alarm job. The act reads in the database whether anything is due. So a job that runs
 * twice, late or never does no harm.
 */
@Processor(QUEUES.alarms, { concurrency: CONCURRENCY })
export class AlarmsProcessor extends WorkerHost implements OnApplicationBootstrap, OnModuleDestroy {
  private isWorking = false;

  constructor(
    private readonly modules: ModuleRef,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super();
  }

  /**
   * Runs a job with the id of the request that caused the job. So the job's log lines and events have this
   * request id.
   */
  override process(job: Job<CameOf, string>): Promise<string> {
    const { name, attemptsMade } = job;
    if (!isAlarm(name)) throw new UnrecoverableError(`no act for ${name}`);
    const { requestId, ...data } = job.data;
    return requestContext.run({ requestId: requestIdFrom(requestId) }, () =>
      traced(`job ${name}`, { attempt: attemptsMade + 1 }, () => this.attempt(job, name, data)),
    );
  }

  private async attempt(job: Job, name: keyof AlarmJobs, data: unknown): Promise<string> {
    const end = jobSeconds.startTimer({ alarm: name });
    try {
      const outcome = await this.ring(name, data);
      const milliseconds = Math.round(end({ outcome: 'done' }) * 1_000);
      this.logger.info({ job: name, jobId: job.id, outcome, milliseconds }, 'a job was done');
      return outcome;
    } catch (error) {
      end({ outcome: 'failed' });
      const facts = { err: error, job: name, jobId: job.id, attempt: job.attemptsMade + 1 };
      this.logger.error(facts, 'a job failed');
      throw error;
    }
  }

  /**
   * Runs the act of an alarm. The cast is safe, because the dispatcher stores the right type of data for each
   * alarm name.
   */
  private ring<Name extends keyof AlarmJobs>(name: Name, data: unknown): Promise<string> {
    return ALARM_ACTS[name]((act) => this.modules.get(act, { strict: false }), data as AlarmJobs[Name]);
  }

  onApplicationBootstrap(): void {
    this.isWorking = true;
  }

  /**
   * Stops taking new jobs and waits for the running jobs. Nest calls this method while the database and the
   * other services are still available.
   */
  async onModuleDestroy(): Promise<void> {
    if (this.isWorking) await this.worker.close();
  }

  /**
   * Logs a failed job if the method `attempt` could not log the failure: the job stalled, or no act belongs
   * to its name.
   */
  @OnWorkerEvent('failed')
  failed(job: Job | undefined, error: Error): void {
    if (job && isAlarm(job.name) && !error.message.startsWith(STALLED)) return;
    this.logger.error({ err: error, job: job?.name, jobId: job?.id }, 'a job failed');
  }

  @OnWorkerEvent('error')
  unreachable(error: Error): void {
    this.logger.warn({ err: error }, 'the queue is not reachable');
  }
}

const isAlarm = (name: string): name is keyof AlarmJobs => Object.hasOwn(ALARM_ACTS, name);
