import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { type Job, UnrecoverableError } from 'bullmq';
import { AwardOffer } from '#brokerage/awards/award-offer';
import { CheckStart } from '#brokerage/awards/check-start';
import { AskNext } from '#brokerage/broadcasts/ask-next';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { OpenWave } from '#brokerage/broadcasts/open-wave';
import { EnforceRestriction } from '#brokerage/restrictions/enforce-restriction';
import { type AlarmJobs, QUEUES } from '#contracts/jobs';
import { LOGGER, type Logger } from '#platform/logging/logger';

type AlarmJob = {
  [Name in keyof AlarmJobs]: Job<AlarmJobs[Name], string, Name>;
}[keyof AlarmJobs];

const CONCURRENCY = 5;

/**
 * Wakes up at deadlines. A job is only an alarm: the row in PostgreSQL says whether anything is due, so
 * a job that comes twice, late or not at all does no harm.
 */
@Processor(QUEUES.alarms, { concurrency: CONCURRENCY })
export class AlarmsProcessor extends WorkerHost {
  constructor(
    private readonly openWave: OpenWave,
    private readonly closeBroadcast: CloseBroadcast,
    private readonly askNext: AskNext,
    private readonly awardOffer: AwardOffer,
    private readonly checkStart: CheckStart,
    private readonly enforceRestriction: EnforceRestriction,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super();
  }

  override process(job: AlarmJob): Promise<string> {
    switch (job.name) {
      case 'open-wave':
        return this.openWave.execute(job.data);
      case 'close-broadcast':
        return this.closeBroadcast.execute(job.data.broadcastId);
      case 'award-first':
        return this.awardOffer.first(job.data.broadcastId);
      case 'close-answered':
        return this.closeBroadcast.answered(job.data.broadcastId);
      case 'ask-next':
        return this.askNext.execute(job.data);
      case 'check-start':
        return this.checkStart.execute(job.data);
      case 'enforce-restriction':
        return this.enforceRestriction.execute(job.data);
      default:
        throw new UnrecoverableError(`no handler for ${String(job satisfies never)}`);
    }
  }

  @OnWorkerEvent('failed')
  failed(job: AlarmJob | undefined, error: Error): void {
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
