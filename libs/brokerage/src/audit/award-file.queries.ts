import type { RecordDigest, RecordName } from '#contracts/audit';
import type { AwardFile, ChainLink, ChainSegment, ProvenPart } from '#contracts/award-files';
import type { EventName, EventPayloads } from '#contracts/events';
import { DomainError } from '#domain/domain-error';
import { parseHead } from '#platform/audit/audit-head';
import { GENESIS, readSealableAt, sealedContent } from '#platform/audit/seal-hashes';
import type { Reader } from '#platform/database/database';
import type { ZipEntry } from '#platform/files/zip';
import { ownBroadcast } from '../broadcasts/broadcasts.queries.js';
import { readContents, saltsOf, slot } from '../digests/digest-records.js';
import { splitKeys } from '../digests/record-contents.js';
import { broadcastMessages } from '../messages/messages.queries.js';
import { awardSheet } from './award-sheet.js';
import { messagesFile } from './messages-file.js';
import { positionToldBefore } from './told-before.queries.js';

/**
 * Lists the files of the award file of a closed broadcast: the proven content as JSON, a sheet for readers, and who was told what. Contains
 * no details of the person but ids. The chain ends before the oldest sealed broadcast that is still open, because the
 * number of links would tell when branches answered that one (docs/rules.md §3.3.2).
 *
 * @throws DomainError `broadcast_not_found`, `broadcast_still_open`, `award_file_not_available`
 */
export async function awardFileEntries(
  reader: Reader,
  authorityId: string,
  { broadcastId, now }: { readonly broadcastId: string; readonly now: Date },
): Promise<ZipEntry[]> {
  const file = await awardFile(reader, authorityId, { broadcastId, now });
  return [
    { name: 'award-file.json', content: Buffer.from(JSON.stringify(file, null, 1)) },
    { name: 'award-file.html', content: Buffer.from(awardSheet(file)) },
    {
      name: 'messages.csv',
      content: messagesFile(await broadcastMessages(reader, authorityId, broadcastId)),
    },
  ];
}

async function awardFile(
  reader: Reader,
  authorityId: string,
  { broadcastId, now }: { readonly broadcastId: string; readonly now: Date },
): Promise<AwardFile> {
  const { status, closesAt } = await ownBroadcast(reader, authorityId, broadcastId);
  if (status === 'open') throw new DomainError('broadcast_still_open', { closesAt });
  // The offers of a sealed broadcast that was cancelled stay sealed (docs/rules.md §3.3.2).
  if (status === 'cancelled') throw new DomainError('award_file_not_available', { reason: 'cancelled' });
  const events = await eventsOf(reader, { authorityId, broadcastId });
  if (!events.some(({ name, digests }) => name === 'broadcast.opened' && digests !== null))
    throw new DomainError('award_file_not_available', { reason: 'opened_before_digests' });
  if (events.some(({ version }) => version !== 2))
    throw new DomainError('award_file_not_available', { reason: 'not_sealed_yet' });
  const shown = await offersShown(reader, broadcastId);
  const before = await positionToldBefore(reader);
  const told = events.filter(({ position }) => BigInt(position) < before);
  const records = await provenParts(
    reader,
    events.flatMap(({ digests }) => digests ?? []),
    ({ record, key }) => record === 'offer' && !shown.has(key),
  );
  return {
    awardFile: 1,
    broadcastId,
    madeAt: now.toISOString(),
    records,
    isChainComplete: told.length === events.length,
    segments: await segmentsOf(
      reader,
      told.map(({ position }) => position),
      before,
    ),
    names: await namesOf(reader, { authorityId, broadcastId }),
  };
}

interface EventOfBroadcast {
  readonly position: string;
  readonly name: string;
  readonly digests: readonly RecordDigest[] | null;
  /** The version of the seal. Null if the event has no seal yet. */
  readonly version: number | null;
}

/** Reads the events of a broadcast, its invitations, offers and awards, and of the start of its care. */
async function eventsOf(
  reader: Reader,
  { authorityId, broadcastId }: { readonly authorityId: string; readonly broadcastId: string },
): Promise<EventOfBroadcast[]> {
  const rows: (Omit<EventOfBroadcast, 'digests'> & { readonly payload: EventPayloads[EventName] })[] =
    await reader.query(EVENTS_OF_BROADCAST, [authorityId, broadcastId]);
  return rows.map(({ payload, ...event }) => ({
    ...event,
    digests: 'digests' in payload ? payload.digests : null,
  }));
}

const EVENTS_OF_BROADCAST = `
  SELECT coalesce(e.position, 0) AS position, e.name, e.payload, s.version
  FROM broadcast b
  JOIN event e ON e.authority_id = b.authority_id AND e.package_id = b.package_id
  LEFT JOIN event_seal s ON s.position = e.position
  WHERE b.authority_id = $1 AND b.id = $2
    -- Calls after the award decide nothing, and their notes stay with the authority.
    AND e.name <> 'award.contact_tried'
    AND (e.payload->>'broadcastId' = b.id::text
         OR (e.name = 'placement.started' AND EXISTS (
               SELECT FROM placement l JOIN award a ON a.id = l.award_id
               WHERE a.broadcast_id = b.id AND l.id::text = e.subject_id)))
  ORDER BY 1`;

