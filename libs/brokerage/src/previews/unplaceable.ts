import { type ClockProfile, DEFAULT_CLOCK_PROFILES } from '#contracts/lots';
import { broadcastTimes } from '#domain/broadcasts/broadcast-times';
import type { BranchFacts, PackageFacts } from '#domain/eligibility/facts';
import { hasTaker, mightTake, probeOf, profileOf } from '#domain/previews/find-eligible-branch';
import { londonDate } from '#domain/time/london';
import { commitWindow } from '../facts/commit-window.js';
import { packageFacts } from '../facts/package-facts.js';
import type { People } from '../facts/personal-facts.queries.js';
import type { CareToMove } from './care-at-stake.queries.js';
import type { LotAtStake } from './lots-at-stake.queries.js';
import type { Proposal } from './proposal.js';

export interface PlacingQuestion {
  readonly proposal: Proposal;
  readonly lots: readonly LotAtStake[];
  readonly clocks: readonly ClockProfile[];
  /**
   * Lists all pairs of contracted and delivering branch in a lot, with eligibility data. The data is about a
   * person unknown to every branch.
   */
  readonly marketOn: (lotId: string, startOn: string) => readonly BranchFacts[];
  readonly people: People;
}

/**
 * Finds the care for which no other branch would be eligible. Applies the eligibility rules to a replacement
 * broadcast at the time when the proposal takes effect.
 *
 * To save time, people unknown to every branch share one result for each kind of package.
 */
export function unplaceable(care: readonly CareToMove[], question: PlacingQuestion): CareToMove[] {
  const candidates = remembered(({ lotId, startOn }: PackageFacts) => candidatesIn(lotId, startOn, question));
  const answers = new Map<string, boolean>();
  return care.filter((one) => {
    const pkg = factsOf(one, question);
    const subject = { authorityId: pkg.authorityId, personId: pkg.personId, packageId: pkg.packageId };
    const profile = question.people.isStranger(subject) ? profileOf(pkg) : pkg.packageId;
    const isTaken = answers.get(profile) ?? isTakenBy(pkg, candidates(pkg), question);
    answers.set(profile, isTaken);
    return !isTaken;
  });
}

function isTakenBy(
  pkg: PackageFacts,
  candidates: readonly BranchFacts[],
  { proposal, lots, people }: PlacingQuestion,
): boolean {
  const lot = lots.find(({ id }) => id === pkg.lotId);
  if (!lot) return false;
  const factsFor = (candidate: BranchFacts): BranchFacts => ({
    ...candidate,
    ...people.factsOf(candidate.deliveringBranchId, pkg),
  });
  return hasTaker(pkg, candidates, factsFor, lot.ratingPolicy, commitWindow(proposal.at));
}

function candidatesIn(
  lotId: string,
  startOn: string,
  { proposal, lots, marketOn }: PlacingQuestion,
): readonly BranchFacts[] {
  const lot = lots.find(({ id }) => id === lotId);
  if (!lot) return [];
  const probe = probeOf({ authorityId: proposal.authorityId, lotId, startOn });
  const market = marketOn(lotId, startOn).filter((pair) => !isLedByLeaver(pair, proposal));
  return mightTake(market, probe, lot.ratingPolicy, commitWindow(proposal.at));
}

/** True if the contracted branch closes or hands back its contract under the proposal. */
function isLedByLeaver(
  { leadBranchId }: Pick<BranchFacts, 'leadBranchId'>,
  { branchId, contractsEndOn, losesRegistration }: Proposal,
): boolean {
  return leadBranchId === branchId && (contractsEndOn !== null || losesRegistration);
}

/**
 * Returns the eligibility data of the package for a replacement broadcast. Care would start on the last day
 * that the authority's time limits allow.
 */
function factsOf(
  { personId, package: pkg }: CareToMove,
  { proposal, clocks }: PlacingQuestion,
): PackageFacts {
  const urgency = proposal.urgency ?? pkg.urgency;
  const clock = clocks.find((one) => one.urgency === urgency) ?? DEFAULT_CLOCK_PROFILES[urgency];
  const startOn = londonDate(broadcastTimes(proposal.at, clock).startBy);
  return packageFacts({ ...pkg, personId, authorityId: proposal.authorityId }, startOn);
}

function remembered(find: (pkg: PackageFacts) => readonly BranchFacts[]): typeof find {
  const found = new Map<string, readonly BranchFacts[]>();
  return (pkg) => {
    const key = `${pkg.lotId} ${pkg.startOn}`;
    const known = found.get(key) ?? find(pkg);
    found.set(key, known);
    return known;
  };
}
