import type { Actor } from '#contracts/access';
import { userIdOf } from '#platform/acts/caller';
import type { Tx } from '#platform/database/database';
import { send, type Statement } from '#platform/database/statement';
import type { OfferEntity } from '../../rows/offer.entity.js';

/** Keeps the wording an offer has now: who put it so, and when. */
export async function writeVersion(tx: Tx, actor: Actor, offer: OfferEntity, at: Date): Promise<void> {
  await send(tx, versionWritten(actor, offer, at));
}

/** The same, to be sent with what else is written. */
export function versionWritten(actor: Actor, offer: OfferEntity, at: Date): Statement {
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
  return {
    sql: `INSERT INTO offer_version (offer_id, version, authority_id, terms, status, at, actor_id)
          VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    values: [id, version, authorityId, JSON.stringify(terms), status, at, userIdOf(actor)],
  };
}
