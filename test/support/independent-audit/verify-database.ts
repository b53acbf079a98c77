import type pg from 'pg';
import { firstJson, hashOf, jcs, type Json } from './canonical.js';
import { type Head, headsIn, isSignedBy } from './heads.js';
import { compare, type Digest } from './records.js';

export interface Verdict {
  readonly verdict: 'whole' | 'unproven' | 'broken';
  /** What is wrong, where, and with which row. */
  readonly fault?: string;
  readonly position?: string | null;
  readonly row?: string;
  readonly erased: number;
}

interface Event {
  readonly position: string;
  readonly id: string;
  readonly name: string;
  readonly payload: { readonly [key: string]: Json };
  readonly authority_id: string | null;
  readonly provider_ids: readonly string[];
  readonly subject_type: string;
  readonly subject_id: string;
  readonly package_id: string | null;
  readonly actor_id: string | null;
  readonly instant: string;
}

interface Seal {
  readonly position: string;
  readonly hash: Buffer;
  readonly version: number;
  readonly number: string | null;
}

/** Verifies a whole database, from docs/audit.md alone. `now` decides whether the last head is too old. */
export async function verifyDatabase(
  database: pg.ClientBase,
  { headsFile, publicKey, now }: { headsFile: string; publicKey: string; now: Date },
): Promise<Verdict> {
  return new Verification(database, headsIn(headsFile), publicKey, now).run();
}

class Verification {
  private erased = 0;

  constructor(
    private readonly database: pg.ClientBase,
    private readonly heads: readonly Head[],
    private readonly publicKey: string,
    private readonly now: Date,
  ) {}

  async run(): Promise<Verdict> {
    const seals = (await this.database.query<Seal>('SELECT * FROM event_seal ORDER BY position')).rows;
    const end = seals.at(-1)?.position ?? '0';
    const events = (
      await this.database.query<Event>(
        `SELECT *, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS instant
         FROM event WHERE position <= $1 ORDER BY position`,
        [end],
      )
    ).rows;
    const byPosition = new Map(events.map((event) => [event.position, event]));
    const sealed = new Set(seals.map(({ position }) => position));
    let hash: Buffer = Buffer.alloc(32);
    let count = 0;
    let version = 1;
    let lastHead: Head | undefined;
    for (const seal of seals) {
      const { position } = seal;
      const between = events.find((event) => before(event.position, position) && !sealed.has(event.position));
      if (between) return this.broken('inserted', between.position);
      const event = byPosition.get(position);
      if (!event) return this.broken('removed', position);
      count += 1;
      hash = hashOf(hash, seal.version === 2 ? contentOf(event, count) : firstContent(event));
      const inOrder = seal.version >= version && (seal.version === 1 || seal.number === String(count));
      if (!inOrder || !hash.equals(seal.hash)) return this.broken('altered', position);
      version = seal.version;
      for (const head of this.heads.filter(
        (one) => isAfter(one, lastHead) && !before(position, one.position),
      )) {
        if (!isSignedBy(head, this.publicKey)) return this.broken('head_forged', head.position);
        const same =
          head.position === position && head.hash === hash.toString('hex') && head.count === String(count);
        if (!same) return this.broken('recomputed', head.position);
        lastHead = head;
      }
      const fault = (await this.plainFault(event)) ?? (await this.digestFault(event));
      if (fault) return this.broken(fault.fault, position, fault.row);
    }
    const later = this.heads.find((head) => before(end, head.position));
    if (later)
      return this.broken(
        isSignedBy(later, this.publicKey) ? 'cut' : 'head_forged',
        isSignedBy(later, this.publicKey) ? end : later.position,
      );
    const stray = (await this.disagreeing()) ?? (await this.unreported());
    if (stray) return this.broken(stray.fault, null, stray.row);
    return { verdict: (await this.isProven(events, lastHead)) ? 'whole' : 'unproven', erased: this.erased };
  }

  private broken(fault: string, position: string | null, row?: string): Verdict {
    return { verdict: 'broken', fault, position, ...(row !== undefined && { row }), erased: this.erased };
  }

