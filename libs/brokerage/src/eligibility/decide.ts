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

/** @throws DomainError `branch_not_eligible` with every check that failed. */
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
