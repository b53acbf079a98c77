import { randomBytes } from 'node:crypto';
import type { RecordDigest, RecordName } from '#contracts/audit';
import type { Decided } from '#contracts/events';
import { rfc8785, sha256 } from '#platform/audit/canonical-bytes';
import type { Reader, Tx } from '#platform/database/database';
import { CONTENT_OF, type Keys, PARTS_OF, splitKeys, type StoredPart } from './record-contents.js';

const SALT_BYTES = 32;

/** For an event that reports a decision in some cases only, and none now. */
export const NOTHING_DECIDED: Decided = { digests: [] };

/**
 * Digests records that the running act has written, for the payload of the event that reports them. The rows must be
 * written before, because the digest covers what the database has.
 *
 * Keeps a random salt for each part. Without the salt, a digest cannot be compared with guesses, so the digest of a
 * sealed offer reveals nothing.
 */
export async function digestRecord(tx: Tx, record: RecordName, key: string): Promise<Decided> {
  return digestsOf(await digestRecords(tx, record, [key]), key);
}

/**
 * Digests a new record from the values that the act writes. Unlike `digestRecord`, does not read the rows back, which
 * costs too much for a record of 60 kB. `contents` has each part of the record as the database will return it.
 */
export async function digestNewRecord(
  tx: Tx,
  record: RecordName,
  key: string,
  contents: Readonly<Record<string, unknown>>,
): Promise<Decided> {
  const parts = PARTS_OF[record].map((part) => ({ record, key, part, salt: randomBytes(SALT_BYTES) }));
  await insertSalts(tx, parts);
  return {
    digests: parts.map(({ salt, ...name }) => digestOf(name, salt, contents[name.part])),
  };
}

/** Returns the digests of one of several records that were digested together. */
export function digestsOf(decided: ReadonlyMap<string, Decided>, key: string | undefined): Decided {
  const digests = key === undefined ? undefined : decided.get(key);
  if (!digests) throw new Error(`the record ${key} was not digested`);
  return digests;
}

/** Joins what several records of one event digest. */
export const together = (...decided: readonly Decided[]): Decided => ({
  digests: decided.flatMap(({ digests }) => digests),
});

/** Digests several records of one kind. Returns the digests by the key of their record. */
export async function digestRecords(
  tx: Tx,
  record: RecordName,
  keys: readonly string[],
): Promise<Map<string, Decided>> {
  if (keys.length === 0) return new Map();
  const salts = keys.flatMap((key) =>
    PARTS_OF[record].map((part) => ({ record, key, part, salt: randomBytes(SALT_BYTES) })),
  );
  // The statements are sent together and run in this order. The salts are read back, because a record that is digested
  // a second time keeps its salt.
  const [, kept, contents] = await Promise.all([
    insertSalts(tx, salts),
    saltsOf(tx, record, keys),
    readContents(tx, record, splitKeys(keys)),
  ]);
  return new Map(
    keys.map((key) => [
      key,
      {
        digests: PARTS_OF[record].map((part) => {
          const name = { record, key, part };
          return digestOf(name, kept.get(slot(name)), contents.get(slot(name)));
        }),
      },
    ]),
  );
}

/** Inserts the salts of record parts. A part that has a salt already keeps it. */
function insertSalts(tx: Tx, parts: readonly (PartName & { readonly salt: Buffer })[]): Promise<unknown> {
  return tx.write(
    `INSERT INTO digest_salt (record, key, part, salt)
     SELECT record, key, part, decode(salt, 'hex')
     FROM jsonb_to_recordset($1::jsonb) AS s (record text, key text, part text, salt text)
     ON CONFLICT (record, key, part) DO NOTHING`,
    [JSON.stringify(parts.map((part) => ({ ...part, salt: part.salt.toString('hex') })))],
  );
}

/** What a digest is of: one part of one record. */
export type PartName = Omit<RecordDigest, 'digest'>;

/** The parts of records as the database has them, by key and part. The content is parsed JSON. */
export type Contents = ReadonlyMap<string, unknown>;
export type Salts = ReadonlyMap<string, Buffer>;

export const slot = ({ key, part }: Pick<PartName, 'key' | 'part'>): string => `${key} ${part}`;

function digestOf(name: PartName, salt: Buffer | undefined, content: unknown): RecordDigest {
  // An act that digests what it has not written would log a decision that nothing proves.
  if (!salt || content === undefined)
    throw new Error(`${name.record} ${name.key} has no ${name.part} to digest`);
  return { ...name, digest: digestText(name, content, salt) };
}

/** The digest of a part: SHA-256 of its salt and of the canonical JSON of its name and content (docs/audit.md). */
export function digestText({ record, key, part }: PartName, content: unknown, salt: Uint8Array): string {
  return sha256(salt, rfc8785({ record, key, part, content })).toString('hex');
}

/** Reads the salts of records of one kind. */
export async function saltsOf(
  reader: Reader,
  record: RecordName,
  keys: readonly string[],
): Promise<Map<string, Buffer>> {
  const rows: { key: string; part: string; salt: Buffer }[] = await reader.query(
    'SELECT key, part, salt FROM digest_salt WHERE record = $1 AND key = ANY($2)',
    [record, keys],
  );
  return new Map(rows.map(({ key, part, salt }) => [slot({ key, part }), salt]));
}

/** Reads the contents of records of one kind. A part that the database does not have is missing in the result. */
export async function readContents(
  reader: Reader,
  record: RecordName,
  keys: Keys,
): Promise<Map<string, unknown>> {
  const rows: StoredPart[] = await CONTENT_OF[record](reader, keys);
  return new Map(
    rows.flatMap(({ key, part, content }) =>
      key === null || part === null || content === null
        ? []
        : [[slot({ key, part }), JSON.parse(content) as unknown] as const],
    ),
  );
}
