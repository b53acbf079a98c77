import type { ProviderActor, StaffActor } from '#contracts/roles-and-actors';
import type { CaredForPerson, PersonFound, PersonSearchView, PersonView } from '#contracts/people';
import type { Tx } from '#platform/database/database';
import { found } from '../../access/scope.js';
import { personIn } from './find-person.js';

export interface Reading {
  readonly at: Date;
  /** The reader's purpose, in a few words. The purpose is recorded with the read. */
  readonly purpose: string;
}

/**
 * Reads a person's details. Records who read the details and why, in the same transaction.
 *
 * @throws DomainError `person_not_found` also for a person of another authority; `person_merged` with the kept record
 */
export async function readPerson(
  tx: Tx,
  { authorityId, userId }: StaffActor,
  id: string,
  reading: Reading,
): Promise<PersonView> {
  await personIn(tx, { authorityId, id });
  const [row]: PersonView[] = await tx.views(
    `SELECT p.id, p.reference, p.given_name AS "givenName", p.family_name AS "familyName", p.born_on AS "bornOn",
            p.nhs_number AS "nhsNumber", p.address_lines AS "addressLines", p.postcode, p.lives_alone AS "livesAlone", p.version,
            (SELECT coalesce(jsonb_agg(jsonb_build_object('branchId', b.id, 'branchName', b.name, 'reason', e.reason, 'recordedAt', e.recorded_at)
                      ORDER BY e.recorded_at, b.id), '[]')
             FROM person_exclusion e JOIN branch b ON b.id = e.branch_id WHERE e.authority_id = p.authority_id AND e.person_id = p.id) AS exclusions,
            ARRAY(SELECT m.reference FROM person m WHERE m.authority_id = p.authority_id AND m.merged_into_id = p.id ORDER BY m.reference) AS "mergedReferences"
     FROM person p WHERE p.authority_id = $1 AND p.id = $2`,
    [authorityId, id],
  );
  const person = found(row, 'person_not_found');
  await recordRead(tx, { authorityId, personId: id, userId, ...reading });
  return person;
}

/**
 * Reads what a search of the same user found, best match first, and records the read of each person.
 *
 * @throws DomainError `person_search_not_found` also for a search of another user
 */
export async function readSearch(
  tx: Tx,
  { authorityId, userId }: StaffActor,
  id: string,
  reading: Reading,
): Promise<PersonSearchView> {
  const [row]: Omit<PersonSearchView, 'people'>[] = await tx.views(
    `SELECT id, at, fields, has_more AS "hasMore" FROM person_search
     WHERE authority_id = $1 AND user_id = $2 AND id = $3`,
    [authorityId, userId, id],
  );
  const search = found(row, 'person_search_not_found');
  const people: PersonFound[] = await tx.views(
    `SELECT p.id, p.reference, p.given_name AS "givenName", p.family_name AS "familyName", p.born_on AS "bornOn",
            p.nhs_number AS "nhsNumber", p.postcode,
            (SELECT count(*)::int FROM package k WHERE k.authority_id = $1 AND k.person_id = p.id
               AND k.status NOT IN ('ended', 'withdrawn')) AS "openPackages"
     FROM person_search s CROSS JOIN unnest(s.person_ids) WITH ORDINALITY AS shown (id, place)
     JOIN person found ON found.id = shown.id AND found.authority_id = $1
     JOIN person p ON p.id = coalesce(found.merged_into_id, found.id)
     WHERE s.authority_id = $1 AND s.id = $2 ORDER BY shown.place`,
    [authorityId, id],
  );
  for (const { id: personId } of people) await recordRead(tx, { authorityId, personId, userId, ...reading });
  return { ...search, people };
}

/**
 * Reads the details of the person who receives the care of an award, and records the read. Only the
 * delivering branch's provider may read them, until the end of care (docs/rules.md §7).
 *
 * @throws DomainError `award_not_found` for any other provider, and after the end of care
 */
export async function readCaredFor(
  tx: Tx,
  actor: ProviderActor,
  awardId: string,
  reading: Reading,
): Promise<CaredForPerson> {
  const rows: CaredForRow[] = await tx.query(
    `SELECT a.id AS "awardId", l.id AS "placementId", ${CARED_FOR}
     FROM award a
     JOIN branch b ON b.id = a.delivering_branch_id AND b.provider_id = $1
     JOIN person p ON p.id = a.person_id
     LEFT JOIN placement l ON l.award_id = a.id
     WHERE a.id = $2 AND (a.status = 'awaiting_start' OR l.status = 'live')`,
    [actor.providerId, awardId],
  );
  return disclosed(tx, actor, found(rows[0], 'award_not_found'), reading);
}

/**
 * Reads the details of the person who receives the care of a placement, and records the read. Used for care
 * that has no award. Only the delivering branch's provider may read them.
 *
 * @throws DomainError `placement_not_found` after the end of care, and for any other provider
 */
export async function readCaredForInPlacement(
  tx: Tx,
  actor: ProviderActor,
  placementId: string,
  reading: Reading,
): Promise<CaredForPerson> {
  const rows: CaredForRow[] = await tx.query(
    `SELECT l.award_id AS "awardId", l.id AS "placementId", ${CARED_FOR}
     FROM placement l
     JOIN branch b ON b.id = l.delivering_branch_id AND b.provider_id = $1
     JOIN authority h ON h.id = l.authority_id AND h.stage = 'live'
     JOIN person p ON p.id = l.person_id
     WHERE l.id = $2 AND l.status = 'live'`,
    [actor.providerId, placementId],
  );
  return disclosed(tx, actor, found(rows[0], 'placement_not_found'), reading);
}

type CaredForRow = CaredForPerson & { readonly authorityId: string; readonly personId: string };

const CARED_FOR = `
  p.given_name AS "givenName", p.family_name AS "familyName", p.born_on AS "bornOn",
  p.address_lines AS "addressLines", p.postcode, p.lives_alone AS "livesAlone",
  p.authority_id AS "authorityId", p.id AS "personId"`;

async function disclosed(
  tx: Tx,
  { userId }: ProviderActor,
  { authorityId, personId, ...person }: CaredForRow,
  reading: Reading,
): Promise<CaredForPerson> {
  await recordRead(tx, { authorityId, personId, userId, ...reading });
  return person;
}

async function recordRead(
  tx: Tx,
  read: Reading & { authorityId: string; personId: string; userId: string },
): Promise<void> {
  await tx.write(
    'INSERT INTO person_read (authority_id, person_id, user_id, at, purpose) VALUES ($1, $2, $3, $4, $5)',
    [read.authorityId, read.personId, read.userId, read.at, read.purpose],
  );
}
