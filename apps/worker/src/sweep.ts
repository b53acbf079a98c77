import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { ExpireDocuments } from '#brokerage/documents/expire-documents';
import { PurgeExpired } from '#brokerage/identity/purge-expired';
import { careWithoutTransfer, forgotten } from '#brokerage/monitoring/watchdog.queries';
import type { AlarmJobs } from '#contracts/jobs';
import { Clock } from '#platform/clock/clock';
import { CrossTenantDatabase } from '#platform/database/database';
import { LOGGER, type Logger } from '#platform/logging/logger';
import { requestContext, requestIdFrom } from '#platform/logging/request-context';
import { findings, purgedAt, sweptAt } from '#platform/metrics/job-metrics';
import { ALARM_ACTS } from './alarm-acts.js';
import { OVERDUE_ALARMS } from './overdue-alarms.js';

const EVERY_MS = 60_000;

/**
 * Runs the act of every overdue alarm once a minute. Overdue alarms are found in the database and not in the
 * queue. So if the queue loses its jobs, the work is late by minutes but not lost. At the end, the sweep deletes expired rows.
 */
@Injectable()
export class Sweep implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly database: CrossTenantDatabase,
    private readonly clock: Clock,
    private readonly modules: ModuleRef,
    private readonly purgeExpired: PurgeExpired,
    private readonly expireDocuments: ExpireDocuments,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.once(), EVERY_MS);
    this.once();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  async sweep(): Promise<void> {
    const { reader } = this.database;
    for (const { alarm, find } of OVERDUE_ALARMS)
      for (const due of await find(reader, this.clock.now())) await this.ring(alarm, due);
    const nobodys = await forgotten(reader, this.clock.now());
    if (nobodys.length > 0) this.logger.error({ forgotten: nobodys }, 'work that nobody has to see to');
    const unmoved = await careWithoutTransfer(reader, this.clock.now());
    if (unmoved.length > 0) this.logger.error({ unmoved }, 'care that should be moved and that nobody moves');
    findings.set({ finding: 'forgotten_work' }, nobodys.length);
    findings.set({ finding: 'unmoved_care' }, unmoved.length);
    sweptAt.setToCurrentTime();
    await this.purge();
  }

  private once(): void {
    this.running ??= this.sweep()
      .catch((error: unknown) =>
        this.logger.error({ err: error }, 'the sweep failed; it runs again in a minute'),
      )
      .finally(() => (this.running = undefined));
  }

  /** Purges last, because no other work depends on the purge. Its failure is logged and does not count as a failed sweep. */
  private async purge(): Promise<void> {
    try {
      await this.purgeExpired.execute();
      await this.expireDocuments.execute();
      purgedAt.setToCurrentTime();
    } catch (error) {
      this.logger.error({ err: error }, 'expired rows could not be deleted; it is tried again in a minute');
    }
  }

  /**
   * Runs the act of one overdue alarm. An error is logged, so that the other alarms still run. The cast is
   * safe, because `OVERDUE_ALARMS` gives each alarm the right type of data.
   */
  private async ring<Name extends keyof AlarmJobs>(alarm: Name, due: unknown): Promise<void> {
    await requestContext.run({ requestId: requestIdFrom(undefined) }, async () => {
      try {
        await ALARM_ACTS[alarm]((act) => this.modules.get(act, { strict: false }), due as AlarmJobs[Name]);
      } catch (error) {
        this.logger.error(
          { err: error, alarm, due },
          'something due could not be done; it is tried again in a minute',
        );
      }
    });
  }
}
