import { v7 as uuid } from 'uuid';
import { likenessesOf, type RecordKeys } from '#domain/people/same-person';
import { parsePostcode } from '#domain/lots/postcode';
import { normaliseNhsNumber } from '#domain/people/person-faults';
import { type PersonRow, readPersonRow } from '#domain/imports/read-person-row';
import { referenceKey } from '#domain/imports/read-cell';
import { nameKeyOf } from '#domain/imports/repeats';
import type { Reader } from '#platform/database/database';
import { insertRows } from '#platform/database/insert-rows';
import { eventOf } from '#platform/log/new-event';
import { lockIdentities } from '../../people/steps/same-person.js';
import { PersonEntity } from '../../rows/person.entity.js';
import { type ImportContext, judgeEach, type KindSteps, type ReadRow } from '../steps/kind-steps.js';

/** Imports people. One person has one record, as if an officer recorded each person (docs/rules.md §1.1). */
export const PEOPLE_STEPS: KindSteps<PersonRow> = {
  lock: ({ tx }, { authorityId }) => lockIdentities(tx, authorityId),
  read: (cells, context) => readPersonRow(cells, context),
  judge: async (reader, rows, context) => {
    const [taken, similar] = await Promise.all([
      takenNumbers(reader, rows, context),
      similarPeople(reader, rows, context),
    ]);
    return judgeEach(rows, (verdict, { number, value }) => {
      if (taken.references.has(value.reference)) {
        verdict.leave('there', 'A person with this case number is recorded already.');
        return;
      }
      const holder = taken.nhsNumbers.get(standardOf(value) ?? '');
      if (holder !== undefined) verdict.refuse(`Person ${holder} has this NHS number already.`, 'NHS number');
      for (const reference of similar.get(number) ?? [])
        verdict.refuse(
          `Person ${reference} may be the same person. If not, enter that case number in “Not the same person as”.`,
        );
    });
  },
  write: async (act, rows, { authorityId, userId, now }) => {
    const people = rows.map(({ number, value }) => ({ number, value, id: uuid() }));
    await insertRows(
      act.tx,
      PersonEntity,
      ...people.map(({ id, value }) => ({
        id,
        authorityId,
        ...detailsOf(value),
        createdAt: now,
        version: 1,
      })),
    );
    await act.append(
      ...people.map(({ id }) => eventOf('person.recorded', { personId: id }, { authorityId, at: now })),
    );
    const apart = people.flatMap(({ id, value }) => value.notSameAs.map((other) => ({ id, other })));
    if (apart.length > 0) {
      const { rows: told } = await act.tx.write<{ id: string; other: string }>(TELL_APART, [
        authorityId,
        apart.map(({ id }) => id),
        apart.map(({ other }) => referenceKey(other)),
        now,
        userId,
      ]);
      await act.append(
        ...told.map(({ id, other }) =>
          eventOf('person.distinguished', { personId: id, otherPersonId: other }, { authorityId, at: now }),
        ),
      );
    }
    return people.map(({ number, id }) => ({ number, recordId: id }));
  },
};

const TELL_APART = `
  INSERT INTO person_distinction (authority_id, person_id, other_person_id, confirmed_at, confirmed_by)
  SELECT $1, a.id, p.id, $4, $5
  FROM unnest($2::uuid[], $3::text[]) AS a (id, key)
  JOIN person p ON p.authority_id = $1 AND p.reference_key = a.key AND p.id <> a.id
  ON CONFLICT DO NOTHING RETURNING person_id AS id, other_person_id AS other`;

const standardOf = ({ nhsNumber }: PersonRow): string | null =>
  nhsNumber == null ? null : normaliseNhsNumber(nhsNumber);

function detailsOf(person: PersonRow) {
  const { notSameAs: _, nhsNumber: __, addressLines, postcode, ...details } = person;
  return {
    ...details,
    nhsNumber: standardOf(person),
    addressLines: [...addressLines],
    postcode: parsePostcode(postcode)?.postcode ?? postcode,
  };
}

async function takenNumbers(
  reader: Reader,
  rows: readonly ReadRow<PersonRow>[],
  { authorityId }: ImportContext,
): Promise<{ references: ReadonlySet<string>; nhsNumbers: ReadonlyMap<string, string> }> {
  const references = rows.map(({ value }) => value.reference);
  const nhsNumbers = rows.flatMap(({ value }) => standardOf(value) ?? []);
  const found = await reader.query<{ reference: string; nhsNumber: string | null }>(
    `SELECT reference, nhs_number AS "nhsNumber" FROM person
     WHERE authority_id = $1 AND (reference = ANY ($2::text[]) OR (nhs_number = ANY ($3::text[]) AND merged_into_id IS NULL))`,
    [authorityId, references, nhsNumbers],
  );
  return {
    references: new Set(found.map(({ reference }) => reference)),
    nhsNumbers: new Map(
      found.flatMap((row) => (row.nhsNumber === null ? [] : [[row.nhsNumber, row.reference]])),
    ),
  };
}

