import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AuditChain } from '#platform/log/audit-chain';
import { LogFollower } from '#platform/log/log-follower';
import { WakeUps } from '#platform/log/wake-ups';
import { LOGGER, type Logger } from '#platform/logging/logger';

/**
 * The pause in milliseconds between two rounds of sealing while events keep coming. So one round seals the
 * events of several commits.
 */
const PAUSE_MS = 200;

/** Gives new events their audit seals soon after they are logged. */
@Injectable()
export class AuditSealer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly follower: LogFollower;

  constructor(wakeUps: WakeUps, @Inject(LOGGER) logger: Logger, chain: AuditChain) {
    const sealAll = async (): Promise<void> => {
      while ((await chain.seal()) > 0);
    };
    this.follower = new LogFollower(wakeUps, logger, sealAll, PAUSE_MS);
  }

  onApplicationBootstrap(): void {
    this.follower.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.follower.stop();
  }
}
