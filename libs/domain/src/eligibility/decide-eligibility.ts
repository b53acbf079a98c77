import { ELIGIBILITY_RULES, type EligibilityDecision } from '#contracts/eligibility';
import type { RatingPolicy } from '#contracts/lots';
import { checkRestrictions, type RestrictionAnswer } from '../restrictions/check-restrictions.js';
import { isRestrictionRule, type RestrictionRule } from '../restrictions/conditions.js';
import type { Answer } from './rule-answer.js';
import {
  checkCapabilities,
  answerExclusion,
  checkIntake,
  checkLeaving,
  answerRating,
  answerRegistration,
} from './branch-rules.js';
import { answerBands, answerDoubleUp, answerSpareMinutes } from './capacity-rules.js';
import { answerContract, contractLiveOn } from './contract-rule.js';
import type { BranchFacts, PackageFacts } from './facts.js';

/**
 * When an eligibility decision is made, and the latest instant at which its transaction can commit. A
 * restriction that starts in between already counts.
 */
export interface DecisionTime {
  readonly now: Date;
  readonly commitBy: Date;
}

export interface Eligibility extends EligibilityDecision {
  /**
   * The contract that is live on the start date. The decision takes its tier and rank from this contract.
   * Null without a live contract.
   */
  readonly contractId: string | null;
  readonly tier: number | null;
  readonly rankInTier: number | null;
  /** The permissions that an award to this branch would consume. Empty for a branch that is not eligible. */
  readonly usesPermissionIds: readonly string[];
}

type OwnRule = Exclude<(typeof ELIGIBILITY_RULES)[number], RestrictionRule>;

/**
 * Decides whether a branch may take a package (docs/rules.md §3.2). Returns one result for each rule, and
 * what would change the result. A warning or a waived rule does not make a branch ineligible.
 */
export function decideEligibility(
  branch: BranchFacts,
  pkg: PackageFacts,
  policy: RatingPolicy,
  at: DecisionTime,
): Eligibility {
  const restrictions = restrictionsOn(branch, pkg, at);
  const answers: Readonly<Record<OwnRule, Answer>> = {
    'contract.lot': answerContract(branch, pkg),
    'registration.active': answerRegistration(branch.registration),
    'capacity.minutes': answerSpareMinutes(branch.capacity, pkg, at.now),
    'capacity.bands': answerBands(branch.capacity, pkg),
    'capacity.double_up': answerDoubleUp(branch.capacity, pkg),
    'rating.policy': answerRating(branch.ratings, policy),
    'person.excluded': answerExclusion(branch.isExcluded),
  };
  const checks = ELIGIBILITY_RULES.flatMap((rule) =>
    isRestrictionRule(rule)
      ? restrictions.checks.filter((check) => check.rule === rule)
      : [{ rule, ...answers[rule] }],
  )
    .toSpliced(ELIGIBILITY_RULES.indexOf('rating.policy'), 0, ...checkCapabilities(branch, pkg.needs))
    .concat(checkLeaving(branch.leaving), checkIntake(branch.intake));

  const eligible = checks.every(({ result }) => result !== 'fail');
  const contract = contractLiveOn(branch.contracts, pkg.startOn);
  return {
    eligible,
    checks,
    contractId: contract?.id ?? null,
    tier: contract?.tier ?? null,
    rankInTier: contract?.rankInTier ?? null,
    usesPermissionIds: eligible ? restrictions.usesPermissionIds : [],
  };
}

function restrictionsOn(
  branch: BranchFacts,
  pkg: PackageFacts,
  { now, commitBy }: DecisionTime,
): RestrictionAnswer {
  const { restrictions, permissions, care } = branch;
  const { personId, packageId, lotId, authorityId } = pkg;
  return checkRestrictions({
    restrictions,
    permissions,
    care: { personId, packageId, lotId, authorityId, ...care },
    change: { kind: 'award', addedMinutes: pkg.weeklyMinutes, startsNewPerson: care.personMinutesNow === 0 },
    now,
    commitBy,
  });
}
