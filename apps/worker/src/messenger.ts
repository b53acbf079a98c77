import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DecideMessages } from '#brokerage/messages/decide-messages';
import { SendMessages } from '#brokerage/messages/send-messages';
import { LogFollower } from '#platform/log/log-follower';
import { WakeUps } from '#platform/log/wake-ups';
import { LOGGER, type Logger } from '#platform/logging/logger';

/** The pause in milliseconds between two reads of the event log while events keep coming. */
const PAUSE_MS = 100;
const SEND_EVERY_MS = 1_000;
/** The pause in milliseconds between two rounds of sending, which bounds the rate after an outage: 100 mails a second. */
const ROUND_MS = 250;

/** Decides about each new event who is told what, and sends what is due. */
@Injectable()
export class Messenger implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly follower: LogFollower;
  private timer: NodeJS.Timeout | undefined;
  private sending: Promise<void> | undefined;
  private stopped = false;

  constructor(
    wakeUps: WakeUps,
    @Inject(LOGGER) private readonly logger: Logger,
    decide: DecideMessages,
    private readonly send: SendMessages,
  ) {
    const read = async (): Promise<void> => {
      if ((await decide.execute()) > 0) this.sendSoon();
    };
    this.follower = new LogFollower(wakeUps, logger, read, PAUSE_MS);
  }

  onApplicationBootstrap(): void {
    this.follower.start();
    this.timer = setInterval(() => this.sendSoon(), SEND_EVERY_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.follower.stop();
    await this.sending;
  }

  private sendSoon(): void {
    if (this.stopped) return;
    this.sending ??= this.sendAll()
      .catch((error: unknown) =>
        this.logger.error({ err: error }, 'messages could not be sent; it is tried again in a second'),
      )
      .finally(() => (this.sending = undefined));
  }

  private async sendAll(): Promise<void> {
    for (;;) {
      const began = performance.now();
      const { claimed } = await this.send.sendDue();
      if (claimed === 0 || this.stopped) return;
      const rest = ROUND_MS - (performance.now() - began);
      if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
    }
  }
}
