import type { EligibilityRule } from '#contracts/eligibility';
import type { RatingPolicy } from '#contracts/lots';
import { checkCapabilities } from '../eligibility/branch-rules.js';
import { answerBands, answerDoubleUp } from '../eligibility/capacity-rules.js';
import { type DecisionTime, decideEligibility, type Eligibility } from '../eligibility/decide-eligibility.js';
import type { BranchFacts, PackageFacts } from '../eligibility/facts.js';

/** Rules whose answer is the same for every package of a lot that would start on one day. */
const OF_THE_LOT: readonly EligibilityRule[] = ['contract.lot', 'registration.active', 'rating.policy'];

/** What a person whom nobody knows would need least of: to see who can take work at all. */
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
 * Those of a lot who might take anything at all there, whoever it is for, those with most to spare first.
 * Whom it leaves out fails a rule that has nothing to do with the person or the package.
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
 * Whether anybody is eligible for a package. `candidates` are in the order of `mightTake`; who plainly has
 * too little to spare, or cannot serve its bands or needs, is passed over by the very rules that the decision
 * would ask. The decision itself is made for the rest, until one is eligible; `factsFor` adds what a branch
 * knows of the person.
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

function canServe({ capacity, capabilities }: BranchFacts, pkg: PackageFacts): boolean {
  return (
    answerBands(capacity, pkg).result !== 'fail' &&
    answerDoubleUp(capacity, pkg).result !== 'fail' &&
    checkCapabilities(capabilities, pkg.needs).every(({ result }) => result !== 'fail')
  );
}

/** Whether a branch can take somebody new, but for how much it has to spare. */
export function canTakeWork({ checks }: Pick<Eligibility, 'checks'>): boolean {
  return checks.every(({ rule, result }) => result !== 'fail' || rule === 'capacity.minutes');
}

/** Packages with the same answer for everybody who is known to no branch. */
export function profileOf({ lotId, startOn, weeklyMinutes, bands, doubleUp, needs }: PackageFacts): string {
  return JSON.stringify([lotId, startOn, weeklyMinutes, bands.toSorted(), doubleUp, needs.toSorted()]);
}
