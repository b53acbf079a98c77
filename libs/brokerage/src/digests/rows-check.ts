import type { AuditFault, RecordDigest, RecordName } from '#contracts/audit';
import { conditionsOf } from '#domain/rules-in-sql';
import type { VerifiedEvent } from '#platform/audit/audit-chain';
import type { RowsCheck } from '#platform/audit/verify-log';
import type { Reader } from '#platform/database/database';
import { digestText, readContents, saltsOf, slot } from './digest-records.js';
import { splitKeys, TEXT_PART } from './record-contents.js';

/** A digest with the event that carries it. */
interface Claim extends RecordDigest {
  readonly position: string;
  readonly authorityId: string | null;
}

/**
 * Returns a check that compares the rows of the brokerage with the log: each digest with its rows, what events say in
 * plain with the rows, and the rows with each other. Rows that no event reports are found at the end.
 */
export function rowsCheck(reader: Reader): RowsCheck {
  const counts = { digests: 0, erased: 0, digestsSince: null as string | null };
  return {
    counts,
    async check(events) {
      const claims = events.flatMap(claimsOf);
      counts.digestsSince ??= claims[0]?.position ?? null;
      const results = await compareDigests(reader, claims);
      const plain = await firstPlainFault(reader, events);
      for (const [index, claim] of claims.entries()) {
        const result = results[index];
        if (plain && BigInt(plain.position ?? 0) < BigInt(claim.position)) return plain;
        if (result === 'agrees') counts.digests += 1;
        else if (result === 'erased') counts.erased += 1;
        else if (result === 'expired') continue;
        else return faultOf(claim, result ?? 'row_removed');
      }
      return plain;
    },
    async finish() {
      const [row]: DisagreeingRow[] = await reader.query(DISAGREEING_ROWS);
      if (row) return rowFault('row_disagrees', row);
      const [unreported]: DisagreeingRow[] = await reader.query(UNREPORTED_ROWS);
      return unreported ? rowFault('row_inserted', unreported) : null;
    },
  };
}

function claimsOf({ event }: VerifiedEvent): Claim[] {
  const { position, authorityId } = event;
  const payload = event.payload as { readonly digests?: readonly RecordDigest[] };
  return (payload.digests ?? []).map((digest) => ({ ...digest, position, authorityId }));
}

type Result = 'agrees' | 'erased' | 'expired' | 'row_altered' | 'row_removed';

/** Compares digests with the rows. Reads all records of one kind at once. */
async function compareDigests(reader: Reader, claims: readonly Claim[]): Promise<Result[]> {
  const kinds = [...new Set(claims.map(({ record }) => record))];
  const read = new Map<RecordName, { contents: Map<string, unknown>; salts: Map<string, Buffer> }>();
  for (const record of kinds) {
    const ofKind = claims.filter((claim) => claim.record === record).map(({ key }) => key);
    const keys = [...new Set(ofKind)];
    const contents = await readContents(reader, record, splitKeys(keys));
    read.set(record, { contents, salts: await saltsOf(reader, record, keys) });
  }
  const keysOf = (record: RecordName): string[] =>
    claims.filter((claim) => claim.record === record).map(({ key }) => key);
  const expired = await deletionsLogged(reader, 'document.expired', keysOf('document'));
  const takenBack = await deletionsLogged(reader, 'placement.taken_back', keysOf('placement'));
  return claims.map((claim) => {
    const content = read.get(claim.record)?.contents.get(slot(claim));
    const salt = read.get(claim.record)?.salts.get(slot(claim));
    if (content === undefined)
      return (claim.record === 'document' && expired.has(claim.key)) ||
        (claim.record === 'placement' && takenBack.has(claim.key))
        ? 'expired'
        : 'row_removed';
    if (salt) return digestText(claimName(claim), content, salt) === claim.digest ? 'agrees' : 'row_altered';
    return claim.part === TEXT_PART && isEmpty(content) ? 'erased' : 'row_altered';
  });
}

/**
 * Returns those records whose deletion is logged. A document that no record cites is deleted after some days, and imported
 * care is deleted when its import is taken back. The event proves that Homeward deleted the record.
 */
async function deletionsLogged(
  reader: Reader,
  event: 'document.expired' | 'placement.taken_back',
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows: { id: string }[] = await reader.query(
    'SELECT subject_id AS id FROM event WHERE name = $1 AND subject_id = ANY($2)',
    [event, ids],
  );
  return new Set(rows.map(({ id }) => id));
}

const claimName = ({ record, key, part }: Claim) => ({ record, key, part });

/** True if every text is gone. A text without its salt that is still there was not erased but altered. */
const isEmpty = (content: unknown): boolean =>
  typeof content === 'object' &&
  content !== null &&
  Object.values(content).every((text) => text === null || text === '');

function faultOf(
  { position, authorityId, record, key, part }: Claim,
  fault: AuditFault['fault'],
): AuditFault {
  return { fault, position, row: { record, key, part }, authorityId };
}

interface DisagreeingRow {
  readonly record: string | null;
  readonly key: string | null;
  readonly authorityId: string | null;
}

const rowFault = (fault: AuditFault['fault'], { record, key, authorityId }: DisagreeingRow): AuditFault => ({
  fault,
  position: null,
  row: { record: record ?? '', key: key ?? '', part: null },
  authorityId,
});

/** Compares what events say in plain with the rows: who was asked and when, who saw it when, and who was told which rank. */
async function firstPlainFault(reader: Reader, events: readonly VerifiedEvent[]): Promise<AuditFault | null> {
  const [first, last] = [events[0], events.at(-1)];
  if (!first || !last) return null;
  const [row]: { position: string; record: string | null; key: string | null; authorityId: string | null }[] =
    await reader.query(PLAIN_FACTS, [first.event.position, last.event.position]);
  return row ? { ...rowFault('row_disagrees', row), position: row.position } : null;
}

