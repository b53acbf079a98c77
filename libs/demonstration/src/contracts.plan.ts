import type { NewContract } from '#contracts/providers';
import { contractDates } from './contract-dates.js';
import { profileOf } from './leicestershire/localities.js';
import { FIXED_PRICE_LOT, FIXED_PRICE_PENCE } from './leicestershire/lot-settings.js';
import { LOTS } from './leicestershire/lots.js';
import type { BranchSize } from './leicestershire/provider-roster.js';
import type { PlannedBranch } from './providers.plan.js';
import { SeededRandom } from './seeded-random.js';

export interface PlannedContract extends Required<Omit<NewContract, 'lotId'>> {
  readonly noticeDays: number;
  readonly lotCode: string;
}

const SEED = 9_990_002;
const LOTS_BESIDE_HOME: Readonly<Record<BranchSize, number>> = { large: 5, medium: 4, small: 2 };
const STANDING_OF_SIZE: Readonly<Record<BranchSize, number>> = { large: 3, medium: 2, small: 0 };

/** The lowest and highest hourly rate of each tier, in pence. The third tier is the most expensive. */
const RATES: readonly (readonly [number, number])[] = [
  [2_150, 2_290],
  [2_240, 2_440],
  [2_440, 2_680],
];
const RURAL_EXTRA_PENCE = 240;
const DEAREST_PENCE = 2_980;

/**
 * Plans contracts. Each branch has a contract for the lot of its office and for some lots nearby. In each lot
 * the best branches get the first tier.
 */
export function planContracts(today: string, branches: readonly PlannedBranch[]): PlannedContract[] {
  const random = new SeededRandom(SEED);
  const reach = new Map(branches.map((branch) => [branch.id, lotsReached(branch, random)]));
  return LOTS.flatMap(({ code }) => {
    const contracted = branches.filter(({ id }) => reach.get(id)?.includes(code));
    return contractsOfLot(code, inOrderOfStanding(contracted, code, random), today, random);
  });
}

/**
 * True if a branch may have a first-tier contract. The branch must be active and not rated Inadequate overall
 * or for safety.
 */
export function mayBeFirstTier({ registration, ratings }: PlannedBranch): boolean {
  const isActive = registration.status === 'registered' && !registration.dormant && registration.personalCare;
  return isActive && ratings.overall !== 'inadequate' && ratings.safe !== 'inadequate';
}

function lotsReached({ homeLotCode, size }: PlannedBranch, random: SeededRandom): string[] {
  const furthest = LOTS_BESIDE_HOME[size] - (random.chance(0.3) ? 1 : 0);
  return [homeLotCode, ...profileOf(homeLotCode).neighbours.slice(0, furthest)];
}

function inOrderOfStanding(
  branches: readonly PlannedBranch[],
  lotCode: string,
  random: SeededRandom,
): PlannedBranch[] {
  const standing = (branch: PlannedBranch): number =>
    (mayBeFirstTier(branch) ? 10 : 0) +
    STANDING_OF_SIZE[branch.size] +
    (branch.homeLotCode === lotCode ? 2 : 0) +
    (branch.ratings.overall === 'outstanding' ? 1 : 0) +
    random.next() * 2;
  return branches
    .map((branch) => ({ branch, standing: standing(branch) }))
    .sort((a, b) => b.standing - a.standing)
    .map(({ branch }) => branch);
}

function contractsOfLot(
  lotCode: string,
  branches: readonly PlannedBranch[],
  today: string,
  random: SeededRandom,
): PlannedContract[] {
  const firstTier = Math.max(2, Math.round(branches.length * 0.3));
  const secondTier = Math.max(firstTier + 1, Math.round(branches.length * 0.75));
  const ranks = [0, 0, 0];
  return branches.map((branch, index) => {
    const tier = index < firstTier ? 1 : index < secondTier ? 2 : 3;
    const rankInTier = (ranks[tier - 1] ?? 0) + 1;
    ranks[tier - 1] = rankInTier;
    return {
      branchId: branch.id,
      lotCode,
      tier,
      rankInTier,
      ...ratesOf(lotCode, tier, random),
      ...contractDates(tier, today, random),
      noticeDays: 28,
    };
  });
}

type Rates = Pick<NewContract, 'rateMinPence' | 'rateMaxPence'>;

/** Plans the lowest and highest rate of a contract. In most contracts, both are the same. */
function ratesOf(lotCode: string, tier: number, random: SeededRandom): Rates {
  if (lotCode === FIXED_PRICE_LOT)
    return { rateMinPence: FIXED_PRICE_PENCE, rateMaxPence: FIXED_PRICE_PENCE };
  const [least, most] = RATES[tier - 1] ?? [2_150, 2_680];
  const extra = profileOf(lotCode).isRural ? RURAL_EXTRA_PENCE : 0;
  const rateMinPence = random.integer((least + extra) / 10, (most + extra) / 10) * 10;
  const room = random.chance(0.55) ? 0 : random.integer(2, 11) * 10;
  return { rateMinPence, rateMaxPence: Math.min(rateMinPence + room, DEAREST_PENCE) };
}
