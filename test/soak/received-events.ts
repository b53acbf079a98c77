import type { Reader } from '#platform/database/database';

/** The events that one live client received during the soak run, over all its connections. */
export interface ReceivedEvents {
  readonly audience: 'staff' | 'provider';
  readonly owner: string;
  /** The feed position from which this client's stream started. */
  readonly start: string;
  /** The positions of the received events, in the order of arrival. */
  readonly heard: readonly string[];
}

/** An event of a stream. The events of a stream are in the order of the log. */
interface Entry {
  /** The event's place, as clients know it. */
  readonly position: string;
  /**
   * True for an event about an invitation that was revoked later. The client may or may not have received
   * such an event.
   */
  readonly optional: boolean;
}

const OF_AUTHORITY = `
  SELECT id AS position, false AS optional FROM event
  WHERE authority_id = $1 AND split_part(name, '.', 1) NOT IN ('user', 'session')
    AND payload->>'isSealed' IS DISTINCT FROM 'true'
  ORDER BY event.position`;

/**
 * SQL that selects the events of a provider's stream. It is written independently of the product's query, so
 * that the test finds faults in the product's query.
 */
const OF_PROVIDER = `
  SELECT e.id AS position, coalesce(i.status = 'revoked' AND e.name NOT IN ('invitation.revoked', 'offer.lapsed'), false) AS optional
  FROM event e
  LEFT JOIN offer o ON e.subject_type = 'offer' AND o.id::text = e.subject_id
  LEFT JOIN invitation i ON i.id::text = CASE e.subject_type WHEN 'invitation' THEN e.subject_id ELSE o.invitation_id::text END
  WHERE $1 = ANY(e.provider_ids) ORDER BY e.position`;

/**
 * Computes from the event log which events each stream must contain, and which event every live client must
 * receive last.
 */
export class Streams {
  private readonly entries = new Map<string, readonly Entry[]>();

  constructor(private readonly reader: Pick<Reader, 'query'>) {}

  async of({ audience, owner }: Pick<ReceivedEvents, 'audience' | 'owner'>): Promise<readonly Entry[]> {
    const known = this.entries.get(owner);
    if (known) return known;
    const sql = audience === 'staff' ? OF_AUTHORITY : OF_PROVIDER;
    const found: Entry[] = await this.reader.query(sql, [owner]);
    this.entries.set(owner, found);
    return found;
  }

  async endOf(stream: Pick<ReceivedEvents, 'audience' | 'owner'>): Promise<string> {
    return (await this.of(stream)).findLast(({ optional }) => !optional)?.position ?? '0';
  }
}

/**
 * Compares the events that one client received with the events of the client's stream. Returns missing
 * events, repeated events, events in the wrong order and events of other streams.
 */
export function faultsOf({ start, heard }: ReceivedEvents, stream: readonly Entry[]): string[] {
  const faults: string[] = [];
  const order = new Map(stream.map(({ position }, index) => [position, index]));
  const began = order.get(start) ?? -1;
  const told = new Set<string>();
  let last = { index: began, position: start };
  for (const position of heard) {
    const index = order.get(position);
    if (index === undefined) faults.push(`${position} is another’s`);
    else if (told.has(position)) faults.push(`${position} came twice`);
    else if (index <= last.index) faults.push(`${position} came after ${last.position}`);
    told.add(position);
    if (index !== undefined && index > last.index) last = { index, position };
  }
  for (const [index, { position, optional }] of stream.entries())
    if (index > began && !optional && !told.has(position)) faults.push(`${position} never came`);
  return faults;
}

/**
 * Compares what every soak client received with what the event log says it should have received. Returns the
 * number of received events and all faults.
 */
export async function checkReceivedEvents(
  reader: Pick<Reader, 'query'>,
  received: readonly ReceivedEvents[],
): Promise<{ readonly heard: number; readonly faults: readonly string[] }> {
  const streams = new Streams(reader);
  const faults: string[] = [];
  let heard = 0;
  for (const one of received) {
    heard += one.heard.length;
    const found = faultsOf(one, await streams.of(one));
    if (found.length > 0)
      faults.push(`${one.audience} ${one.owner}: ${found.slice(0, 3).join('; ')} (${found.length})`);
  }
  return { heard, faults };
}
