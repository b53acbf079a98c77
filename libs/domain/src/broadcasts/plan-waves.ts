import type { AllocationMethod, LotSettings } from '#contracts/lots';
import { byCodeUnits, inOrderOf } from '../collections.js';
import { deadlineAfter, minutesBetween } from '../time/working-time.js';

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

/** The time that the branches of a broadcast have to answer. */
export interface AnswerTime {
  readonly openedAt: Date;
  readonly closesAt: Date;
  /** True if only working time counts, as the clock of the urgency says. */
  readonly workingHours: boolean;
}

/**
 * Plans the waves of a broadcast (docs/rules.md §3.3.1). Every candidate branch is in exactly one wave. The
 * first wave opens at once. Every wave opens before the deadline: if the steps of the lot are too long for the time to
 * answer, each wave gets an equal share of it, in whole minutes.
 */
export function planWaves(
  method: AllocationMethod,
  candidates: readonly Candidate[],
  { openedAt, closesAt, workingHours }: AnswerTime,
  settings: WaveSettings,
): Wave[] {
  const { groups, stepMinutes } = grouped(method, candidates.toSorted(inRankOrder), settings);
  // A deadline may be years away, so its minutes are counted only if the steps do not fit.
  const doStepsFit = deadlineAfter(openedAt, groups.length * stepMinutes, workingHours) <= closesAt;
  const step = doStepsFit
    ? stepMinutes
    : Math.floor(minutesBetween(openedAt, closesAt, workingHours) / groups.length);
  return groups.map((group, index) => ({
    number: index + 1,
    opensAt: index * step === 0 ? openedAt : deadlineAfter(openedAt, index * step, workingHours),
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
