import type { Role } from '#contracts/roles-and-actors';
import { groupedBy } from '#domain/collections';
import { streamName, streamOfRole, streamsOf } from '#domain/feed/streams';
import type { Reader } from '#platform/database/database';
import { type LoggedEvent, loggedEventById } from '#platform/log/log-reader';
import { toldWithinLimits } from '../feed/branch-limits.queries.js';
import { telling, withheld } from '../feed/withheld-events.queries.js';

export interface ActiveWebhook {
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

export interface Delivery {
  readonly webhook: ActiveWebhook;
  readonly event: LoggedEvent;
}

/** Reads the webhooks that are on, or only one of them, also while it is off. */
export function activeWebhooks(reader: Reader, id: string | null = null): Promise<ActiveWebhook[]> {
  return reader.query(
    `SELECT w.id, w.user_id AS "userId", u.role, w.authority_id AS "authorityId", w.provider_id AS "providerId",
            w.event_names AS "eventNames", w.starts_at AS "startsAt", u.entered_at AS "enteredAt",
            EXISTS (SELECT 1 FROM user_branch l WHERE l.user_id = u.id) AS "isLimited"
     FROM webhook w JOIN app_user u ON u.id = w.user_id
     WHERE w.removed_at IS NULL AND u.disabled_at IS NULL
       AND (($1::uuid IS NULL AND w.switched_off_at IS NULL) OR w.id = $1)`,
    [id],
  );
}

/** Finds which webhooks get which events, by the rules of the live feed. */
export async function entitled(
  reader: Reader,
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
    withheld(reader, unique(found.filter(({ webhook }) => webhook.providerId !== null))),
    toldWithinLimits(reader, unique(limited), [...new Set(limited.map(({ webhook }) => webhook.userId))]),
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

/**
 * True if the user of a webhook may still receive an event that was queued earlier: the role, the limit to branches or the
 * invitation may have changed since.
 */
export async function mayStillReceive(reader: Reader, webhookId: string, eventId: string): Promise<boolean> {
  const [webhooks, event] = await Promise.all([
    activeWebhooks(reader, webhookId),
    loggedEventById(reader, eventId),
  ]);
  if (!event) return false;
  const anyTime = webhooks.map((webhook) => ({ ...webhook, eventNames: [], startsAt: event.at }));
  return (await entitled(reader, [event], anyTime)).length > 0;
}
