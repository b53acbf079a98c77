import { Injectable } from '@nestjs/common';
import { CrossTenantDatabase, type Reader } from '../database/database.js';
import { lastPositionAfter } from '../log/log-reader.js';
import {
  contentHash,
  firstSealHash,
  GENESIS,
  readSealable,
  type SealableEvent,
  sealHash,
} from './seal-hashes.js';

const BATCH = 500;

/**
 * The first position at which an event does not match its audit seal. `fault` says whether the event was
 * altered, removed or inserted.
 */
export interface ChainFault {
  readonly position: string;
  readonly fault: 'altered' | 'removed' | 'inserted';
}

/** A seal: its position, its hash, and how many seals there are up to this one. */
export interface Seal {
  readonly position: string;
  readonly hash: Buffer;
  readonly number: bigint;
}

/** A sealed event that matches its seal. `version` is the version of the seal. */
export interface VerifiedEvent {
  readonly event: SealableEvent;
  readonly seal: Seal;
  readonly version: number;
}

/**
 * Gives each event an audit seal: a hash of the event and of the seal before it. The seals reveal whether an
 * event was altered, removed or inserted later. What the hash covers is written in docs/audit.md.
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
      const last = await lastSeal(tx);
      const from = last?.position ?? '0';
      const newest = await lastPositionAfter(tx, from, BATCH);
      if (newest === null) return 0;
      const events = await readSealable(tx, from, newest);
      let hash: Buffer = last?.hash ?? GENESIS;
      let number = last?.number ?? 0n;
      const seals = events.map((event) => {
        number += 1n;
        const content = contentHash(event, number);
        hash = sealHash(hash, content);
        const hex = { hash: hash.toString('hex'), content: content.toString('hex') };
        return { position: event.position, number: String(number), ...hex };
      });
      await tx.write(
        `INSERT INTO event_seal (position, hash, content, version, number)
         SELECT position, decode(hash, 'hex'), decode(content, 'hex'), 2, number
         FROM jsonb_to_recordset($1::jsonb) AS s (position bigint, hash text, content text, number bigint)`,
        [JSON.stringify(seals)],
      );
      return seals.length;
    });
  }

  /** Verifies the seals of all sealed events. Returns the first fault, or null if there is none. */
  async verify(): Promise<ChainFault | null> {
    for await (const batch of verifiedChain(this.database.reader)) if (batch.fault) return batch.fault;
    return null;
  }
}

/** Reads the last seal. A seal of version 1 has no number, so the seals are counted. */
export async function lastSeal(reader: Reader): Promise<Seal | null> {
  const [row]: { position: string; hash: Buffer; number: string }[] = await reader.query(
    `SELECT position, hash, coalesce(number, (SELECT count(*) FROM event_seal)) AS number
     FROM event_seal ORDER BY position DESC LIMIT 1`,
  );
  return row ? { ...row, number: BigInt(row.number) } : null;
}

/** A part of the chain: events that match their seals, and the fault after them if there is one. */
export interface VerifiedBatch {
  readonly events: readonly VerifiedEvent[];
  readonly fault: ChainFault | null;
}

/**
 * Verifies the chain from its beginning, in batches. Ends after the first fault. Needs the memory of one batch only.
 */
export async function* verifiedChain(reader: Reader): AsyncGenerator<VerifiedBatch> {
  let last: Seal & { readonly version: number } = { position: '0', hash: GENESIS, number: 0n, version: 1 };
  for (;;) {
    const seals = await sealsAfter(reader, last.position);
    const end = seals.at(-1);
    if (!end) return;
    const events = await readSealable(reader, last.position, end.position);
    const verified: VerifiedEvent[] = [];
    for (const [index, seal] of seals.entries()) {
      const event = events[index];
      const fault = faultOf(event, seal, last);
      if (fault || !event) {
        yield { events: verified, fault: fault ?? { position: seal.position, fault: 'removed' } };
        return;
      }
      last = { ...seal, number: last.number + 1n };
      verified.push({ event, seal: last, version: seal.version });
    }
    yield { events: verified, fault: null };
    if (seals.length < BATCH) return;
  }
}

interface StoredSeal {
  readonly position: string;
  readonly hash: Buffer;
  readonly version: number;
  readonly number: string | null;
  /** The content hash of the event. Null for a seal of version 1. */
  readonly content: Buffer | null;
}

function faultOf(
  event: SealableEvent | undefined,
  seal: StoredSeal,
  last: Seal & { readonly version: number },
): ChainFault | null {
  const { position } = seal;
  if (!event || BigInt(event.position) > BigInt(position)) return { position, fault: 'removed' };
  if (event.position !== position) return { position: event.position, fault: 'inserted' };
  const number = last.number + 1n;
  // A seal of version 1 after one of version 2 cannot be ours: it would let a forger leave out what version 2 adds.
  const isInOrder = seal.version >= last.version && (seal.version === 1 || seal.number === String(number));
  const content = contentHash(event, number);
  const hash = seal.version === 1 ? firstSealHash(last.hash, event) : sealHash(last.hash, content);
  const isContentKept = seal.version === 1 || seal.content?.equals(content) === true;
  return isInOrder && isContentKept && hash.equals(seal.hash) ? null : { position, fault: 'altered' };
}

function sealsAfter(reader: Reader, position: string): Promise<StoredSeal[]> {
  return reader.query(
    'SELECT position, hash, version, number, content FROM event_seal WHERE position > $1 ORDER BY position LIMIT $2',
    [position, BATCH],
  );
}
