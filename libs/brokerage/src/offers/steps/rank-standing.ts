import { createHash } from 'node:crypto';
import type { Continuity, Rating, Score } from '#contracts/ranking';
import type { Visit } from '#contracts/visits';
import { visitsAWeek } from '#domain/packages/weekly-minutes';
import { daysLate } from '#domain/ranking/days-late';
import { visitsInside } from '#domain/ranking/fit';
import { rankOffers } from '#domain/ranking/rank-offers';
import { scoreOffer } from '#domain/ranking/score';
import type { Reader } from '#platform/database/database';
import type { BroadcastEntity } from '../../broadcasts/broadcast.entity.js';
import type { OfferEntity } from '../offer.entity.js';

export interface RankedOffer {
  readonly id: string;
  readonly branchId: string;
  readonly providerId: string;
  readonly score: Score;
  /** 1 is best. */
  readonly rank: number;
}

/** What ranking needs to know of a broadcast. */
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

/** Scores and ranks the offers that stand, by the weights frozen with the broadcast. */
export async function rankStanding(reader: Reader, broadcast: BroadcastToRank): Promise<RankedOffer[]> {
  const offers = await standingOffers(reader, broadcast);
  const visits = await visitsAsked(reader, broadcast);
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

/** The same for a broadcast and a branch on every run, and nothing that a branch could choose. */
function lotteryKey(broadcastId: string, branchId: string): string {
  return createHash('sha256').update(`${broadcastId}:${branchId}`).digest('hex');
}

/** Quality and continuity are those of the branch that would deliver. */
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