interface Candidate extends RecordKeys {
  readonly number: number;
  readonly reference: string;
}

/** The most words of a name of which every order is looked for. */
const MOST_WORDS = 4;

/**
 * Finds recorded people who may be a person of the file, by the row's number. Looks only at records that agree in the
 * date of birth, the name or the case number, so that a large authority is not read as a whole.
 */
async function similarPeople(
  reader: Reader,
  rows: readonly ReadRow<PersonRow>[],
  { authorityId }: ImportContext,
): Promise<Map<number, string[]>> {
  const asked = rows.map(({ number, value }) => ({
    number,
    name: nameKeyOf(value.givenName, value.familyName),
    reference: referenceKey(value.reference),
    born: value.bornOn,
    others: value.notSameAs.map(referenceKey),
  }));
  const names = asked.flatMap(({ number, name }) => ordersOf(name).map((order) => ({ number, order })));
  // A record agrees if its date of birth is the row's, or only the month or the year of it.
  const births = asked.flatMap(({ number, born }) =>
    born === null
      ? []
      : [born, ...[7, 4].filter((length) => length < born.length).map((length) => born.slice(0, length))].map(
          (part) => ({ number, born: part }),
        ),
  );
  const partial = asked.filter(({ born }) => born !== null && born.length < 10);
  const found = await reader.query<Candidate>(CANDIDATES, [
    authorityId,
    asked.map(({ number }) => number),
    asked.map(({ reference }) => reference),
    births.map(({ number }) => number),
    births.map(({ born }) => born),
    partial.map(({ number }) => number),
    partial.map(({ born }) => born),
    names.map(({ number }) => number),
    names.map(({ order }) => order),
  ]);
  const byNumber = new Map(asked.map((row) => [row.number, row]));
  const similar = new Map<number, string[]>();
  for (const { number, reference, ...keys } of found) {
    const row = byNumber.get(number);
    if (!row || row.others.includes(keys.referenceKey)) continue;
    const own = { nameKey: row.name, referenceKey: row.reference, bornOn: row.born };
    if (likenessesOf(own, keys).length > 0) similar.set(number, [...(similar.get(number) ?? []), reference]);
  }
  return similar;
}

/** Each part joins by equality, so that PostgreSQL uses an index or a hash table however many people there are. */
const CANDIDATES = `
  SELECT DISTINCT r.number, p.reference, p.name_key AS "nameKey", p.reference_key AS "referenceKey", p.born_on AS "bornOn"
  FROM (
    SELECT k.number, p.id FROM unnest($2::int[], $3::text[]) AS k (number, key)
    JOIN person p ON p.authority_id = $1 AND p.reference_key = k.key
    UNION ALL
    SELECT k.number, p.id FROM unnest($4::int[], $5::text[]) AS k (number, born)
    JOIN person p ON p.authority_id = $1 AND p.born_on = k.born
    UNION ALL
    SELECT k.number, p.id FROM unnest($6::int[], $7::text[]) AS k (number, born)
    JOIN person p ON p.authority_id = $1 AND left(p.born_on, 7) = k.born AND length(p.born_on) = 10
    UNION ALL
    SELECT k.number, p.id FROM unnest($6::int[], $7::text[]) AS k (number, born)
    JOIN person p ON p.authority_id = $1 AND left(p.born_on, 4) = k.born AND length(p.born_on) > 4
    UNION ALL
    SELECT k.number, p.id FROM unnest($8::int[], $9::text[]) AS k (number, name)
    JOIN person p ON p.authority_id = $1 AND p.name_key = k.name
  ) r JOIN person p ON p.id = r.id AND p.merged_into_id IS NULL
  ORDER BY r.number, p.reference`;

/** A name with its words in every order. */
function ordersOf(name: string): string[] {
  const words = name.split(' ');
  if (words.length > MOST_WORDS) return [name];
  return words
    .reduce<string[][]>(
      (orders, word) =>
        orders.flatMap((order) =>
          order.map((_, at) => order.toSpliced(at, 0, word)).concat([[...order, word]]),
        ),
      [[]],
    )
    .map((order) => order.join(' '));
}
