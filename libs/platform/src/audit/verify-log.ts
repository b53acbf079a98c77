import type { AuditFault, AuditHead, AuditOutcome } from '#contracts/audit';
import type { Reader } from '../database/database.js';
import { type ChainFault, type VerifiedEvent, verifiedChain } from './audit-chain.js';
import { isSigned, type TrustedKeys } from './audit-head.js';
import { type HeadLine, readHeads } from './head-files.js';

/** Compares rows with the events that report them. */
export interface RowsCheck {
  /** Compares the rows of these events. Returns the first fault. */
  check(events: readonly VerifiedEvent[]): Promise<AuditFault | null>;
  /** Looks for rows that no event reports, and for rows that disagree. Called once, after the last event. */
  finish(): Promise<AuditFault | null>;
  /** What was counted until now. */
  readonly counts: Pick<AuditOutcome, 'digests' | 'erased' | 'digestsSince'>;
}

/** The heads outside of the database, and the keys whose signatures count. */
export interface KeptHeads {
  /** The file of heads. Undefined if none is configured. */
  readonly file: string | undefined;
  readonly keys: TrustedKeys;
}

/**
 * How long an event may be sealed without a head after it. The worker publishes a head each minute, so a longer time
 * means that heads were lost or are not published.
 */
const HEAD_WITHIN_MS = 10 * 60_000;

/**
 * Verifies the whole log: each event against its seal, each row against the digest in its event, and the chain against
 * the heads outside of the database. Reads in batches, so the memory does not grow with the log.
 */
export async function verifyLog(
  reader: Reader,
  { heads: kept, rows, now }: { readonly heads: KeptHeads; readonly rows: RowsCheck; readonly now: Date },
): Promise<AuditOutcome> {
  const heads = new Heads(kept);
  const seen = { position: '0', events: 0, afterHead: 0, oldestAfterHead: null as string | null };
  const outcome = (fault: AuditFault | null, unproven: AuditOutcome['unproven']): AuditOutcome => ({
    verdict: fault ? 'broken' : unproven ? 'unproven' : 'whole',
    fault,
    position: seen.position,
    events: seen.events,
    ...rows.counts,
    head: heads.last,
    afterHead: seen.afterHead,
    unproven: fault ? null : unproven,
    unreadableHeads: heads.unreadable,
  });

  for await (const { events, fault } of verifiedChain(reader)) {
    for (const verified of events) {
      const headFault = await heads.pass(verified);
      if (headFault) return outcome(headFault, null);
      const { event, seal } = verified;
      const isHead = heads.last?.position === event.position;
      seen.position = event.position;
      seen.events = Number(seal.number);
      seen.afterHead = isHead ? 0 : seen.afterHead + 1;
      seen.oldestAfterHead = isHead ? null : (seen.oldestAfterHead ?? event.at);
    }
    const rowFault = await rows.check(events);
    if (rowFault) return outcome(rowFault, null);
    if (fault) return outcome(await located(reader, fault), null);
  }
  const cut = await heads.end(seen.position);
  if (cut) return outcome(cut, null);
  const rowFault = await rows.finish();
  if (rowFault) return outcome(rowFault, null);
  return outcome(null, await whyUnproven(reader, { heads, oldestAfterHead: seen.oldestAfterHead, now }));
}

/** Returns why the end of the log is not proven, or null. An empty log without a head is whole. */
async function whyUnproven(
  reader: Reader,
  { heads, oldestAfterHead, now }: { heads: Heads; oldestAfterHead: string | null; now: Date },
): Promise<AuditOutcome['unproven']> {
  const [copy]: { position: string | null }[] = await reader.query(
    'SELECT max(position) AS position FROM audit_head',
  );
  const published = BigInt(copy?.position ?? 0);
  if (published > BigInt(heads.last?.position ?? 0)) return 'head_lost';
  if (oldestAfterHead === null) return null;
  const isLate = now.getTime() - new Date(oldestAfterHead).getTime() > HEAD_WITHIN_MS;
  if (heads.last === null) return 'no_head';
  return isLate ? 'head_behind' : null;
}

/** The heads of a file, in the order of the log. Compares each head with the seal at its position. */
class Heads {
  /** The last head that agrees with the log. */
  last: AuditHead | null = null;
  unreadable = 0;
  private readonly lines: AsyncGenerator<HeadLine>;
  private next: AuditHead | null | undefined;

  constructor(private readonly kept: KeptHeads) {
    this.lines = kept.file === undefined ? none() : readHeads(kept.file);
  }

  /** Compares the heads up to this event with its seal. */
  async pass({ event, seal }: VerifiedEvent): Promise<AuditFault | null> {
    for (;;) {
      const head = await this.peek();
      if (!head || BigInt(head.position) > BigInt(event.position)) return null;
      if (!isSigned(head, this.kept.keys)) return faultAt('head_forged', head.position);
      const isSame =
        head.position === event.position &&
        head.hash === seal.hash.toString('hex') &&
        head.count === String(seal.number);
      if (!isSame) return faultAt('recomputed', head.position);
      this.last = head;
      this.next = undefined;
    }
  }

  /** Returns a fault if there are heads after the end of the log. */
  async end(position: string): Promise<AuditFault | null> {
    const head = await this.peek();
    if (!head) return null;
    return isSigned(head, this.kept.keys) ? faultAt('cut', position) : faultAt('head_forged', head.position);
  }

  private async peek(): Promise<AuditHead | null> {
    while (this.next === undefined) {
      const line = await this.lines.next();
      if (line.done === true) this.next = null;
      else if (line.value.head) this.next = line.value.head;
      else this.unreadable += 1;
    }
    return this.next;
  }
}

async function* none(): AsyncGenerator<HeadLine> {
  // no file, no heads
}

const faultAt = (fault: AuditFault['fault'], position: string): AuditFault => ({
  fault,
  position,
  row: null,
  authorityId: null,
});

/** Adds the authority of the event to a fault of the chain. A removed event has none. */
async function located(reader: Reader, { position, fault }: ChainFault): Promise<AuditFault> {
  const [event]: { authorityId: string | null }[] = await reader.query(
    'SELECT authority_id AS "authorityId" FROM event WHERE position = $1',
    [position],
  );
  return { ...faultAt(fault, position), authorityId: event?.authorityId ?? null };
}
