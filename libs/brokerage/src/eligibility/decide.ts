import type { Check } from '#contracts/eligibility';
import type { RatingPolicy } from '#contracts/lots';
import { DomainError } from '#domain/domain-error';
import { decideEligibility } from '#domain/eligibility/decide-eligibility';
import type { BranchFacts } from '#domain/eligibility/facts';
import type { Reader } from '#platform/database/database';
import { commitWindow } from '../facts/commit-window.js';
import { eligibilityFacts, type FactsQuestion } from '../facts/eligibility-facts.queries.js';
import type { Pair } from '../facts/market.queries.js';

export interface DecidedPair {
  readonly facts: BranchFacts;
  readonly decision: ReturnType<typeof decideEligibility>;
}

/** The decisions about one package. */
export interface LotDecisions {
  /** A full decision for every pair with a contract or a subcontract for the package's lot, with its facts. */
  readonly pairs: readonly DecidedPair[];
  /**
   * The ids of the authority's other contracted branches. All of them are ineligible for the same reason,
   * `contractedElsewhereCheck`.
   */
  readonly contractedElsewhere: readonly string[];
}

/** Decides for every branch contracted to the authority, and for every branch that may deliver for one in the lot. */
export async function decideForAll(
  reader: Reader,
  policy: RatingPolicy,
  question: FactsQuestion,
): Promise<LotDecisions> {
  const { pairs, contractedElsewhere } = await eligibilityFacts(reader, question);
  const at = commitWindow(question.now);
  return {
    pairs: pairs.map((facts) => ({ facts, decision: decideEligibility(facts, question.pkg, policy, at) })),
    contractedElsewhere,
  };
}

interface PairQuestion extends FactsQuestion {
  readonly pair: Pair;
}

/** @throws DomainError `branch_not_eligible` with every check that failed, evidence and all */
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
 * For a provider's own acts. The refusal names the rules that stand in the way and what would change them. The evidence
 * is left out: it may be the family's words or another branch's standing.
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

/** Removes the evidence from checks, because a provider may not see evidence. */
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
