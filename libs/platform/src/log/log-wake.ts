import pg from 'pg';
import type { Logger } from '../logging/logger.js';

const CHANNEL = 'homeward_event';
const POLL_MS = 1_000;
const RECONNECT_MS = 500;

/**
 * Calls `wake` soon after every commit that logged something, and at least once a second: a lost
 * notification or connection costs a second, never an event. Calls never overlap; one that comes
 * while another runs leads to exactly one more.
 */
export class LogWake {
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = false;

  constructor(
    private readonly databaseUrl: string,
    private readonly logger: Logger,
    private readonly wake: () => Promise<void>,
  ) {}

  start(): void {
    this.timer = setInterval(() => this.signal(), POLL_MS);
    void this.listen();
    this.signal();
  }

  /** Waits for a call that is under way. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
    await this.client?.end().catch(() => undefined);
  }

  signal(): void {
    if (this.stopped) return;
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = this.run().finally(() => {
      this.running = undefined;
      if (this.again) {
        this.again = false;
        this.signal();
      }
    });
  }

  private async run(): Promise<void> {
    try {
      await this.wake();
    } catch (error) {
      this.logger.error({ err: error }, 'reading the log failed; it is tried again within a second');
    }
  }

  private async listen(): Promise<void> {
    if (this.stopped) return;
    const client = new pg.Client({ connectionString: this.databaseUrl, keepAlive: true });
    const lost = (): void => {
      if (this.client !== client) return;
      this.client = undefined;
      if (!this.stopped) setTimeout(() => void this.listen(), RECONNECT_MS).unref();
    };
    this.client = client;
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', () => this.signal());
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch {
      lost();
      await client.end().catch(() => undefined);
    }
  }
}
