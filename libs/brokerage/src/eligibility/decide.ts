import type { Check } from '#contracts/eligibility';
import type { RatingPolicy } from '#contracts/lots';
import { DomainError } from '#domain/domain-error';
import { decideEligibility } from '#domain/eligibility/decide-eligibility';
import type { BranchFacts, PackageFacts } from '#domain/eligibility/facts';
import { COMMIT_WITHIN_MS, type Reader } from '#platform/database/database';
import { eligibilityFacts, type FactsQuestion, type Pair } from './eligibility-facts.queries.js';

/** From now until the latest instant at which the transaction that asks can commit. */
export function commitWindow(now: Date): { now: Date; commitBy: Date } {
  return { now, commitBy: new Date(now.getTime() + COMMIT_WITHIN_MS) };
}

export interface DecidedPair {
  readonly facts: BranchFacts;
  readonly decision: ReturnType<typeof decideEligibility>;
}

/** The decision for every contracted branch and whoever may deliver for it, with the facts it rests on. */
export async function decideForAll(
  reader: Reader,
  policy: RatingPolicy,
  question: Omit<FactsQuestion, 'pair'>,
): Promise<DecidedPair[]> {
  const facts = await eligibilityFacts(reader, question);
  return facts.map((branch) => ({
    facts: branch,
    decision: decide(branch, question.pkg, policy, question.now),
  }));
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
  question: FactsQuestion & { readonly pair: Pair },
): Promise<void> {
  const [facts] = await eligibilityFacts(reader, question);
  if (!facts) throw new DomainError('branch_not_found');
  const { eligible, checks } = decide(facts, question.pkg, policy, question.now);
  if (!eligible)
    throw new DomainError('branch_not_eligible', { ...question.pair, checks: withoutEvidence(checks) });
}

/** What a provider may be told of a refusal. */
export function withoutEvidence(checks: readonly Check[]): Pick<Check, 'rule' | 'remedy'>[] {
  return checks.filter(({ result }) => result === 'fail').map(({ rule, remedy }) => ({ rule, remedy }));
}

/** @throws DomainError `branch_not_eligible` with every check that failed, evidence and all */
export async function assertEligible(
  reader: Reader,
  policy: RatingPolicy,
  question: FactsQuestion & { readonly pair: Pair },
): Promise<DecidedPair['decision']> {
  const [facts] = await eligibilityFacts(reader, question);
  if (!facts) throw new DomainError('branch_not_found');
  const decision = decide(facts, question.pkg, policy, question.now);
  if (!decision.eligible) {
    throw new DomainError('branch_not_eligible', {
      ...question.pair,
      checks: decision.checks.filter(({ result }) => result === 'fail'),
    });
  }
  return decision;
}

const decide = (
  facts: BranchFacts,
  pkg: PackageFacts,
  policy: RatingPolicy,
  now: Date,
): DecidedPair['decision'] => decideEligibility(facts, pkg, policy, commitWindow(now));
