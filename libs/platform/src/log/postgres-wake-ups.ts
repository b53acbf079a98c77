import type { Socket } from 'node:net';
import type { OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import type { Logger } from '../logging/logger.js';
import { within } from '../process/time-limit.js';
import { Announcing, WakeUps } from './wake-ups.js';

const CHANNEL = 'homeward_event';
const RECONNECT_MS = 500;
const CONNECT_WITHIN_MS = 5_000;
/**
 * The time in milliseconds within which PostgreSQL must accept a wake-up. Otherwise the connection counts as
 * lost.
 */
const TELL_WITHIN_MS = 2_000;

/**
 * Sends wake-ups with PostgreSQL's NOTIFY, over one connection for each process. NOTIFY is sent after the
 * commit and not inside the transaction, because transactions with a NOTIFY wait for each other when they
 * commit.
 */
export class PostgresWakeUps extends WakeUps implements OnApplicationShutdown {
  private readonly listeners = new Set<() => void>();
  private readonly others = new Announcing(() => this.tellOthers());
  private client: pg.Client | undefined;
  private isListening = false;
  private stopped = false;

  constructor(
    private readonly databaseUrl: string,
    private readonly logger: Logger,
  ) {
    super();
  }

  listen(wake: () => void): () => void {
    this.listeners.add(wake);
    if (!this.client) void this.connect();
    return () => this.listeners.delete(wake);
  }

  announce(): void {
    this.wakeAll();
    this.others.announce();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.client?.end().catch(() => undefined);
  }

  private async tellOthers(): Promise<void> {
    if (!this.client) await this.connect();
    const { client } = this;
    if (!client || !this.isListening) return;
    await within(TELL_WITHIN_MS, client.query(`NOTIFY ${CHANNEL}`)).catch(() => giveUp(client));
  }

  private async connect(): Promise<void> {
    if (this.stopped) return;
    const client = new pg.Client({
      connectionString: this.databaseUrl,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
    });
    const lost = (error?: Error): void => {
      if (this.client !== client) return;
      this.client = undefined;
      this.isListening = false;
      if (this.stopped) return;
      this.logger.warn({ err: error }, 'wake-ups are lost; the log is read every second');
      setTimeout(() => void this.connect(), RECONNECT_MS).unref();
    };
    this.client = client;
    client.on('error', lost);
    client.on('end', () => lost());
    client.on('notification', ({ processId }) => {
      if (processId !== ownProcessId(client)) this.wakeAll();
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      this.isListening = true;
      this.wakeAll(); // causes a read of the events that were logged before this connection listened
    } catch (error) {
      lost(error as Error);
      await client.end().catch(() => undefined);
    }
  }

  private wakeAll(): void {
    for (const wake of this.listeners) wake();
  }
}

/** Closes the socket of a PostgreSQL connection immediately, without waiting for the server. */
function giveUp(client: pg.Client): void {
  (client as unknown as { readonly connection: { readonly stream: Socket } }).connection.stream.destroy();
}

/**
 * Returns the id of the PostgreSQL server process that serves a connection. A notification contains this id
 * of its sender. The driver's types do not declare the field.
 */
function ownProcessId(client: pg.Client): number | undefined {
  return (client as { readonly processID?: number }).processID;
}
