import type { Check } from '#contracts/eligibility';
import type { Capability } from '#contracts/needs';
import { fails, passes, type Answer, warns } from './rule-answer.js';
import type { BranchFacts, IntakeFact } from './facts.js';
import type { Registration } from '#contracts/providers';
import type { RatingPolicy } from '#contracts/lots';

/**
 * Returns one result for each capability that the package needs (docs/rules.md §3.2). A result is a failure if the
 * branch has not declared the capability, and a warning if no council has confirmed it. Without `confirmed`, the
 * declaration is enough.
 */
export function checkCapabilities(
  { capabilities, confirmedCapabilities }: Pick<BranchFacts, 'capabilities' | 'confirmedCapabilities'>,
  needs: readonly Capability[],
): Check[] {
  return [...new Set(needs)].map((need) => ({
    rule: `capability.${need}`,
    ...answerCapability(need, capabilities.includes(need), confirmedCapabilities?.includes(need)),
  }));
}

function answerCapability(need: Capability, declared: boolean, confirmed: boolean | undefined): Answer {
  const name = need.replaceAll('_', ' ');
  if (!declared) return fails({ declared }, `The branch must declare that it can meet this need: ${name}.`);
  if (confirmed === undefined) return passes({ declared });
  return confirmed
    ? passes({ declared, confirmed })
    : warns({ declared, confirmed }, `A council must confirm that the branch meets this need: ${name}.`);
}

/** Fails for a branch that the person or family does not want. */
export function answerExclusion(isExcluded: boolean): Answer {
  return isExcluded
    ? fails({ isExcluded }, 'The person or family would have to withdraw the exclusion.')
    : passes({ isExcluded });
}

/**
 * Fails for the branch that a transferred person leaves. Also fails for a branch from which an officer has
 * withdrawn the award of this package. Returns no result for any other branch.
 */
export function checkLeaving(leaving: BranchFacts['leaving']): Check[] {
  switch (leaving?.kind) {
    case undefined:
      return [];
    case 'transfer':
      return [
        {
          rule: 'transfer.leaving',
          ...fails({ cause: leaving.cause }, 'The transfer would have to be stopped.'),
        },
      ];
    case 'award_withdrawn': {
      const remedy = 'A new broadcast of this package would have to be opened.';
      return [{ rule: 'award.withdrawn', ...fails({ awardId: leaving.awardId }, remedy) }];
    }
  }
}

/** Fails if the delivering branch is dormant or not registered with CQC for *Personal care*. */
export function answerRegistration({ status, dormant, personalCare }: Registration): Answer {
  const evidence = { status, dormant, personalCare };
  const missing = [
    ...(status === 'registered' ? [] : ['The branch must be registered with CQC.']),
    ...(dormant ? ['The branch must no longer be dormant at CQC.'] : []),
    ...(personalCare ? [] : ['The branch must be registered for personal care.']),
  ];
  return missing.length === 0 ? passes(evidence) : fails(evidence, missing.join(' '));
}

/**
 * Fails if the branch has reached the reallocation's intake cap within seven days (docs/rules.md §4.3).
 * Returns no result without an intake cap.
 */
export function checkIntake(intake: IntakeFact | null | undefined): Check[] {
  if (!intake) return [];
  const { capPeople, takenPeople } = intake;
  const evidence = { capPeople, takenPeople };
  const answer =
    takenPeople < capPeople
      ? passes(evidence)
      : fails(
          evidence,
          `The branch has been awarded ${takenPeople} of the people being moved within seven days, and no more than ${capPeople} were to be; the cap would have to be raised, or time to pass.`,
        );
  return [{ rule: 'intake.cap', ...answer }];
}

type Ratings = BranchFacts['ratings'];

/**
 * Compares the branch's CQC ratings with the lot's rating policy. A branch that CQC has not rated yet never
 * fails, because it has no bad rating.
 */
export function answerRating({ overall, safe, wellLed }: Ratings, policy: RatingPolicy): Answer {
  const evidence = { policy, overall, safe, wellLed };
  const remedy = remedyFor({ overall, safe, wellLed }, policy);
  return remedy === null ? passes(evidence) : fails(evidence, remedy);
}

function remedyFor(ratings: Ratings, policy: RatingPolicy): string | null {
  switch (policy) {
    case 'any':
      return null;
    case 'exclude_inadequate':
      return isInadequate(ratings)
        ? 'CQC must rate the branch better than Inadequate, overall and in one of Safe and Well-led.'
        : null;
    case 'exclude_below_good':
      return isInadequate(ratings) || ratings.overall === 'requires_improvement'
        ? 'CQC must rate the branch Good or Outstanding overall, and better than Inadequate in one of Safe and Well-led.'
        : null;
  }
}

/** True if CQC rates the branch Inadequate overall, or Inadequate in both Safe and Well-led. */
function isInadequate({ overall, safe, wellLed }: Ratings): boolean {
  return overall === 'inadequate' || (safe === 'inadequate' && wellLed === 'inadequate');
}
