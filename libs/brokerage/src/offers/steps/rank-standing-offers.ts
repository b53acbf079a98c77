import type { Tx, Reader } from '#platform/database/database';
import { createHash } from 'node:crypto';
import type { Continuity, Rating, Score } from '#contracts/ranking';
import type { Visit } from '#contracts/visits';
import { visitsAWeek } from '#domain/packages/visits';
import { daysLate, visitsInside } from '#domain/ranking/offer-fit';
import { rankOffers } from '#domain/ranking/rank-offers';
import { scoreOffer } from '#domain/ranking/score';
import type { BroadcastEntity } from '../../rows/broadcast.entity.js';
import type { OfferEntity } from '../../rows/offer.entity.js';

/**
 * Writes the ranks and scores of the offers of a locked broadcast. An offer that is not in the list loses its
 * rank.
 */
export async function writeRanks(tx: Tx, broadcastId: string, ranked: readonly RankedOffer[]): Promise<void> {
  await tx.write(
    `UPDATE offer SET rank = r.rank, score = r.score
     FROM offer o LEFT JOIN jsonb_to_recordset($2::jsonb) AS r (id uuid, rank integer, score jsonb) ON r.id = o.id
     WHERE offer.id = o.id AND o.broadcast_id = $1`,
    [broadcastId, JSON.stringify(ranked)],
  );
}

export interface RankedOffer {
  readonly id: string;
  readonly branchId: string;
  readonly providerId: string;
  readonly score: Score;
  readonly rank: number;
}

/** The fields of a broadcast that the ranking of its offers needs. */
export type BroadcastToRank = Pick<
  BroadcastEntity,
  'id' | 'authorityId' | 'packageId' | 'packageVersion' | 'weights' | 'startBy' | 'closesAt'
>;

interface StandingOffer extends Pick<
  OfferEntity,
  'id' | 'branchId' | 'providerId' | 'startsOn' | 'visitTimes'
> {
  readonly hourlyRatePence: number;
  readonly rating: Rating | null;
  readonly punctualPerMille: number | null;
  readonly complaintsPerTenThousand: number | null;
  readonly continuity: Continuity;
}

/**
 * Scores and ranks the valid offers of a broadcast. Uses the weights that were stored when the broadcast
 * opened.
 */
export async function rankStanding(reader: Reader, broadcast: BroadcastToRank): Promise<RankedOffer[]> {
  const [offers, visits] = await Promise.all([
    standingOffers(reader, broadcast),
    visitsAsked(reader, broadcast),
  ]);
  const visitsAskedAWeek = visitsAWeek(visits);
  const lowestRatePence = Math.min(...offers.map(({ hourlyRatePence }) => hourlyRatePence));
  const scored = offers.map(({ id, branchId, providerId, visitTimes, startsOn, ...inputs }) => ({
    id,
    branchId,
    providerId,
    tieBreak: lotteryKey(broadcast.id, branchId),
    score: scoreOffer(
      {
        ...inputs,
        lowestRatePence,
        visitsAsked: visitsAskedAWeek,
        visitsInside: visitsInside(visits, visitTimes),
        daysLate: daysLate(startsOn, broadcast.startBy),
      },
      broadcast.weights,
    ),
  }));
  return rankOffers(scored).map(({ tieBreak: _, ...offer }, index) => ({ ...offer, rank: index + 1 }));
}

/**
 * Makes the key that orders offers with equal scores. Every ranking gives the same key, and no branch can
 * influence it.
 */
function lotteryKey(broadcastId: string, branchId: string): string {
  return createHash('sha256').update(`${broadcastId}:${branchId}`).digest('hex');
}

/**
 * Reads the valid offers of a broadcast. Rating, punctuality, complaints and continuity are the figures of
 * the branch that would deliver.
 */
function standingOffers(
  reader: Reader,
  { id, authorityId, closesAt }: BroadcastToRank,
): Promise<StandingOffer[]> {
  return reader.query(
    `SELECT o.id, o.branch_id AS "branchId", o.provider_id AS "providerId", o.starts_on AS "startsOn",
            o.visit_times AS "visitTimes", o.hourly_rate_pence AS "hourlyRatePence",
            d.ratings->>'overall' AS rating, q.punctual_per_mille AS "punctualPerMille",
            q.complaints_per_ten_thousand AS "complaintsPerTenThousand",
            CASE WHEN care.live THEN 'current' WHEN care.recent THEN 'recent' ELSE 'none' END AS continuity
     FROM offer o
     JOIN broadcast b ON b.id = o.broadcast_id
     JOIN package p ON p.id = b.package_id
     JOIN branch d ON d.id = o.delivering_branch_id
     LEFT JOIN branch_quality q ON q.authority_id = $2 AND q.branch_id = d.id
     CROSS JOIN LATERAL (
       SELECT bool_or(l.status = 'live') AS live, bool_or(l.ended_at > $3::timestamptz - interval '90 days') AS recent
       FROM placement l
       WHERE l.authority_id = $2 AND l.person_id = p.person_id AND l.delivering_branch_id = d.id) care
     WHERE o.broadcast_id = $1 AND o.status = 'standing' ORDER BY o.id`,
    [id, authorityId, closesAt],
  );
}

async function visitsAsked(
  reader: Reader,
  { packageId, packageVersion }: BroadcastToRank,
): Promise<readonly Visit[]> {
  const [row]: { visits: readonly Visit[] }[] = await reader.query(
    'SELECT visits FROM package_version WHERE package_id = $1 AND version = $2',
    [packageId, packageVersion],
  );
  return row?.visits ?? [];
}
