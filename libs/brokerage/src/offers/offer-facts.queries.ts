import type { OfferStatus } from '#contracts/offers';
import { contractRateOn, ratesOfRound } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import type { PackageEntity } from '../rows/package.entity.js';
import type { ContractEntity } from '../rows/provider.entity.js';

/** The data that decides whether an offer is accepted: package, rate limits and earlier offer. */
export interface OfferFacts extends Pick<ContractEntity, 'rateMinPence' | 'rateMaxPence'> {
  readonly pkg: Pick<
    PackageEntity,
    'id' | 'authorityId' | 'personId' | 'lotId' | 'weeklyMinutes' | 'visits' | 'needs'
  >;
  /** The id of an earlier offer on the invitation. Null if there is none. */
  readonly offerId: string | null;
  readonly offerStatus: OfferStatus | null;
}

/**
 * Reads the data that decides whether an offer is accepted. An earlier statement must have locked the
 * invitation. Returns undefined if the invitation does not exist.
 */
export async function offerFacts(reader: Reader, invitationId: string): Promise<OfferFacts | undefined> {
  const [row]: OfferFacts[] = await reader.query(OFFER_FACTS, [invitationId]);
  return row;
}

const OFFER_FACTS = `
  SELECT jsonb_build_object('id', p.id, 'authorityId', p.authority_id, 'personId', p.person_id, 'lotId', p.lot_id,
           'weeklyMinutes', p.weekly_minutes, 'visits', p.visits, 'needs', p.needs) AS pkg,
         ${contractRateOn('own', 'min', ratesOfRound('b'))} AS "rateMinPence",
         ${contractRateOn('own', 'max', ratesOfRound('b'))} AS "rateMaxPence",
         o.id AS "offerId", o.status AS "offerStatus"
  FROM invitation i
  JOIN broadcast b ON b.id = i.broadcast_id
  JOIN package p ON p.id = b.package_id
  JOIN contract own ON own.id = i.contract_id
  LEFT JOIN offer o ON o.invitation_id = i.id
  WHERE i.id = $1`;
