import type { Actor } from '#contracts/roles-and-actors';
import { userIdOf } from '#platform/acts/caller';
import type { Tx } from '#platform/database/database';
import type { OfferEntity } from '../../rows/offer.entity.js';

/** Returns the key of a version of an offer, for its digest. */
export const versionKey = ({ id, version }: Pick<OfferEntity, 'id' | 'version'>): string =>
  `${id}/${version}`;

/** Stores the present terms of an offer as a version, with author and time. A version never changes. */
export async function writeVersion(tx: Tx, actor: Actor, offer: OfferEntity, at: Date): Promise<void> {
  const { id, version, authorityId, status, startsOn, hourlyRatePence, visitTimes, deliveringBranchId } =
    offer;
  const terms = {
    startsOn,
    hourlyRatePence,
    visitTimes,
    deliveringBranchId,
    note: offer.note,
    rateReason: offer.rateReason,
  };
  await tx.write(
    `INSERT INTO offer_version (offer_id, version, authority_id, terms, status, at, actor_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, version, authorityId, JSON.stringify(terms), status, at, userIdOf(actor)],
  );
}
