import type { Page, PageRequest } from '#contracts/list-page';
import type { PersonSummary } from '#contracts/people';
import type { Reader } from '#platform/database/database';
import { found } from '../access/scope.js';
import { sliceOf, toPage } from '../paging/page.js';

/** Lists an authority's people, newest first, without their names. */
export async function peoplePage(
  reader: Reader,
  authorityId: string,
  request: PageRequest,
): Promise<Page<PersonSummary>> {
  const slice = sliceOf(request);
  const rows: PersonSummary[] = await reader.query(
    `SELECT id, reference, split_part(postcode, ' ', 1) AS "postcodeDistrict", lives_alone AS "livesAlone"
     FROM person WHERE authority_id = $1 AND merged_into_id IS NULL AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
    [authorityId, slice.after, slice.fetch],
  );
  return toPage(rows, slice);
}

/**
 * Finds a person by the authority's own reference for the person, however its letters and blanks are typed. Returns no
 * name. The reference of a merged record finds the record that is kept. If several references differ in letters and blanks only, the exact one is found.
 *
 * @throws DomainError `person_not_found`
 */
export async function personByReference(
  reader: Reader,
  authorityId: string,
  reference: string,
): Promise<PersonSummary> {
  const rows: (PersonSummary & { isExact: boolean })[] = await reader.query(
    `SELECT p.id, p.reference, named.reference = $2 AS "isExact", split_part(p.postcode, ' ', 1) AS "postcodeDistrict", p.lives_alone AS "livesAlone"
     FROM person named JOIN person p ON p.id = coalesce(named.merged_into_id, named.id)
     WHERE named.authority_id = $1 AND named.reference_key = reference_key($2)
     ORDER BY (named.reference = $2) DESC LIMIT 2`,
    [authorityId, reference],
  );
  const [first] = rows;
  const { isExact, ...person } = found(first, 'person_not_found');
  const isOnly = isExact || rows.every(({ id }) => id === person.id);
  return found(isOnly ? person : undefined, 'person_not_found');
}
