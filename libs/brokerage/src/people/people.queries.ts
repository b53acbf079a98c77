import type { ProviderActor, StaffActor } from '#contracts/access';
import type { Page, PageRequest } from '#contracts/pages';
import type { CaredForPerson, PersonSummary, PersonView } from '#contracts/people';
import type { Reader, Tx } from '#platform/database/database';
import { found } from '../access/scope.js';
import { sliceOf, toPage } from '../paging/page.js';

export interface Reading {
  readonly at: Date;
  /** Why the details are read: the door, in a word or two. */
  readonly purpose: string;
}

/**
 * A person's details; that they were read, by whom and why, is recorded in the same transaction.
 *
 * @throws DomainError `person_not_found` also for another authority's
 */
export async function readPerson(
  tx: Tx,
  { authorityId, userId }: StaffActor,
  id: string,
  reading: Reading,
): Promise<PersonView> {
  const [row]: PersonView[] = await tx.query(
    `SELECT p.id, p.reference, p.given_name AS "givenName", p.family_name AS "familyName", p.born_on AS "bornOn",
            p.nhs_number AS "nhsNumber", p.address_lines AS "addressLines", p.postcode, p.lives_alone AS "livesAlone", p.version,
            (SELECT coalesce(jsonb_agg(jsonb_build_object('branchId', b.id, 'branchName', b.name, 'reason', e.reason, 'recordedAt', e.recorded_at)
                      ORDER BY e.recorded_at, b.id), '[]')
             FROM person_exclusion e JOIN branch b ON b.id = e.branch_id WHERE e.authority_id = p.authority_id AND e.person_id = p.id) AS exclusions
     FROM person p WHERE p.authority_id = $1 AND p.id = $2`,
    [authorityId, id],
  );
  const person = found(row, 'person_not_found');
  await recordRead(tx, { authorityId, personId: id, userId, ...reading });
  return person;
}

/** Newest first; no names. */
export async function peoplePage(
  reader: Reader,
  authorityId: string,
  request: PageRequest,
): Promise<Page<PersonSummary>> {
  const slice = sliceOf(request);
  const rows: PersonSummary[] = await reader.query(
    `SELECT id, reference, split_part(postcode, ' ', 1) AS "postcodeDistrict", lives_alone AS "livesAlone"
     FROM person WHERE authority_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
    [authorityId, slice.after, slice.fetch],
  );
  return toPage(rows, slice);
}

/**
 * Somebody by the authority's own case number; no name.
 *
 * @throws DomainError `person_not_found`
 */
export async function personByReference(
  reader: Reader,
  authorityId: string,
  reference: string,
): Promise<PersonSummary> {
  const [row]: PersonSummary[] = await reader.query(
    `SELECT id, reference, split_part(postcode, ' ', 1) AS "postcodeDistrict", lives_alone AS "livesAlone"
     FROM person WHERE authority_id = $1 AND reference = $2`,
    [authorityId, reference],
  );
  return found(row, 'person_not_found');
}

/**
 * Whom a branch cares for: the provider of the branch that delivers sees the person from the award to
 * the end of care, and no longer (docs/rules.md §7). That it looked is recorded.
 *
 * @throws DomainError `award_not_found` before, after, and for everybody else
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
 * The same by the placement, for care that was live before Homeward and has no award.
 *
 * @throws DomainError `placement_not_found` after the end of care, and for everybody else
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
  await tx.query(
    'INSERT INTO person_read (authority_id, person_id, user_id, at, purpose) VALUES ($1, $2, $3, $4, $5)',
    [read.authorityId, read.personId, read.userId, read.at, read.purpose],
  );
}
