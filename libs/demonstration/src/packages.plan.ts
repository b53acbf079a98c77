import { addDays } from '#domain/time/iso-date';
import { canDeliver, isActive } from './branch-fit.js';
import type { PlannedCapacity } from './capacities.plan.js';
import { isLiveOn } from './contract-dates.js';
import type { PlannedContract } from './contracts.plan.js';
import type { BranchSize } from './leicestershire/provider-roster.js';
import type { PlannedPerson } from './people.plan.js';
import { planCare, plannedUrgency, type PlannedPackage } from './planned-care.js';
import type { PlannedBranch } from './providers.plan.js';
import { type PlannedRestriction, startAllowedBy } from './restrictions.plan.js';
import { SeededRandom } from './seeded-random.js';
import type { PlannedSubcontract } from './subcontracts.plan.js';
import { VISIT_PATTERNS } from './visit-patterns.js';

/** A package with care that has started and continues. */
export interface PlannedLivePackage extends PlannedPackage {
  /** The contracted branch. The branch that delivers the care is in `deliveringBranchId`. */
  readonly branchId: string;
  readonly deliveringBranchId: string;
  readonly hourlyRatePence: number;
  readonly startedOn: string;
}

/**
 * The planned branches, contracts, subcontracts, capacities and restrictions. Packages and stories are
 * planned from them.
 */
export interface Market {
  readonly today: string;
  readonly branches: readonly PlannedBranch[];
  readonly contracts: readonly PlannedContract[];
  readonly subcontracts: readonly PlannedSubcontract[];
  readonly capacities: readonly PlannedCapacity[];
  readonly restrictions: readonly PlannedRestriction[];
}

export const LIVE_PACKAGES = 1_200;

const SEED = 9_990_005;
const SECOND_PACKAGE_EVERY = 119;
const PACKAGES_OF_SIZE: Readonly<Record<BranchSize, number>> = { large: 66, medium: 29, small: 10 };
/**
 * The lowest weight of a branch when a contract is picked at random. So a branch that has enough packages for
 * its size still gets a few more.
 */
const LEAST_ROOM = 0.3;
/**
 * The probability that the contracted branch's subcontractor delivers a package, if there is a subcontractor.
 */
const SUBCONTRACTED_SHARE = 0.5;

/**
 * Plans one live package for each person and a second package for some people. Each package goes to a branch
 * that can deliver the care.
 */
export function planLivePackages(market: Market, people: readonly PlannedPerson[]): PlannedLivePackage[] {
  const random = new SeededRandom(SEED);
  const room = new Map(
    market.branches
      .filter(isActive)
      .map(({ id, size }) => [id, Math.round((PACKAGES_OF_SIZE[size] * random.integer(85, 115)) / 100)]),
  );
  const seconds = people.filter((_, index) => index % SECOND_PACKAGE_EVERY === 0);
  return [...people, ...seconds].slice(0, LIVE_PACKAGES).map((person, index) => {
    const planned = livePackage(market, person, room, random);
    room.set(planned.deliveringBranchId, (room.get(planned.deliveringBranchId) ?? 0) - 1);
    return { key: `L${String(index + 1).padStart(4, '0')}`, ...planned };
  });
}

function livePackage(
  market: Market,
  person: PlannedPerson,
  room: ReadonlyMap<string, number>,
  random: SeededRandom,
): Omit<PlannedLivePackage, 'key'> {
  const { lotCode } = person;
  const contract = pickContract(market, person, room, random);
  const possibleSubcontract = subcontractFor(market, contract, person, room);
  const subcontract = random.chance(SUBCONTRACTED_SHARE) ? possibleSubcontract : undefined;
  const delivering = subcontract?.deliveringBranchId ?? contract.branchId;

  const branch = found(market.branches.find(({ id }) => id === delivering));
  const capacity = found(
    market.capacities.find((it) => it.branchId === delivering && it.lotCode === lotCode),
  );
  const possible = VISIT_PATTERNS.filter((pattern) => canDeliver(branch, capacity, pattern));
  const pattern = random.pickBy(possible, ({ weight }) => weight);
  const daysLive = Math.ceil(1_100 * random.next() ** 2) + 3;
  const startsOn = later((subcontract ?? contract).startsOn, addDays(market.today, -daysLive));
  return {
    personReference: person.reference,
    lotCode,
    urgency: plannedUrgency(random),
    ...planCare(pattern, branch.capabilities, random),
    branchId: contract.branchId,
    deliveringBranchId: delivering,
    hourlyRatePence: random.integer(contract.rateMinPence, contract.rateMaxPence),
    startedOn: startAllowedBy(market.restrictions, { branchId: delivering, lotCode, startsOn }),
  };
}

/**
 * Picks one of the contracts in the person's lot at random. Branches with too few packages for their size are
 * picked more often. Branches with their office in the lot are picked twice as often.
 */
function pickContract(
  { branches, contracts, today }: Market,
  person: PlannedPerson,
  room: ReadonlyMap<string, number>,
  random: SeededRandom,
): PlannedContract {
  const home = new Map(branches.map(({ id, homeLotCode }) => [id, homeLotCode]));
  const open = contracts.filter(
    (contract) =>
      contract.lotCode === person.lotCode &&
      isLiveOn(today, contract) &&
      mayReceive(person, contract.branchId, room),
  );
  return random.pickBy(
    open,
    ({ branchId, lotCode }) =>
      Math.max(room.get(branchId) ?? 0, LEAST_ROOM) * (home.get(branchId) === lotCode ? 2 : 1),
  );
}

function subcontractFor(
  { subcontracts }: Market,
  { branchId, lotCode }: PlannedContract,
  person: PlannedPerson,
  room: ReadonlyMap<string, number>,
): PlannedSubcontract | undefined {
  return subcontracts.find(
    (it) =>
      it.branchId === branchId && it.lotCode === lotCode && mayReceive(person, it.deliveringBranchId, room),
  );
}

function mayReceive(person: PlannedPerson, branchId: string, room: ReadonlyMap<string, number>): boolean {
  return room.has(branchId) && !person.exclusions.some((it) => it.branchId === branchId);
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError('the plan refers to something it does not have');
  return value;
}
