import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AuditChain } from '#platform/log/audit-chain';
import { LOGGER, type Logger } from '#platform/logging/logger';
import { chainBroken, chainCheckedAt } from '#platform/metrics/job-metrics';

const EVERY_MS = 6 * 3_600_000;
const FIRST_MS = 60_000;

/**
 * Verifies the audit seals of all logged events every six hours. So a later change of the event log is found
 * without a manual check.
 */
@Injectable()
export class AuditCheck implements OnApplicationBootstrap, OnModuleDestroy {
  private timers: NodeJS.Timeout[] = [];
  private running: Promise<void> | undefined;

  constructor(
    private readonly chain: AuditChain,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timers = [
      setTimeout(() => this.once(), FIRST_MS).unref(),
      setInterval(() => this.once(), EVERY_MS).unref(),
    ];
  }

  async onModuleDestroy(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    await this.running;
  }

  async check(): Promise<void> {
    const fault = await this.chain.verify();
    if (fault) this.logger.fatal({ ...fault }, 'the log is not as it was sealed');
    chainBroken.set(fault ? 1 : 0);
    chainCheckedAt.setToCurrentTime();
  }

  private once(): void {
    this.running ??= this.check()
      .catch((error: unknown) => this.logger.error({ err: error }, 'the log could not be checked'))
      .finally(() => (this.running = undefined));
  }
}
