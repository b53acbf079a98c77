import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { QueueDeliveries } from '#brokerage/webhooks/queue-deliveries';
import { SendDeliveries } from '#brokerage/webhooks/send-deliveries';
import { LogFollower } from '#platform/log/log-follower';
import { WakeUps } from '#platform/log/wake-ups';
import { LOGGER, type Logger } from '#platform/logging/logger';

/** The pause in milliseconds between two reads of the event log while events keep coming. */
const PAUSE_MS = 100;
/** At most this many webhooks are called at the same time, so that slow ones hold back neither others nor the worker. */
const MOST_AT_ONCE = 20;

/** Queues deliveries to webhooks soon after events are logged, and sends what is due, at least once a second. */
@Injectable()
export class Webhooks implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly follower: LogFollower;
  private readonly running = new Map<string, Promise<void>>();
  private isStopping = false;

  constructor(
    wakeUps: WakeUps,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly queue: QueueDeliveries,
    private readonly deliveries: SendDeliveries,
  ) {
    this.follower = new LogFollower(wakeUps, logger, () => this.once(), PAUSE_MS);
  }

  onApplicationBootstrap(): void {
    this.follower.start();
  }

  /** Waits for calls under way, and starts no more. */
  async onModuleDestroy(): Promise<void> {
    this.isStopping = true;
    await this.follower.stop();
    await Promise.all(this.running.values());
  }

  /** An error in queueing does not hold back what is due, and is logged. */
  private async once(): Promise<void> {
    try {
      await this.queue.execute();
    } catch (error) {
      this.logger.error({ err: error }, 'deliveries to webhooks could not be queued; it is tried again');
    }
    for (const id of await this.deliveries.due()) {
      if (this.isStopping || this.running.size >= MOST_AT_ONCE) return;
      if (!this.running.has(id)) this.running.set(id, this.sendOf(id));
    }
  }

  private async sendOf(id: string): Promise<void> {
    try {
      await this.deliveries.send(id, () => this.isStopping);
    } catch (error) {
      this.logger.error({ err: error, webhookId: id }, 'a webhook could not be called; it is tried again');
    } finally {
      this.running.delete(id);
    }
  }
}
