import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Clock } from '#platform/clock/clock';
import { CrossTenantDatabase, type Tx } from '#platform/database/database';
import { type LoggedEvent, readLogAfter, settledPosition } from '#platform/log/log-reader';
import { activeWebhooks, entitled } from './entitled-webhooks.queries.js';

const READER = 'webhooks';
const BATCH = 200;

/**
 * Reads the event log and queues a delivery for each webhook that gets an event. A webhook gets exactly the events that the
 * live feed sends to its user. Saves its position in the log together with the deliveries, so a crash loses and repeats
 * none. A row lock lets only one reader work at a time. The first reader of a database starts at the end of its log.
 */
@Injectable()
export class QueueDeliveries {
  constructor(
    private readonly database: CrossTenantDatabase,
    private readonly clock: Clock,
  ) {}

  /** Queues the deliveries of all events that can be read. */
  async execute(): Promise<void> {
    while ((await this.next()) === BATCH);
  }

  /** Queues the deliveries of the next batch of events. Returns the number of events. */
  private next(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const now = this.clock.now();
      const position = await this.lockPosition(tx, now);
      const { events } = await readLogAfter(tx, position, BATCH);
      const last = events.at(-1);
      if (!last) return 0;
      await this.queue(tx, events, now);
      await tx.write('UPDATE log_reader SET position = $2, read_at = $3 WHERE name = $1', [
        READER,
        last.position,
        now,
      ]);
      return events.length;
    });
  }

  private async lockPosition(tx: Tx, now: Date): Promise<string> {
    const lock = (): Promise<{ position: string }[]> =>
      tx.lock('SELECT position FROM log_reader WHERE name = $1 FOR UPDATE', [READER]);
    const [reader] = await lock();
    if (reader) return reader.position;
    const end = await settledPosition(tx);
    await tx.write(
      'INSERT INTO log_reader (name, position, read_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [READER, end, now],
    );
    const [made] = await lock();
    return made?.position ?? end;
  }

  private async queue(tx: Tx, events: readonly LoggedEvent[], now: Date): Promise<void> {
    const webhooks = await activeWebhooks(tx);
    if (webhooks.length === 0) return;
    const deliveries = await entitled(tx, events, webhooks);
    if (deliveries.length === 0) return;
    const rows = deliveries.map(({ webhook, event }) => ({
      id: uuid(),
      webhook_id: webhook.id,
      event_id: event.id,
      position: event.position,
      event_name: event.name,
      event_at: event.at,
    }));
    await tx.write(
      `INSERT INTO webhook_delivery (id, webhook_id, event_id, position, event_name, event_at, queued_at, status, next_at)
       SELECT id, webhook_id, event_id, position, event_name, event_at, $2, 'waiting', $2
       FROM jsonb_to_recordset($1::jsonb) AS d (id uuid, webhook_id uuid, event_id uuid, position bigint, event_name text,
                                                event_at timestamptz)
       ON CONFLICT ON CONSTRAINT uq_webhook_delivery_event DO NOTHING`,
      [JSON.stringify(rows), now],
    );
  }
}