const PLAIN_FACTS = `
  SELECT e.position, 'invitation' AS record, e.subject_id AS key, e.authority_id AS "authorityId"
  FROM event e LEFT JOIN invitation i ON i.id = (e.payload->>'invitationId')::uuid
  WHERE e.position BETWEEN $1 AND $2 AND e.subject_type = 'invitation'
    AND (i.id IS NULL OR i.branch_id <> e.payload->>'branchId'
         OR i.broadcast_id <> (e.payload->>'broadcastId')::uuid
         OR (e.name = 'invitation.opened' AND i.opened_at IS DISTINCT FROM e.at)
         OR (e.name = 'invitation.seen' AND i.seen_at IS DISTINCT FROM e.at))
  UNION ALL
  SELECT e.position, 'offer', e.subject_id, e.authority_id
  FROM event e LEFT JOIN offer o ON o.id = (e.payload->>'offerId')::uuid
  WHERE e.position BETWEEN $1 AND $2 AND e.name = 'offer.lost'
    AND (o.id IS NULL OR o.rank IS DISTINCT FROM (e.payload->>'rank')::integer)
  ORDER BY 1 LIMIT 1`;

/**
 * Rows that have moved away from their newest version. The versions are digested, so the rows that acts read must say the
 * same.
 */
const DISAGREEING_ROWS = `
  SELECT 'offer' AS record, o.id::text AS key, o.authority_id AS "authorityId"
  FROM offer o
  LEFT JOIN LATERAL (SELECT * FROM offer_version v WHERE v.offer_id = o.id ORDER BY v.version DESC LIMIT 1) v ON true
  WHERE v.version IS DISTINCT FROM o.version
     OR v.terms->>'startsOn' IS DISTINCT FROM to_char(o.starts_on, 'YYYY-MM-DD')
     OR (v.terms->>'hourlyRatePence')::integer IS DISTINCT FROM o.hourly_rate_pence
     OR v.terms->'visitTimes' IS DISTINCT FROM o.visit_times
     OR v.terms->>'deliveringBranchId' IS DISTINCT FROM o.delivering_branch_id
     OR v.terms->>'note' IS DISTINCT FROM o.note
     OR v.terms->>'rateReason' IS DISTINCT FROM o.rate_reason
  UNION ALL
  SELECT 'restriction', r.id::text, coalesce(r.authority_id, r.valid_for_authority_id)
  FROM restriction r
  LEFT JOIN LATERAL (SELECT * FROM restriction_version v WHERE v.restriction_id = r.id ORDER BY v.version DESC LIMIT 1) v
    ON true
  WHERE v.version IS DISTINCT FROM r.version
     OR v.reference IS DISTINCT FROM r.reference OR v.evidence IS DISTINCT FROM r.evidence
     OR v.document_id IS DISTINCT FROM r.document_id
     OR v.from_at IS DISTINCT FROM r.from_at OR v.to_at IS DISTINCT FROM r.to_at
     OR v.conditions IS DISTINCT FROM jsonb_strip_nulls(${conditionsOf('r')})
  UNION ALL
  SELECT 'branch', b.id, NULL
  FROM branch b
  JOIN LATERAL (SELECT * FROM register_entry g WHERE g.branch_id = b.id ORDER BY g.version DESC LIMIT 1) g ON true
  WHERE g.registration_status <> b.registration_status OR g.dormant <> b.dormant
     OR g.personal_care <> b.personal_care OR g.ratings <> b.ratings
  LIMIT 1`;

/** Selects rows that no event is about, although acts always report rows of their kind. */
const UNREPORTED_ROWS = `
  SELECT 'offer' AS record, o.id::text AS key, o.authority_id AS "authorityId" FROM offer o
  WHERE NOT EXISTS (SELECT FROM event e WHERE e.subject_type = 'offer' AND e.subject_id = o.id::text)
  UNION ALL
  SELECT 'award', a.id::text, a.authority_id FROM award a
  WHERE NOT EXISTS (SELECT FROM event e WHERE e.subject_type = 'award' AND e.subject_id = a.id::text)
  UNION ALL
  SELECT 'document', d.id::text, d.authority_id FROM document d
  WHERE NOT EXISTS (SELECT FROM event e WHERE e.subject_type = 'document' AND e.subject_id = d.id::text)
  UNION ALL
  SELECT 'permission', p.id::text, p.authority_id FROM permission p
  WHERE NOT EXISTS (SELECT FROM event e WHERE e.subject_type = 'permission' AND e.subject_id = p.id::text)
  UNION ALL
  SELECT 'contest', c.id::text, c.authority_id FROM restriction_contest c
  WHERE NOT EXISTS (SELECT FROM event e WHERE e.subject_type = 'contest' AND e.subject_id = c.id::text)
  UNION ALL
  SELECT 'register_entry', g.id::text, NULL FROM register_entry g
  WHERE NOT EXISTS (
    SELECT FROM event e WHERE e.subject_type = 'branch' AND e.subject_id = g.branch_id
      AND e.payload->'digests' @> jsonb_build_array(jsonb_build_object('record', 'register_entry', 'key', g.id)))
  UNION ALL
  -- Statements from before statements were kept have no user and no event.
  SELECT 'capability_statement', t.id::text, NULL FROM capability_statement t
  WHERE t.recorded_by IS NOT NULL AND NOT EXISTS (
    SELECT FROM event e WHERE e.subject_type = 'branch' AND e.subject_id = t.branch_id
      AND e.payload->'digests' @> jsonb_build_array(jsonb_build_object('record', 'capability_statement', 'key', t.id)))
  LIMIT 1`;
