import type { EligibilityRule } from '#contracts/eligibility';
import type { RatingPolicy } from '#contracts/lots';
import { checkCapabilities } from '../eligibility/branch-rules.js';
import { answerBands, answerDoubleUp } from '../eligibility/capacity-rules.js';
import { type DecisionTime, decideEligibility, type Eligibility } from '../eligibility/decide-eligibility.js';
import type { BranchFacts, PackageFacts } from '../eligibility/facts.js';

/** The rules whose answer is the same for every package of a lot that starts on one day. */
const OF_THE_LOT: readonly EligibilityRule[] = ['contract.lot', 'registration.active', 'rating.policy'];

/** Makes a minimal package of an unknown person, to find out which branches can take work at all. */
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
 * Selects the branches of a lot that might take some package there, those with most spare minutes first. A branch
 * left out fails a rule that depends on neither the person nor the package.
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
 * True if any branch is eligible for a package. `candidates` must be in the order of `mightTake`. Branches with too
 * few spare minutes or without the bands or capabilities are skipped by the same rules that the decision uses; the
 * full decision is made for the others until one is eligible. `factsFor` adds the facts that depend on the person.
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

/** True if a branch can take a new person, apart from its spare minutes. */
export function canTakeWork({ checks }: Pick<Eligibility, 'checks'>): boolean {
  return checks.every(({ rule, result }) => result !== 'fail' || rule === 'capacity.minutes');
}

/**
 * Returns a key that is equal for packages with the same answer. Only for people without facts of their own.
 */
export function profileOf({ lotId, startOn, weeklyMinutes, bands, doubleUp, needs }: PackageFacts): string {
  return JSON.stringify([lotId, startOn, weeklyMinutes, bands.toSorted(), doubleUp, needs.toSorted()]);
}