/** Lists the versions of offers that staff may read after the close: the last version of each offer that was not withdrawn. */
async function offersShown(reader: Reader, broadcastId: string): Promise<ReadonlySet<string>> {
  const rows: { id: string; version: number }[] = await reader.query(
    `SELECT id, version FROM offer WHERE broadcast_id = $1 AND status <> 'withdrawn'`,
    [broadcastId],
  );
  return new Set(rows.map(({ id, version }) => `${id}/${version}`));
}

/** Reads content and salt of each digest that is not withheld. */
async function provenParts(
  reader: Reader,
  digests: readonly RecordDigest[],
  isWithheld: (digest: RecordDigest) => boolean,
): Promise<ProvenPart[]> {
  const parts = new Map<RecordDigest, ProvenPart>();
  for (const record of new Set(digests.map((digest): RecordName => digest.record))) {
    const ofRecord = digests.filter((digest) => digest.record === record);
    const keys = [...new Set(ofRecord.map(({ key }) => key))];
    const contents = await readContents(reader, record, splitKeys(keys));
    const salts = await saltsOf(reader, record, keys);
    for (const digest of ofRecord) {
      const withheld = isWithheld(digest);
      const salt = withheld ? null : (salts.get(slot(digest))?.toString('hex') ?? null);
      const content = salt === null ? null : (contents.get(slot(digest)) ?? null);
      parts.set(digest, { ...digest, content, salt, withheld });
    }
  }
  return digests.flatMap((digest) => parts.get(digest) ?? []);
}

/**
 * Makes the pieces of the chain that lead from the events to published heads. An event is proven by the first head after
 * it, so a piece is as short as the time between two heads.
 */
async function segmentsOf(
  reader: Reader,
  positions: readonly string[],
  before: bigint,
): Promise<ChainSegment[]> {
  const segments: ChainSegment[] = [];
  const own = new Set(positions);
  let covered = 0n;
  for (const position of positions) {
    if (BigInt(position) <= covered) continue;
    const segment = await segmentFrom(reader, { first: position, before }, own);
    segments.push(segment.segment);
    covered = segment.last;
  }
  return segments;
}

async function segmentFrom(
  reader: Reader,
  { first, before }: { readonly first: string; readonly before: bigint },
  own: ReadonlySet<string>,
): Promise<{ segment: ChainSegment; last: bigint }> {
  const [preceding]: { hash: Buffer }[] = await reader.query(
    'SELECT hash FROM event_seal WHERE position < $1 ORDER BY position DESC LIMIT 1',
    [first],
  );
  const [published]: { line: string }[] = await reader.query(
    'SELECT line FROM audit_head WHERE position >= $1 AND position < $2 ORDER BY position LIMIT 1',
    [first, String(before)],
  );
  const head = published ? parseHead(published.line) : null;
  const [end]: { position: string }[] = await reader.query(
    'SELECT position FROM event_seal WHERE position <= $1 ORDER BY position DESC LIMIT 1',
    [head?.position ?? String(before - 1n)],
  );
  const last = end?.position ?? first;
  const seals: { position: string; number: string | null; content: string | null }[] = await reader.query(
    `SELECT position, number, encode(content, 'hex') AS content FROM event_seal
     WHERE position >= $1 AND position <= $2 ORDER BY position`,
    [first, last],
  );
  const events = await readSealableAt(
    reader,
    seals.map(({ position }) => position).filter((position) => own.has(position)),
  );
  const links = seals.map(({ position, number, content }): ChainLink => {
    const event = events.get(position);
    return event ? { event: sealedContent(event, BigInt(number ?? 0)) } : { content: content ?? '' };
  });
  const previous = (preceding?.hash ?? GENESIS).toString('hex');
  return { segment: { previous, links, head }, last: BigInt(last) };
}

async function namesOf(
  reader: Reader,
  { authorityId, broadcastId }: { readonly authorityId: string; readonly broadcastId: string },
): Promise<Record<string, string>> {
  const rows: { id: string | null; name: string | null }[] = await reader.query(
    `SELECT DISTINCT n.id, n.name FROM broadcast b CROSS JOIN LATERAL (
       SELECT r.id, r.name FROM eligibility_decision d JOIN branch r ON r.id IN (d.branch_id, d.delivering_branch_id)
       WHERE d.broadcast_id = b.id
       UNION ALL
       SELECT u.id::text, u.name FROM app_user u
       WHERE u.authority_id = b.authority_id
         AND (u.id = b.opened_by OR EXISTS (SELECT FROM award a WHERE a.broadcast_id = b.id AND a.awarded_by = u.id))) n
     WHERE b.authority_id = $1 AND b.id = $2 ORDER BY 1`,
    [authorityId, broadcastId],
  );
  return Object.fromEntries(rows.map(({ id, name }) => [id ?? '', name ?? '']));
}
