import type { CapacityDeclaration } from '#contracts/providers';
import { type Band, BANDS } from '#contracts/visits';
import type { PlannedContract } from './contracts.plan.js';
import type { BranchSize } from './leicestershire/provider-roster.js';
import type { PlannedBranch } from './providers.plan.js';
import { SeededRandom } from './seeded-random.js';
import type { PlannedSubcontract } from './subcontracts.plan.js';

export interface PlannedCapacity extends CapacityDeclaration {
  readonly branchId: string;
  readonly lotCode: string;
  /**
   * The age of the capacity declaration in days. A declaration older than seven days still counts, but users
   * see a warning.
   */
  readonly declaredDaysAgo: number;
}

const SEED = 9_990_003;
/** The range of spare hours a week for a branch of each size. A branch that is full has no spare hours. */
const SPARE_HOURS: Readonly<Record<BranchSize, readonly [number, number]>> = {
  large: [15, 90],
  medium: [8, 60],
  small: [4, 32],
};
/** The probability that a branch serves a band. Every branch serves lunch; few serve nights. */
const BAND_CHANCE: Readonly<Record<Band, number>> = {
  breakfast: 0.9,
  lunch: 1,
  tea: 0.95,
  bed: 0.85,
  night: 0.15,
};

/**
 * Plans the capacity that each branch declares, for every lot in which the branch has a contract or a
 * subcontract.
 */
export function planCapacities(
  branches: readonly PlannedBranch[],
  contracts: readonly PlannedContract[],
  subcontracts: readonly PlannedSubcontract[],
): PlannedCapacity[] {
  const random = new SeededRandom(SEED);
  return branches.flatMap((branch) => {
    const contracted = contracts.filter(({ branchId }) => branchId === branch.id);
    const delivered = subcontracts.filter(({ deliveringBranchId }) => deliveringBranchId === branch.id);
    const lots = new Set([...contracted, ...delivered].map(({ lotCode }) => lotCode));
    return [...lots].map((lotCode) => {
      const isFirstTier = contracted.some((contract) => contract.lotCode === lotCode && contract.tier === 1);
      return capacityOf(branch, lotCode, isFirstTier, random);
    });
  });
}

/**
 * Plans the capacity of one branch in one lot. A branch in the first tier always serves all daytime bands,
 * can double up and has spare capacity.
 */
function capacityOf(
  branch: PlannedBranch,
  lotCode: string,
  isFirstTier: boolean,
  random: SeededRandom,
): PlannedCapacity {
  const spareMinutes = random.integer(...SPARE_HOURS[branch.size]) * 60 + random.integer(0, 3) * 15;
  const isFull = random.chance(0.12);
  const isOld = random.chance(0.15);
  const isDay = (band: Band): boolean => band !== 'night';
  return {
    branchId: branch.id,
    lotCode,
    spareMinutes: isFull && !isFirstTier ? 0 : spareMinutes,
    bands: BANDS.filter((band) => random.chance(BAND_CHANCE[band]) || (isFirstTier && isDay(band))),
    doubleUps: random.chance(branch.size === 'small' ? 0.5 : 0.85) || isFirstTier,
    declaredDaysAgo: isOld ? random.integer(8, 40) : random.integer(0, 6),
  };
}
