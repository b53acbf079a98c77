import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Role } from '#contracts/roles-and-actors';
import { groupedBy } from '#domain/collections';
import { streamName, streamOfRole, streamsOf } from '#domain/feed/streams';
import { Clock } from '#platform/clock/clock';
import { CrossTenantDatabase, type Tx } from '#platform/database/database';
import { type LoggedEvent, readLogAfter, settledPosition } from '#platform/log/log-reader';
import { toldWithinLimits } from '../feed/branch-limits.queries.js';
import { telling, withheld } from '../feed/withheld-events.queries.js';

const READER = 'webhooks';
const BATCH = 200;

interface ActiveWebhook {
  readonly id: string;
  readonly userId: string;
  readonly role: Role;
  readonly authorityId: string | null;
  readonly providerId: string | null;
  readonly eventNames: readonly string[];
  readonly startsAt: Date;
  /** When the user was let in. A user of a provider gets no events about offers that were made before. */
  readonly enteredAt: Date | null;
  readonly isLimited: boolean;
}

interface Delivery {
  readonly webhook: ActiveWebhook;
  readonly event: LoggedEvent;
}

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

function activeWebhooks(tx: Tx): Promise<ActiveWebhook[]> {
  return tx.query(
    `SELECT w.id, w.user_id AS "userId", u.role, w.authority_id AS "authorityId", w.provider_id AS "providerId",
            w.event_names AS "eventNames", w.starts_at AS "startsAt", u.entered_at AS "enteredAt",
            EXISTS (SELECT 1 FROM user_branch l WHERE l.user_id = u.id) AS "isLimited"
     FROM webhook w JOIN app_user u ON u.id = w.user_id
     WHERE w.removed_at IS NULL AND w.switched_off_at IS NULL AND u.disabled_at IS NULL`,
  );
}

/** Finds which webhooks get which events, by the rules of the live feed. */
async function entitled(
  tx: Tx,
  events: readonly LoggedEvent[],
  webhooks: readonly ActiveWebhook[],
): Promise<Delivery[]> {
  const byStream = groupedBy(webhooks, ({ role, authorityId, providerId }) =>
    streamName(streamOfRole(role, authorityId ?? providerId ?? '')),
  );
  const found = events.flatMap((event) =>
    streamsOf(event)
      .flatMap((stream) => byStream.get(streamName(stream)) ?? [])
      .filter((webhook) => wants(webhook, event))
      .map((webhook): Delivery => ({ webhook, event })),
  );
  const limited = found.filter(({ webhook }) => webhook.isLimited);
  const [untold, told] = await Promise.all([
    withheld(tx, unique(found.filter(({ webhook }) => webhook.providerId !== null))),
    toldWithinLimits(tx, unique(limited), [...new Set(limited.map(({ webhook }) => webhook.userId))]),
  ]);
  const allowed = new Set(told.map(({ position, userId }) => `${position} ${userId}`));
  return found.filter(
    ({ webhook: { providerId, isLimited, userId }, event: { position } }) =>
      (providerId === null || !untold.has(telling(position, providerId))) &&
      (!isLimited || allowed.has(`${position} ${userId}`)),
  );
}

const unique = (deliveries: readonly Delivery[]): LoggedEvent[] => [
  ...new Set(deliveries.map(({ event }) => event)),
];

function wants({ eventNames, startsAt, providerId, enteredAt }: ActiveWebhook, event: LoggedEvent): boolean {
  if (eventNames.length > 0 && !eventNames.includes(event.name)) return false;
  if (event.at < startsAt) return false;
  const isOffer = providerId !== null && event.name.startsWith('offer.');
  return !isOffer || (enteredAt !== null && event.at >= enteredAt);
}
