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
     FROM person WHERE authority_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
    [authorityId, slice.after, slice.fetch],
  );
  return toPage(rows, slice);
}

/**
 * Finds a person by the authority's own reference for the person, however its letters and blanks are typed. Returns no
 * name. If several references differ in letters and blanks only, the exact one is found.
 *
 * @throws DomainError `person_not_found`
 */
export async function personByReference(
  reader: Reader,
  authorityId: string,
  reference: string,
): Promise<PersonSummary> {
  const rows: PersonSummary[] = await reader.query(
    `SELECT id, reference, split_part(postcode, ' ', 1) AS "postcodeDistrict", lives_alone AS "livesAlone"
     FROM person WHERE authority_id = $1 AND reference_key = reference_key($2)
     ORDER BY (reference = $2) DESC LIMIT 2`,
    [authorityId, reference],
  );
  const [first] = rows;
  const isOnly = rows.length === 1 || first?.reference === reference;
  return found(isOnly ? first : undefined, 'person_not_found');
}
