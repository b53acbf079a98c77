import type { RatingPolicy } from '#contracts/lots';
import type { LotCapacity } from '#contracts/previews';
import { BANDS } from '#contracts/visits';
import { contractLiveOn } from '#domain/eligibility/contract-rule';
import { decideEligibility } from '#domain/eligibility/decide-eligibility';
import type { BranchFacts } from '#domain/eligibility/facts';
import { keyedBy, sumOf } from '#domain/collections';
import { type CareAtStake, minutesByBand } from '#domain/previews/count-care';
import { canTakeWork, probeOf } from '#domain/previews/find-eligible-branch';
import { weeklyMinutes } from '#domain/packages/visits';
import { londonDate } from '#domain/time/london';
import type { Reader } from '#platform/database/database';
import { commitWindow } from '../facts/commit-window.js';
import type { Proposal } from './proposal.js';

export interface LotAtStake {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly ratingPolicy: RatingPolicy;
}

/**
 * Lists the lots that a proposal affects: lots in which the branch has a contract or a subcontract, or cares
 * for people who live there.
 */
export function lotsAtStake(
  reader: Reader,
  { authorityId, branchId, lotIds }: Proposal,
  homeLotIds: readonly string[],
): Promise<LotAtStake[]> {
  return reader.query(
    `SELECT id, code, name, rating_policy AS "ratingPolicy" FROM lot
     WHERE authority_id = $1 AND (id = ANY($4) OR (
       (cardinality($3::uuid[]) = 0 OR id = ANY($3)) AND id IN (
         SELECT lot_id FROM contract WHERE authority_id = $1 AND branch_id = $2
         UNION SELECT lot_id FROM subcontract WHERE authority_id = $1 AND delivering_branch_id = $2)))
     ORDER BY id`,
    [authorityId, branchId, lotIds, homeLotIds],
  );
}

/** Selects the branches of a lot that are eligible for a new person. Their spare minutes are ignored. */
export function ableIn(
  lot: LotAtStake,
  market: readonly BranchFacts[],
  { authorityId, at }: Proposal,
): BranchFacts[] {
  const probe = probeOf({ authorityId, lotId: lot.id, startOn: londonDate(at) });
  return market.filter((facts) =>
    canTakeWork(decideEligibility(facts, probe, lot.ratingPolicy, commitWindow(at))),
  );
}

/** True if at least one tier-1 branch of the lot is eligible for a new person. Spare minutes are ignored. */
export function hasTierOne(
  lot: LotAtStake,
  market: readonly BranchFacts[],
  { authorityId, at }: Proposal,
): boolean {
  const probe = probeOf({ authorityId, lotId: lot.id, startOn: londonDate(at) });
  return market.some((facts) => {
    if (contractLiveOn(facts.contracts, probe.startOn)?.tier !== 1) return false;
    return canTakeWork(decideEligibility(facts, probe, lot.ratingPolicy, commitWindow(at)));
  });
}

/**
 * Compares the weekly minutes to be transferred in a lot with the eligible branches' spare minutes. Each
 * delivering branch counts once.
 */
export function capacityAgainst(
  lotId: string,
  able: readonly BranchFacts[],
  moving: readonly Pick<CareAtStake, 'visits'>[],
): LotCapacity {
  const deliverers = [...keyedBy(able, (facts) => facts.deliveringBranchId).values()];
  const spare = deliverers.flatMap(({ capacity }) => capacity ?? []);
  const visits = moving.flatMap((one) => one.visits);
  const need = minutesByBand(visits);
  return {
    lotId,
    needMinutes: weeklyMinutes(visits),
    spareMinutes: sumOf(spare, ({ spareMinutes }) => spareMinutes),
    bands: BANDS.map((band) => ({
      band,
      needMinutes: need[band],
      spareMinutes: sumOf(
        spare.filter(({ bands }) => bands.includes(band)),
        ({ spareMinutes }) => spareMinutes,
      ),
    })),
  };
}
