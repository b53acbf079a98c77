import type { AllocationMethod, LotSettings } from '#contracts/lots';
import { byCodeUnits, inOrderOf } from '../collections.js';

/** A branch to invite to a broadcast, with the tier and rank of its contract. */
export interface Candidate {
  readonly branchId: string;
  readonly tier: number;
  readonly rankInTier: number;
}

/** A wave of a broadcast: branches that are invited at one instant. The first wave has the number 1. */
export interface Wave {
  readonly number: number;
  readonly opensAt: Date;
  readonly branchIds: readonly string[];
}

export type WaveSettings = Pick<LotSettings, 'tierHeadStartMinutes' | 'cascadeStepMinutes'>;

const inRankOrder = inOrderOf<Candidate>(
  (a, b) => a.tier - b.tier,
  (a, b) => a.rankInTier - b.rankInTier,
  (a, b) => byCodeUnits(a.branchId, b.branchId),
);

/**
 * Plans the waves of a broadcast (docs/rules.md §3.3.1). Every candidate branch is in exactly one wave. The
 * first wave opens at once. The function `after` adds minutes to an instant. It counts either all minutes or
 * working time only, as the authority has set.
 */
export function planWaves(
  method: AllocationMethod,
  candidates: readonly Candidate[],
  openedAt: Date,
  after: (at: Date, minutes: number) => Date,
  settings: WaveSettings,
): Wave[] {
  const { groups, stepMinutes } = grouped(method, candidates.toSorted(inRankOrder), settings);
  return groups.map((group, index) => ({
    number: index + 1,
    opensAt: index === 0 ? openedAt : after(openedAt, index * stepMinutes),
    branchIds: group.map(({ branchId }) => branchId),
  }));
}

function grouped(
  method: AllocationMethod,
  ranked: readonly Candidate[],
  { tierHeadStartMinutes, cascadeStepMinutes }: WaveSettings,
): { groups: readonly (readonly Candidate[])[]; stepMinutes: number } {
  switch (method) {
    case 'broadcast':
    case 'first_acceptable':
      return { groups: ranked.length > 0 ? [ranked] : [], stepMinutes: 0 };
    case 'tiers':
      return { groups: byTier(ranked), stepMinutes: tierHeadStartMinutes };
    case 'cascade':
      return { groups: ranked.map((candidate) => [candidate]), stepMinutes: cascadeStepMinutes };
  }
}

function byTier(ranked: readonly Candidate[]): Candidate[][] {
  const tiers = [...new Set(ranked.map(({ tier }) => tier))];
  return tiers.map((tier) => ranked.filter((candidate) => candidate.tier === tier));
}
