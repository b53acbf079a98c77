import type { EventName } from '#contracts/events';
import { isForTheInvited } from '#domain/feed/streams';
import type { Reader } from '#platform/database/database';

interface Told {
  readonly position: string;
  readonly name: EventName;
  readonly subject: { readonly type: string; readonly id: string };
}

/** Makes a key for an event that is sent to one provider, from the event's position and the provider's id. */
export const telling = (position: string, providerId: string): string => `${position} ${providerId}`;

/**
 * Finds the events that a provider may not see any more, because the invitation was revoked. Returns keys
 * made of position and provider id.
 */
export async function withheld(
  reader: Reader,
  events: readonly (Told & { readonly providerIds: readonly string[] })[],
): Promise<ReadonlySet<string>> {
  const asked = events
    .filter(({ name }) => isForTheInvited(name))
    .flatMap(({ position, subject, providerIds }) =>
      providerIds.map((providerId) => ({ position, type: subject.type, id: subject.id, providerId })),
    );
  if (asked.length === 0) return new Set();
  const rows: { position: string; providerId: string }[] = await reader.query(
    `SELECT a.position, a."providerId"
     FROM jsonb_to_recordset($1::jsonb) AS a (position bigint, type text, id uuid, "providerId" text)
     WHERE a.position IS NOT NULL AND a."providerId" IS NOT NULL AND CASE a.type
       WHEN 'invitation' THEN EXISTS (SELECT 1 FROM invitation i WHERE i.id = a.id AND i.status = 'revoked')
       WHEN 'offer' THEN EXISTS (SELECT 1 FROM offer o JOIN invitation i ON i.id = o.invitation_id
                                 WHERE o.id = a.id AND i.status = 'revoked')
       ELSE NOT EXISTS (SELECT 1 FROM invitation i WHERE i.broadcast_id = a.id
                        AND i.provider_id = a."providerId" AND i.status <> 'revoked')
     END`,
    [JSON.stringify(asked)],
  );
  return new Set(rows.map(({ position, providerId }) => telling(position, providerId)));
}
