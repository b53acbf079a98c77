import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CrossTenantDatabase, type Reader } from '../database/database.js';
import { type LoggedEvent, readLogAfter, readLogBetween } from './log-reader.js';

const BATCH = 500;
const GENESIS = Buffer.alloc(32);

/**
 * The first position at which an event does not match its audit seal. `fault` says whether the event was
 * altered, removed or inserted.
 */
export type ChainFault =
  | { readonly position: string; readonly fault: 'altered' }
  | { readonly position: string; readonly fault: 'removed' }
  | { readonly position: string; readonly fault: 'inserted' };

/**
 * Gives each event an audit seal: a hash of the event and of the seal before it. The seals reveal whether an
 * event was altered, removed or inserted later.
 */
@Injectable()
export class AuditChain {
  constructor(private readonly database: CrossTenantDatabase) {}

  /**
   * Seals the next batch of events that have no seal yet. Returns the number of these events. An advisory
   * lock lets only one process seal at a time.
   */
  async seal(): Promise<number> {
    return this.database.transaction(async (tx) => {
      await tx.lock('SELECT pg_advisory_xact_lock(7305, 3)');
      const [last]: { position: string; hash: Buffer }[] = await tx.query(
        'SELECT position, hash FROM event_seal ORDER BY position DESC LIMIT 1',
      );
      const { events } = await readLogAfter(tx, last?.position ?? '0', BATCH);
      let hash: Buffer = last?.hash ?? GENESIS;
      const seals = events.map((event) => ({
        position: event.position,
        hash: (hash = link(hash, event)).toString('hex'),
      }));
      await tx.write(
        `INSERT INTO event_seal (position, hash)
         SELECT position, decode(hash, 'hex') FROM jsonb_to_recordset($1::jsonb) AS s (position bigint, hash text)`,
        [JSON.stringify(seals)],
      );
      return seals.length;
    });
  }

  /** Verifies the seals of all sealed events. Returns the first fault, or null if there is none. */
  async verify(): Promise<ChainFault | null> {
    const reader = this.database.reader;
    let hash: Buffer = GENESIS;
    for (let position = '0'; ;) {
      const seals = await sealsAfter(reader, position);
      const last = seals.at(-1);
      if (!last) return null;
      const events = await readLogBetween(reader, position, last.position);
      for (const [index, seal] of seals.entries()) {
        const event = events[index];
        if (!event || BigInt(event.position) > BigInt(seal.position))
          return { position: seal.position, fault: 'removed' };
        if (event.position !== seal.position) return { position: event.position, fault: 'inserted' };
        hash = link(hash, event);
        if (!hash.equals(seal.hash)) return { position: seal.position, fault: 'altered' };
        position = seal.position;
      }
      if (seals.length < BATCH) return null;
    }
  }
}

function sealsAfter(reader: Reader, position: string): Promise<{ position: string; hash: Buffer }[]> {
  return reader.query(
    'SELECT position, hash FROM event_seal WHERE position > $1 ORDER BY position LIMIT $2',
    [position, BATCH],
  );
}

/**
 * Returns the seal of an event: a hash of the previous seal and of every field of the event except the
 * request id.
 */
function link(previous: Buffer, { requestId: _, ...event }: LoggedEvent): Buffer {
  return createHash('sha256')
    .update(previous)
    .update(JSON.stringify(sorted(event)))
    .digest();
}

function sorted(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
