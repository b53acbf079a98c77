import type { EligibilityRule } from '#contracts/eligibility';
import type { RatingPolicy } from '#contracts/lots';
import { checkCapabilities } from '../eligibility/branch-rules.js';
import { answerBands, answerDoubleUp } from '../eligibility/capacity-rules.js';
import { type DecisionTime, decideEligibility, type Eligibility } from '../eligibility/decide-eligibility.js';
import type { BranchFacts, PackageFacts } from '../eligibility/facts.js';

/**
 * The eligibility rules that depend only on the lot, the start date and the branch. Their results are equal
 * for all packages with the same lot and start date.
 */
const OF_THE_LOT: readonly EligibilityRule[] = ['contract.lot', 'registration.active', 'rating.policy'];

/**
 * Makes the eligibility data of an imaginary package of minimal size. A branch that is ineligible even for
 * this package can take no new work in the lot.
 */
export function probeOf({
  authorityId,
  lotId,
  startOn,
}: Pick<PackageFacts, 'authorityId' | 'lotId' | 'startOn'>): PackageFacts {
  return {
    authorityId,
    lotId,
    startOn,
    packageId: '',
    personId: '',
    weeklyMinutes: 1,
    bands: [],
    doubleUp: false,
    needs: [],
  };
}

/**
 * Lists the branches of a lot that may be eligible for some package, most spare minutes first. Leaves out
 * branches that are ineligible for every person and package. `probe` is the imaginary package of `probeOf`.
 */
export function mightTake(
  market: readonly BranchFacts[],
  probe: PackageFacts,
  policy: RatingPolicy,
  at: DecisionTime,
): BranchFacts[] {
  const fails = ({ checks }: Eligibility): boolean =>
    checks.some(({ rule, result }) => result === 'fail' && OF_THE_LOT.includes(rule));
  return market
    .filter((branch) => branch.capacity !== null && !fails(decideEligibility(branch, probe, policy, at)))
    .toSorted((a, b) => spareOf(b) - spareOf(a));
}

const spareOf = ({ capacity }: Pick<BranchFacts, 'capacity'>): number => capacity?.spareMinutes ?? 0;

/**
 * True if any branch is eligible for a package. `candidates` must be in the order that `mightTake` returns.
 * `factsFor` adds the data about the person.
 *
 * To save time, first skips branches without enough minutes, bands or capabilities, and stops at the first
 * eligible branch.
 */
export function hasTaker(
  pkg: PackageFacts,
  candidates: readonly BranchFacts[],
  factsFor: (candidate: BranchFacts) => BranchFacts,
  policy: RatingPolicy,
  at: DecisionTime,
): boolean {
  for (const candidate of candidates) {
    if (spareOf(candidate) < pkg.weeklyMinutes) return false;
    if (!canServe(candidate, pkg)) continue;
    if (decideEligibility(factsFor(candidate), pkg, policy, at).eligible) return true;
  }
  return false;
}

function canServe(branch: BranchFacts, pkg: PackageFacts): boolean {
  const { capacity } = branch;
  return (
    answerBands(capacity, pkg).result !== 'fail' &&
    answerDoubleUp(capacity, pkg).result !== 'fail' &&
    checkCapabilities(branch, pkg.needs).every(({ result }) => result !== 'fail')
  );
}

/** True if a branch is eligible for a new person, or would be eligible if it had more spare minutes. */
export function canTakeWork({ checks }: Pick<Eligibility, 'checks'>): boolean {
  return checks.every(({ rule, result }) => result !== 'fail' || rule === 'capacity.minutes');
}

/**
 * Returns a key for a package. Packages with equal keys have equal eligibility decisions, as long as no
 * branch has data about their people.
 */
export function profileOf({ lotId, startOn, weeklyMinutes, bands, doubleUp, needs }: PackageFacts): string {
  return JSON.stringify([lotId, startOn, weeklyMinutes, bands.toSorted(), doubleUp, needs.toSorted()]);
}
