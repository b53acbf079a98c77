import type { Logger } from '../logging/logger.js';
import type { WakeUps } from './wake-ups.js';

const POLL_MS = 1_000;

/**
 * Calls the function `read` soon after each commit that logged an event, and at least once a second. So a
 * lost wake-up delays reading by at most a second.
 *
 * Calls of `read` never overlap. All wake-ups during one call lead to one more call.
 */
export class LogFollower {
  private timer: NodeJS.Timeout | undefined;
  private next: NodeJS.Timeout | undefined;
  private unlisten: (() => void) | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = false;

  constructor(
    private readonly wakeUps: WakeUps,
    private readonly logger: Logger,
    private readonly read: () => Promise<void>,
    /**
     * The pause in milliseconds between two calls of `read` while events keep coming, so that one call reads
     * the events of several commits. After a quiet time, the first call is made at once.
     */
    private readonly pauseMs = 0,
  ) {}

  start(): void {
    const signal = (): void => this.signal();
    this.timer = setInterval(signal, POLL_MS);
    this.unlisten = this.wakeUps.listen(signal);
    signal();
  }

  /** Stops following the log and waits for a running call of `read`. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    clearTimeout(this.next);
    this.unlisten?.();
    await this.running;
  }

  /** Calls `read` once more and waits until the call is done. Never throws: an error of `read` is logged. */
  async readNow(): Promise<void> {
    await this.running; // the running call may have read the log before `readNow` was called
    this.endPause();
    await this.running;
  }

  private endPause(): void {
    clearTimeout(this.next);
    this.next = undefined;
    this.signal();
  }

  private signal(): void {
    if (this.stopped || this.next) return;
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = this.run().finally(() => {
      this.running = undefined;
      if (!this.again) return;
      this.again = false;
      if (this.pauseMs === 0) this.signal();
      else this.next = setTimeout(() => this.endPause(), this.pauseMs);
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
