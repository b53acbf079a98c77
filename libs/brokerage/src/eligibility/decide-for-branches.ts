import type { Check } from '#contracts/eligibility';
import type { RatingPolicy } from '#contracts/lots';
import { DomainError } from '#domain/domain-error';
import { decideEligibility } from '#domain/eligibility/decide-eligibility';
import type { BranchFacts } from '#domain/eligibility/facts';
import type { Reader } from '#platform/database/database';
import { commitWindow } from '../facts/commit-window.js';
import { eligibilityFacts, type FactsQuestion } from '../facts/eligibility-facts.queries.js';
import type { Pair } from '../facts/branches-in-lots.queries.js';

export interface DecidedPair {
  readonly facts: BranchFacts;
  readonly decision: ReturnType<typeof decideEligibility>;
}

/** The decisions about one package: which branches may take the package, and why other branches may not. */
export interface LotDecisions {
  /** One eligibility decision with its input data for each branch that may deliver in the package's lot. */
  readonly pairs: readonly DecidedPair[];
  /**
   * The ids of branches that are contracted to the authority, but not in the package's lot. All of them fail
   * one rule only (see `contractedElsewhereCheck`).
   */
  readonly contractedElsewhere: readonly string[];
  /** The provider of each branch of the pairs. */
  readonly providerOf: ReadonlyMap<string, string>;
}

/**
 * Decides whether each branch may take a package. Covers contracted branches and subcontractors that may
 * deliver in the lot.
 */
export async function decideForAll(
  reader: Reader,
  policy: RatingPolicy,
  question: FactsQuestion,
): Promise<LotDecisions> {
  const { pairs, contractedElsewhere, providerOf } = await eligibilityFacts(reader, question);
  const at = commitWindow(question.now);
  return {
    pairs: pairs.map((facts) => ({ facts, decision: decideEligibility(facts, question.pkg, policy, at) })),
    contractedElsewhere,
    providerOf,
  };
}

interface PairQuestion extends FactsQuestion {
  readonly pair: Pair;
}

/**
 * @throws DomainError `branch_not_eligible` with every rule that failed and the values that decided the
 * result
 */
export async function assertEligible(
  reader: Reader,
  policy: RatingPolicy,
  question: PairQuestion,
): Promise<DecidedPair['decision']> {
  const decision = await decideForPair(reader, policy, question);
  if (!decision.eligible) {
    const checks = decision.checks.filter(({ result }) => result === 'fail');
    throw new DomainError('branch_not_eligible', { ...question.pair, checks });
  }
  return decision;
}

/**
 * Refuses a provider's act if the branch may not take the package. The error names the failed rules and what
 * would change their result. The error leaves out the evidence, because it may describe the family or another
 * branch.
 *
 * @throws DomainError `branch_not_eligible`
 */
export async function assertEligibleForProvider(
  reader: Reader,
  policy: RatingPolicy,
  question: PairQuestion,
): Promise<void> {
  const { eligible, checks } = await decideForPair(reader, policy, question);
  if (!eligible)
    throw new DomainError('branch_not_eligible', { ...question.pair, checks: withoutEvidence(checks) });
}

/** Returns the failed rules without their evidence, because a provider may not see evidence. */
export function withoutEvidence(checks: readonly Check[]): Pick<Check, 'rule' | 'remedy'>[] {
  return checks.filter(({ result }) => result === 'fail').map(({ rule, remedy }) => ({ rule, remedy }));
}

async function decideForPair(
  reader: Reader,
  policy: RatingPolicy,
  question: PairQuestion,
): Promise<DecidedPair['decision']> {
  const { pairs } = await decideForAll(reader, policy, question);
  const [decided] = pairs;
  if (!decided) throw new DomainError('branch_not_found');
  return decided.decision;
}
