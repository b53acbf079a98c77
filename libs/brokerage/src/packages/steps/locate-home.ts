import { DomainError } from '#domain/domain-error';
import { locateLot, parsePostcode } from '#domain/lots/postcode';
import type { Tx } from '#platform/database/database';
import { found } from '../../access/scope.js';
import { notMerged } from '../../people/steps/find-person.js';
import { areasOf } from '../../authorities/authorities.queries.js';
import type { PackageEntity } from '../../rows/package.entity.js';

/**
 * The lot, postcode district and postcode sector of a person's home. An invited branch may know these, but
 * not the address.
 */
export type Whereabouts = Pick<PackageEntity, 'lotId' | 'postcodeDistrict' | 'postcodeSector'>;

/**
 * Finds the lot and postcode sector of a person's home. Locks the person's row until the commit.
 *
 * @throws DomainError `person_not_found` also for another authority's person; `person_merged`; `postcode_outside_lots`
 */
export async function locateHome(tx: Tx, authorityId: string, personId: string): Promise<Whereabouts> {
  const [home]: { postcode: string; mergedIntoId: string | null }[] = await tx.lock(
    'SELECT postcode, merged_into_id AS "mergedIntoId" FROM person WHERE id = $1 AND authority_id = $2 FOR SHARE',
    [personId, authorityId],
  );
  const parsed = parsePostcode(notMerged(found(home, 'person_not_found')).postcode);
  if (!parsed) throw new DomainError('postcode_invalid');
  const { district: postcodeDistrict, sector: postcodeSector } = parsed;
  const lotId = locateLot(postcodeSector, await areasOf(tx, authorityId));
  if (lotId === null) throw new DomainError('postcode_outside_lots', { postcodeSector });
  return { lotId, postcodeDistrict, postcodeSector };
}
