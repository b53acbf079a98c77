import type { EventName } from '#contracts/events';
import type { Reader } from '../database/database.js';
import { instantText, rfc8785, sha256 } from './canonical-bytes.js';

/** The hash before the first seal. */
export const GENESIS: Buffer = Buffer.alloc(32);

/** An event as the seals hash it. `at` has microseconds, so that no change of it can hide between two milliseconds. */
export interface SealableEvent {
  readonly position: string;
  readonly id: string;
  readonly name: EventName;
  readonly payload: unknown;
  readonly authorityId: string | null;
  readonly providerIds: readonly string[];
  readonly subject: { readonly type: string; readonly id: string };
  readonly packageId: string | null;
  readonly actorId: string | null;
  readonly at: string;
}

/** The hash of a seal of version 2: of the hash before it and of the content hash of its event. */
export const sealHash = (previous: Uint8Array, content: Uint8Array): Buffer => sha256(previous, content);

/**
 * The content hash of an event, for a seal of version 2 (docs/audit.md). `number` counts the seals up to this one. The
 * content hash says nothing about the event, because the event's random id is part of it. So the award file can show
 * the content hashes of events that its reader must not see.
 */
export function contentHash(event: SealableEvent, number: bigint): Buffer {
  return sha256(rfc8785(sealedContent(event, number)));
}

/** What a seal of version 2 covers. The award file contains this object. */
export function sealedContent(event: SealableEvent, number: bigint): Record<string, unknown> {
  const { position, id, name, payload, authorityId, providerIds, subject, packageId, actorId, at } = event;
  return {
    seal: 2,
    number: String(number),
    position,
    id,
    name,
    payload,
    authorityId,
    providerIds,
    subject: { type: subject.type, id: subject.id },
    packageId,
    actorId,
    at,
  };
}

/** The hash of a seal of version 1. No new seals of this version are made. */
export function firstSealHash(previous: Uint8Array, { at, ...event }: SealableEvent): Buffer {
  return sha256(previous, JSON.stringify(sorted({ ...event, at: new Date(at).toISOString() })));
}

/** Sorts the keys of objects as JavaScript does it: keys that are whole numbers come first. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

const SEALABLE = `
  SELECT position, id, name, payload, authority_id AS "authorityId", provider_ids AS "providerIds",
         jsonb_build_object('type', subject_type, 'id', subject_id) AS subject,
         package_id AS "packageId", actor_id AS "actorId", ${instantText('at')} AS at
  FROM event`;

type SealableRow = Omit<SealableEvent, 'at'> & { readonly at: string | null };

/** Reads the events after position `first`, up to and including position `last`, as the seals hash them. */
export async function readSealable(reader: Reader, first: string, last: string): Promise<SealableEvent[]> {
  const rows: SealableRow[] = await reader.query(
    `${SEALABLE} WHERE position > $1 AND position <= $2 ORDER BY position`,
    [first, last],
  );
  return rows.map((row) => ({ ...row, at: row.at ?? '' }));
}

/** Reads the events at some positions, as the seals hash them. */
export async function readSealableAt(
  reader: Reader,
  positions: readonly string[],
): Promise<Map<string, SealableEvent>> {
  const rows: SealableRow[] = await reader.query(`${SEALABLE} WHERE position = ANY($1)`, [positions]);
  return new Map(rows.map((row) => [row.position, { ...row, at: row.at ?? '' }]));
}