  private async digestFault(event: Event): Promise<{ fault: string; row: string } | undefined> {
    const digests = (event.payload.digests ?? []) as unknown as readonly Digest[];
    for (const digest of digests) {
      const result = await compare(this.database, digest);
      const deletion = DELETIONS[digest.record];
      if (deletion !== undefined && result === 'row_removed' && (await this.isLogged(deletion, digest.key)))
        continue;
      if (result === 'erased') this.erased += 1;
      else if (result !== 'agrees')
        return { fault: result, row: `${digest.record} ${digest.key} ${digest.part}` };
    }
    return undefined;
  }

  private async isLogged(event: string, id: string): Promise<boolean> {
    const sql = `SELECT FROM event WHERE name = $1 AND subject_id = $2`;
    return ((await this.database.query(sql, [event, id])).rowCount ?? 0) > 0;
  }

  private async plainFault({
    name,
    payload,
    subject_id,
    instant,
  }: Event): Promise<{ fault: string; row: string } | undefined> {
    const isInvitation = name.startsWith('invitation.');
    if (!isInvitation && name !== 'offer.lost') return undefined;
    const utc = (column: string): string =>
      `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS ${column}`;
    const sql = isInvitation
      ? `SELECT branch_id, broadcast_id, ${utc('opened_at')}, ${utc('seen_at')} FROM invitation WHERE id = $1`
      : 'SELECT rank FROM offer WHERE id = $1';
    const [row] = (await this.database.query<Record<string, Json>>(sql, [subject_id])).rows;
    const said = isInvitation
      ? [
          [row?.branch_id, payload.branchId ?? row?.branch_id],
          [row?.broadcast_id, payload.broadcastId ?? row?.broadcast_id],
          [row?.opened_at, name === 'invitation.opened' ? instant : row?.opened_at],
          [row?.seen_at, name === 'invitation.seen' ? instant : row?.seen_at],
        ]
      : [[row?.rank, payload.rank]];
    const agrees = row !== undefined && said.every(([stored, logged]) => stored === logged);
    return agrees
      ? undefined
      : { fault: 'row_disagrees', row: `${isInvitation ? 'invitation' : 'offer'} ${subject_id}` };
  }

  private async disagreeing(): Promise<{ fault: string; row: string } | undefined> {
    const offers = await this.database.query<{ id: string }>(
      `SELECT o.id FROM offer o WHERE NOT EXISTS (
         SELECT FROM offer_version v
         WHERE v.offer_id = o.id AND v.version = o.version
           AND v.version = (SELECT max(version) FROM offer_version WHERE offer_id = o.id)
           AND v.terms @> jsonb_build_object('startsOn', o.starts_on::text, 'hourlyRatePence', o.hourly_rate_pence,
                 'deliveringBranchId', o.delivering_branch_id, 'note', o.note, 'rateReason', o.rate_reason)
           AND v.terms->'visitTimes' = o.visit_times)`,
    );
    if (offers.rows[0]) return { fault: 'row_disagrees', row: `offer ${offers.rows[0].id}` };
    const restrictions = await this.database.query<{ id: string }>(
      `SELECT r.id FROM restriction r WHERE NOT EXISTS (
         SELECT FROM restriction_version v
         WHERE v.restriction_id = r.id AND v.version = r.version
           AND v.version = (SELECT max(version) FROM restriction_version WHERE restriction_id = r.id)
           AND (v.reference, v.evidence, v.from_at) = (r.reference, r.evidence, r.from_at)
           AND v.to_at IS NOT DISTINCT FROM r.to_at AND v.document_id IS NOT DISTINCT FROM r.document_id
           AND jsonb_array_length(v.conditions)
             = (SELECT count(*) FROM restriction_condition c WHERE c.restriction_id = r.id AND c.removed_at IS NULL)
           AND NOT EXISTS (SELECT FROM restriction_condition c
             WHERE c.restriction_id = r.id AND c.removed_at IS NULL AND NOT EXISTS (
               SELECT FROM jsonb_array_elements(v.conditions) said
               WHERE said = jsonb_strip_nulls(jsonb_build_object('id', c.id, 'kind', c.kind,
                 'limitMinutes', c.limit_minutes, 'basis', c.basis, 'capMinutes', c.cap_minutes,
                 'everyDays', c.every_days)))))`,
    );
    if (restrictions.rows[0])
      return { fault: 'row_disagrees', row: `restriction ${restrictions.rows[0].id}` };
    const branches = await this.database.query<{ id: string }>(
      `SELECT b.id FROM branch b WHERE EXISTS (
         SELECT FROM register_entry e WHERE e.branch_id = b.id
           AND e.version = (SELECT max(version) FROM register_entry WHERE branch_id = b.id)
           AND (e.registration_status, e.dormant, e.personal_care, e.ratings)
             <> (b.registration_status, b.dormant, b.personal_care, b.ratings))`,
    );
    if (branches.rows[0]) return { fault: 'row_disagrees', row: `branch ${branches.rows[0].id}` };
    return undefined;
  }

