import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AwardOffer } from '#brokerage/awards/award-offer';
import { CheckStart } from '#brokerage/awards/check-start';
import { AskNext } from '#brokerage/broadcasts/ask-next';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { OpenWave } from '#brokerage/broadcasts/open-wave';
import {
  answeredFirst,
  answeredInTurn,
  broadcastsDue,
  nobodyLeftToAnswer,
  restrictionsDue,
  startsDue,
  wavesDue,
} from '#brokerage/monitoring/due.queries';
import { forgottenPackages } from '#brokerage/monitoring/watchdog.queries';
import { EnforceRestriction } from '#brokerage/restrictions/enforce-restriction';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { LOGGER, type Logger } from '#platform/logging/logger';

const EVERY_MS = 60_000;

/**
 * Every minute, does what a lost alarm did not: finds what is due from the columns and runs the same
 * acts. So the queue may be wiped and nothing is lost but minutes.
 */
@Injectable()
export class Sweep implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly openWave: OpenWave,
    private readonly closeBroadcast: CloseBroadcast,
    private readonly askNext: AskNext,
    private readonly awardOffer: AwardOffer,
    private readonly checkStart: CheckStart,
    private readonly enforceRestriction: EnforceRestriction,
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

  /** In the order in which a late system would have done it: restrictions bind before anything is decided. */
  async sweep(): Promise<void> {
    const { reader } = this.database;
    const now = this.clock.now();
    await this.each(await restrictionsDue(reader, now), (restrictionId) =>
      this.enforceRestriction.execute({ restrictionId }),
    );
    await this.each(await answeredFirst(reader), (id) => this.awardOffer.first(id));
    await this.each(await answeredInTurn(reader), (id) => this.closeBroadcast.answered(id));
    await this.each(await broadcastsDue(reader, now), (id) => this.closeBroadcast.execute(id));
    await this.each(await wavesDue(reader, now), (due) => this.openWave.execute(due));
    await this.each(await nobodyLeftToAnswer(reader), (broadcastId) => this.askNext.execute({ broadcastId }));
    await this.each(await startsDue(reader, now), (awardId) => this.checkStart.execute({ awardId }));
    const forgotten = await forgottenPackages(reader);
    if (forgotten.length > 0) this.logger.error({ forgotten }, 'packages that nobody has to see to');
  }

  private once(): void {
    this.running ??= this.sweep()
      .catch((error: unknown) =>
        this.logger.error({ err: error }, 'the sweep failed; it runs again in a minute'),
      )
      .finally(() => (this.running = undefined));
  }

  /** One that fails does not keep the others from being done. */
  private async each<T>(due: readonly T[], act: (one: T) => Promise<unknown>): Promise<void> {
    for (const one of due) {
      try {
        await act(one);
      } catch (error) {
        this.logger.error(
          { err: error, due: one },
          'something due could not be done; it is tried again in a minute',
        );
      }
    }
  }
}
