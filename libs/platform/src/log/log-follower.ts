import type { Logger } from '../logging/logger.js';
import type { WakeUps } from './wake-ups.js';

const POLL_MS = 1_000;

/**
 * Calls `read` soon after every commit that logged something, and at least once a second: a lost wake-up
 * costs a second, never an event. Calls never overlap; one that comes while another runs leads to exactly
 * one more.
 */
export class LogFollower {
  private timer: NodeJS.Timeout | undefined;
  private unlisten: (() => void) | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = false;

  constructor(
    private readonly wakeUps: WakeUps,
    private readonly logger: Logger,
    private readonly read: () => Promise<void>,
  ) {}

  start(): void {
    const signal = (): void => this.signal();
    this.timer = setInterval(signal, POLL_MS);
    this.unlisten = this.wakeUps.listen(signal);
    signal();
  }

  /** Waits for a call that is under way. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    this.unlisten?.();
    await this.running;
  }

  /** Reads once more, from now; resolves when that is done, well or not. */
  async readNow(): Promise<void> {
    await this.running; // what it has read may be older than this call
    this.signal();
    await this.running;
  }

  private signal(): void {
    if (this.stopped) return;
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = this.run().finally(() => {
      this.running = undefined;
      if (!this.again) return;
      this.again = false;
      this.signal();
    });
  }

  private async run(): Promise<void> {
    try {
      await this.read();
    } catch (error) {
      this.logger.error({ err: error }, 'reading the log failed; it is tried again within a second');
    }
  }
}
