import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AuditChain } from '#platform/audit/audit-chain';
import { HeadPublisher } from '#platform/audit/head-publisher';
import { LogFollower } from '#platform/log/log-follower';
import { WakeUps } from '#platform/log/wake-ups';
import { LOGGER, type Logger } from '#platform/logging/logger';

/**
 * The pause in milliseconds between two rounds of sealing while events keep coming. So one round seals the
 * events of several commits.
 */
const PAUSE_MS = 200;

/** The pause in milliseconds between two published heads. Each head takes a line of some 400 bytes for ever. */
const HEAD_EVERY_MS = 60_000;
/** The first head is published soon after the start, so that the first verification has a head. */
const FIRST_HEAD_MS = 5_000;

/** Gives new events their audit seals soon after they are logged, and publishes a head each minute. */
@Injectable()
export class AuditSealer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly follower: LogFollower;
  private timer: NodeJS.Timeout | undefined;
  private first: NodeJS.Timeout | undefined;
  private publishing: Promise<void> | undefined;

  constructor(
    wakeUps: WakeUps,
    @Inject(LOGGER) private readonly logger: Logger,
    chain: AuditChain,
    private readonly heads: HeadPublisher,
  ) {
    const sealAll = async (): Promise<void> => {
      while ((await chain.seal()) > 0);
    };
    this.follower = new LogFollower(wakeUps, logger, sealAll, PAUSE_MS);
  }

  onApplicationBootstrap(): void {
    this.follower.start();
    if (!this.heads.isConfigured) {
      this.logger.warn('no heads of the audit chain are published: set AUDIT_HEADS_FILE and AUDIT_KEY_FILE');
      return;
    }
    this.timer = setInterval(() => void this.publish(), HEAD_EVERY_MS).unref();
    this.first = setTimeout(() => void this.publish(), FIRST_HEAD_MS).unref();
  }

  /** Publishes a last head, so that nothing stays without one while the worker is stopped. */
  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    clearTimeout(this.first);
    await this.follower.stop();
    await this.publishing;
    if (this.timer) await this.publish();
  }

  private publish(): Promise<void> {
    this.publishing ??= this.heads
      .publish()
      .then(() => undefined)
      .catch((error: unknown) =>
        this.logger.error({ err: error }, 'no head of the audit chain could be published'),
      )
      .finally(() => (this.publishing = undefined));
    return this.publishing;
  }
}