  private async unreported(): Promise<{ fault: string; row: string } | undefined> {
    for (const subject of ['offer', 'award', 'document', 'permission', 'contest']) {
      const table = subject === 'contest' ? 'restriction_contest' : subject;
      const { rows } = await this.database.query<{ id: string }>(
        `SELECT id FROM ${table} WHERE id::text NOT IN (SELECT subject_id FROM event WHERE subject_type = $1)`,
        [subject],
      );
      if (rows[0]) return { fault: 'row_inserted', row: `${subject} ${rows[0].id}` };
    }
    const entries = await this.database.query<{ id: string }>(
      `SELECT id FROM register_entry WHERE id::text NOT IN (
         SELECT digest->>'key' FROM event, jsonb_array_elements(payload->'digests') digest
         WHERE subject_type = 'branch' AND digest->>'record' = 'register_entry')`,
    );
    if (entries.rows[0]) return { fault: 'row_inserted', row: `register_entry ${entries.rows[0].id}` };
    const statements = await this.database.query<{ id: string }>(
      `SELECT id FROM capability_statement WHERE recorded_by IS NOT NULL AND id::text NOT IN (
         SELECT digest->>'key' FROM event, jsonb_array_elements(payload->'digests') digest
         WHERE subject_type = 'branch' AND digest->>'record' = 'capability_statement')`,
    );
    if (statements.rows[0])
      return { fault: 'row_inserted', row: `capability_statement ${statements.rows[0].id}` };
    return undefined;
  }

  private async isProven(events: readonly Event[], lastHead: Head | undefined): Promise<boolean> {
    const { rows } = await this.database.query<{ position: string }>('SELECT position FROM audit_head');
    if (rows.some(({ position }) => before(lastHead?.position ?? '0', position))) return false;
    const [oldest] = events.filter(({ position }) => before(lastHead?.position ?? '0', position));
    if (!oldest) return true;
    return lastHead !== undefined && this.now.getTime() - Date.parse(oldest.instant) <= 600_000;
  }
}

/** The events that report that a record was deleted (docs/audit.md). */
const DELETIONS: Readonly<Record<string, string>> = {
  document: 'document.expired',
  placement: 'placement.taken_back',
};

const before = (a: string, b: string): boolean => BigInt(a) < BigInt(b);
const isAfter = (head: Head, last: Head | undefined): boolean =>
  !last || before(last.position, head.position);

/** The object that a seal of version 2 hashes. */
function contentOf(event: Event, number: number): Buffer {
  return hashOf(jcs({ seal: 2, number: String(number), ...shared(event), at: event.instant }));
}

function firstContent(event: Event): Buffer {
  return Buffer.from(firstJson({ ...shared(event), at: event.instant.replace(/\d{3}Z$/, 'Z') }));
}

function shared(event: Event): { readonly [key: string]: Json } {
  return {
    position: event.position,
    id: event.id,
    name: event.name,
    payload: event.payload,
    authorityId: event.authority_id,
    providerIds: event.provider_ids,
    subject: { type: event.subject_type, id: event.subject_id },
    packageId: event.package_id,
    actorId: event.actor_id,
  };
}
