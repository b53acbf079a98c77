import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { VerifyAudit } from '#brokerage/audit/verify-audit';
import { auditSentence } from '#domain/audit/audit-sentence';
import { LOGGER, type Logger } from '#platform/logging/logger';
import { chainBroken, chainCheckedAt, chainUnproven } from '#platform/metrics/job-metrics';

const EVERY_MS = 6 * 3_600_000;
const FIRST_MS = 60_000;

/**
 * Verifies the whole log every six hours: events, the rows that they report, and the heads outside of the database. So
 * a later change is found without a manual check. Keeps the outcome for the auditors' page.
 */
@Injectable()
export class AuditCheck implements OnApplicationBootstrap, OnModuleDestroy {
  private timers: NodeJS.Timeout[] = [];
  private running: Promise<void> | undefined;

  constructor(
    private readonly audit: VerifyAudit,
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
    const outcome = await this.audit.executeAndKeep();
    const { fault, verdict, unproven } = outcome;
    const sentence = auditSentence(outcome);
    if (fault) this.logger.fatal({ ...fault, sentence }, 'the log is not as it was sealed');
    else if (unproven) this.logger.warn({ unproven, sentence }, 'the end of the log is not proven');
    chainBroken.set(fault ? 1 : 0);
    chainUnproven.set(verdict === 'unproven' ? 1 : 0);
    chainCheckedAt.setToCurrentTime();
  }

  private once(): void {
    this.running ??= this.check()
      .catch((error: unknown) => this.logger.error({ err: error }, 'the log could not be checked'))
      .finally(() => (this.running = undefined));
  }
}
