import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Config } from '#platform/config/config';
import { AuditChain } from '#platform/log/audit-chain';
import { LogWake } from '#platform/log/log-wake';
import { LOGGER, type Logger } from '#platform/logging/logger';
import { CONFIG } from '#platform/platform.module';

/** Keeps the audit chain up with the log. */
@Injectable()
export class AuditSealer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly wake: LogWake;

  constructor(@Inject(CONFIG) { DATABASE_URL }: Config, @Inject(LOGGER) logger: Logger, chain: AuditChain) {
    this.wake = new LogWake(DATABASE_URL, logger, async () => {
      while ((await chain.seal()) > 0);
    });
  }

  onApplicationBootstrap(): void {
    this.wake.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.wake.stop();
  }
}
