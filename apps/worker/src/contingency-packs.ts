import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { WriteContingencyPacks } from '#brokerage/contingency/write-contingency-packs';
import { LOGGER, type Logger } from '#platform/logging/logger';

const EVERY_MS = 60_000;

/** Looks once a minute whether a contingency pack is due, and writes it. So a pack that failed is tried again soon. */
@Injectable()
export class ContingencyPacks implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly packs: WriteContingencyPacks,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.once(), EVERY_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  async write(): Promise<void> {
    const { failed } = await this.packs.execute();
    for (const { authorityId, error } of failed)
      this.logger.error({ authorityId, err: error }, 'a contingency pack could not be written');
  }

  private once(): void {
    this.running ??= this.write()
      .catch((error: unknown) => this.logger.error({ err: error }, 'no contingency pack could be written'))
      .finally(() => (this.running = undefined));
  }
}
