import type { AuditFault, AuditHead, AuditOutcome } from '#contracts/audit';
import type { Reader } from '../database/database.js';
import { type ChainFault, lastSeal, type VerifiedEvent, verifiedChain } from './audit-chain.js';
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

/** The heads outside of the database, and the keys that a verification trusts. */
export interface KeptHeads {
  /** The file of heads. Undefined if none is configured. */
  readonly file: string | undefined;
  /**
   * Reads the keys. Called once the first head was read, because the first head may be published, and its key made,
   * while a verification runs.
   */
  readonly keys: () => Promise<TrustedKeys>;
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
  const seen: Seen = { position: '0', events: 0, afterHead: 0, oldestAfterHead: null };
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
  const cut = await heads.end(reader, seen.position);
  if (cut) return outcome(cut, null);
  const rowFault = await rows.finish();
  if (rowFault) return outcome(rowFault, null);
  return outcome(null, await whyUnproven(reader, { heads, seen, now }));
}

/** What was verified until now. `afterHead` counts the events after the last head. */
interface Seen {
  position: string;
  events: number;
  afterHead: number;
  oldestAfterHead: string | null;
}

/** Returns why the end of the log is not proven, or null. An empty log without a head is whole. */
async function whyUnproven(
  reader: Reader,
  { heads, seen, now }: { heads: Heads; seen: Pick<Seen, 'position' | 'oldestAfterHead'>; now: Date },
): Promise<AuditOutcome['unproven']> {
  const [copy]: { position: string | null }[] = await reader.query(
    'SELECT max(position) AS position FROM audit_head WHERE position <= $1', // later heads may have been published meanwhile
    [seen.position],
  );
  const { oldestAfterHead } = seen;
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
  private keys: TrustedKeys | undefined;

  constructor(private readonly kept: KeptHeads) {
    this.lines = kept.file === undefined ? none() : readHeads(kept.file);
  }

  /** Compares the heads up to this event with its seal. */
  async pass({ event, seal }: VerifiedEvent): Promise<AuditFault | null> {
    for (;;) {
      const head = await this.peek();
      if (!head || BigInt(head.position) > BigInt(event.position)) return null;
      if (!(await this.isTrusted(head))) return faultAt('head_forged', head.position);
      const isSame =
        head.position === event.position &&
        head.hash === seal.hash.toString('hex') &&
        head.count === String(seal.number);
      if (!isSame) return faultAt('recomputed', head.position);
      this.last = head;
      this.next = undefined;
    }
  }

  /**
   * Returns a fault if there are heads after the end of the log. A head that was published while the log was verified
   * is no fault: the log has grown up to its position.
   */
  async end(reader: Reader, position: string): Promise<AuditFault | null> {
    const head = await this.peek();
    if (!head) return null;
    if (!(await this.isTrusted(head))) return faultAt('head_forged', head.position);
    const newest = await lastSeal(reader);
    return newest && BigInt(newest.position) >= BigInt(head.position) ? null : faultAt('cut', position);
  }

  private async isTrusted(head: AuditHead): Promise<boolean> {
    this.keys ??= await this.kept.keys();
    return isSigned(head, this.keys);
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
