import type { Check } from '#contracts/eligibility';
import type { RatingPolicy } from '#contracts/lots';
import { DomainError } from '#domain/domain-error';
import { decideEligibility } from '#domain/eligibility/decide-eligibility';
import type { BranchFacts } from '#domain/eligibility/facts';
import type { Reader } from '#platform/database/database';
import { commitWindow } from '../facts/commit-window.js';
import { eligibilityFacts, type FactsQuestion } from './eligibility-facts.queries.js';
import type { Pair } from './market.queries.js';
import { pairFacts, type PairRow } from './pair-facts.queries.js';

export interface DecidedPair {
  readonly facts: BranchFacts;
  readonly decision: ReturnType<typeof decideEligibility>;
}

/** The decision for every pair that the question is about, with the facts it rests on. */
export async function decideForAll(
  reader: Reader,
  policy: RatingPolicy,
  question: FactsQuestion,
): Promise<DecidedPair[]> {
  const facts = await eligibilityFacts(reader, question);
  return facts.map((branch) => ({
    facts: branch,
    decision: decideEligibility(branch, question.pkg, policy, commitWindow(question.now)),
  }));
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
 * For a provider's own acts: it is told which rules stand in the way and what would change that. The evidence,
 * which may be the family's words or another branch's standing, is the authority's.
 *
 * @throws DomainError `branch_not_eligible`
 */
export async function assertEligibleForProvider(
  reader: Reader,
  policy: RatingPolicy,
  row: PairRow,
  question: PairQuestion,
): Promise<void> {
  const facts = await pairFacts(reader, row, question);
  if (!facts) throw new DomainError('branch_not_found');
  const { eligible, checks } = decideEligibility(facts, question.pkg, policy, commitWindow(question.now));
  if (!eligible)
    throw new DomainError('branch_not_eligible', { ...question.pair, checks: withoutEvidence(checks) });
}

/** What a provider may be told of a refusal. */
export function withoutEvidence(checks: readonly Check[]): Pick<Check, 'rule' | 'remedy'>[] {
  return checks.filter(({ result }) => result === 'fail').map(({ rule, remedy }) => ({ rule, remedy }));
}

async function decideForPair(
  reader: Reader,
  policy: RatingPolicy,
  question: PairQuestion,
): Promise<DecidedPair['decision']> {
  const [decided] = await decideForAll(reader, policy, question);
  if (!decided) throw new DomainError('branch_not_found');
  return decided.decision;
}
