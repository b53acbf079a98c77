import type { Likeness } from '#contracts/people';
import { DomainError } from '#domain/domain-error';
import { likenessesOf, type RecordKeys } from '#domain/people/same-person';
import type { Act } from '#platform/acts/act';
import type { Reader, Tx } from '#platform/database/database';

/** The details by which records of one person are found. */
export interface Identity {
  readonly reference: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly bornOn: string | null;
  readonly nhsNumber: string | null;
}

interface Record {
  readonly authorityId: string;
  /** The record that is changed. Null for a new record. */
  readonly personId: string | null;
}

/**
 * Makes the acts that record people of one authority wait for each other, so that each of them sees the records that
 * the others wrote.
 */
export async function lockIdentities(tx: Tx, authorityId: string): Promise<void> {
  await tx.lock('SELECT pg_advisory_xact_lock(7307, hashtext($1))', [authorityId]);
}

/**
 * Refuses a case number or an NHS number that another record of the authority has. The refusal names the other record.
 * The caller holds the lock of identities; the unique constraints stand behind this check.
 *
 * @throws DomainError `person_reference_taken`, `person_nhs_number_taken`
 */
export async function refuseTakenNumbers(
  reader: Reader,
  { reference, nhsNumber }: Identity,
  { authorityId, personId }: Record,
): Promise<void> {
  const rows = await reader.query<{ id: string; hasReference: boolean }>(
    `SELECT coalesce(merged_into_id, id) AS id, reference = $2 AS "hasReference" FROM person
     WHERE authority_id = $1 AND (reference = $2 OR nhs_number = $3) AND id IS DISTINCT FROM $4::uuid
       AND (reference = $2 OR merged_into_id IS NULL)
       AND (reference = $2 OR NOT EXISTS (SELECT 1 FROM person own WHERE own.id = $4::uuid AND own.nhs_number = $3))
     ORDER BY 2 DESC, id LIMIT 1`,
    [authorityId, reference, nhsNumber, personId],
  );
  const [taken] = rows;
  if (!taken) return;
  throw new DomainError(taken.hasReference ? 'person_reference_taken' : 'person_nhs_number_taken', {
    personId: taken.id,
  });
}

/**
 * Asks the user about each record that may be of the same person, except those that the user has told apart already
 * (docs/rules.md §1.1).
 *
 * @throws DomainError `person_may_be_recorded` with the ids of the similar records and why they are similar
 */
export async function askAboutSimilar(
  reader: Reader,
  identity: Identity,
  record: Record,
  distinctFrom: readonly string[],
): Promise<void> {
  const similar = await similarRecords(reader, identity, record);
  const asked = similar.filter(({ personId }) => !distinctFrom.includes(personId));
  if (asked.length > 0) throw new DomainError('person_may_be_recorded', { similar });
}

export interface SimilarRecord {
  readonly personId: string;
  readonly likenesses: readonly Likeness[];
}

/** A name that is shared by more records than this is not asked about record by record. */
const MOST_SIMILAR = 10;

async function similarRecords(
  reader: Reader,
  { reference, givenName, familyName, bornOn }: Identity,
  { authorityId, personId }: Record,
): Promise<SimilarRecord[]> {
  const [own] = await reader.query<Pick<RecordKeys, 'nameKey' | 'referenceKey'>>(
    `SELECT coalesce(name_key($1, $2), '') AS "nameKey", coalesce(reference_key($3), '') AS "referenceKey"`,
    [givenName, familyName, reference],
  );
  if (!own) throw new Error('a SELECT without FROM returns one row');
  const compared = { ...own, bornOn };
  const rows = await reader.query<RecordKeys & { id: string }>(
    `SELECT id, name_key AS "nameKey", reference_key AS "referenceKey", born_on AS "bornOn" FROM person p
     WHERE authority_id = $1 AND id IS DISTINCT FROM $5::uuid AND merged_into_id IS NULL
       AND (reference_key = $2 OR name_key = $3 OR born_on LIKE $4::text || '%' OR $4::text LIKE born_on || '%'
            OR born_on IS NULL OR $4::text IS NULL)
       AND NOT EXISTS (SELECT 1 FROM person_distinction d
                       WHERE (d.person_id = p.id AND d.other_person_id = $5::uuid)
                          OR (d.other_person_id = p.id AND d.person_id = $5::uuid))
     ORDER BY id`,
    [authorityId, own.referenceKey, own.nameKey, bornOn, personId],
  );
  return rows
    .map(({ id, ...keys }) => ({ personId: id, likenesses: likenessesOf(compared, keys) }))
    .filter(({ likenesses }) => likenesses.length > 0)
    .slice(0, MOST_SIMILAR);
}

/** Records that the user confirmed of each given record that it is of another person. */
export async function recordDistinctions(
  act: Act,
  given: {
    readonly authorityId: string;
    readonly personId: string;
    readonly distinctFrom: readonly string[];
    readonly userId: string;
    readonly now: Date;
  },
): Promise<void> {
  const { authorityId, personId, distinctFrom, userId, now } = given;
  const { rows } = await act.tx.write<{ id: string }>(
    `INSERT INTO person_distinction (authority_id, person_id, other_person_id, confirmed_at, confirmed_by)
     SELECT $1, $2, id, $4, $5 FROM person WHERE authority_id = $1 AND id = ANY ($3::uuid[]) AND id <> $2
     ORDER BY id ON CONFLICT DO NOTHING RETURNING other_person_id AS id`,
    [authorityId, personId, distinctFrom, now, userId],
  );
  for (const { id } of rows)
    await act.log('person.distinguished', { personId, otherPersonId: id }, { authorityId, at: now });
}
