import { type Check, ELIGIBILITY_RULES } from '#contracts/eligibility';
import { hoursInWords } from '../time/durations.js';
import { coveringPermission } from './covering-permission.js';
import type { CareFact, ChangeFact, ConditionFact, PermissionFact, RestrictionFact } from './facts.js';
import { bindsAuthority, bindsLot, isInForce } from './in-force.js';
import { isRestrictionRule, type RestrictionRule, ruleOn } from './conditions.js';

export interface RestrictionQuestion {
  /**
   * The restrictions on the delivering branch. Restrictions that do not bind the change, because of their
   * time, lots or authority, are ignored.
   */
  readonly restrictions: readonly RestrictionFact[];
  readonly permissions: readonly PermissionFact[];
  readonly care: CareFact;
  readonly change: ChangeFact;
  readonly now: Date;
  /** The latest instant at which the transaction that makes the change can commit. */
  readonly commitBy: Date;
}

export interface RestrictionAnswer {
  /** One result for each kind of restriction condition. The rule of each result is named `restriction.*`. */
  readonly checks: readonly Check[];
  /** The permissions that the change would consume. Empty if a rule fails. */
  readonly usesPermissionIds: readonly string[];
}

/** The result of checking one condition of one restriction against the change. */
interface Finding {
  readonly rule: RestrictionRule;
  readonly result: 'pass' | 'waived' | 'fail';
  readonly permissionId: string | null;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly remedy: string | null;
}

const RESTRICTION_RULES = ELIGIBILITY_RULES.filter(isRestrictionRule);

/**
 * Checks a change of care against every restriction in force until the change can commit (docs/rules.md
 * §3.4.2). Every restriction must allow the change. The evidence names every condition that was checked. A
 * permission waives only the condition that it names.
 */
export function checkRestrictions(question: RestrictionQuestion): RestrictionAnswer {
  const findings = binding(question).flatMap((restriction) =>
    restriction.conditions.flatMap((fact) => findingOn(restriction, fact, question)),
  );
  const isRefused = findings.some(({ result }) => result === 'fail');
  return {
    checks: RESTRICTION_RULES.map((rule) => combined(rule, findings)),
    usesPermissionIds: isRefused ? [] : findings.flatMap(({ permissionId }) => permissionId ?? []),
  };
}

function binding({ restrictions, care, now, commitBy }: RestrictionQuestion): RestrictionFact[] {
  return restrictions.filter(
    (restriction) =>
      isInForce(restriction, { from: now, until: commitBy }) &&
      bindsLot(restriction, care.lotId) &&
      bindsAuthority(restriction, care.authorityId),
  );
}

function findingOn(
  { id: restrictionId, source, reference }: RestrictionFact,
  fact: ConditionFact,
  { permissions, care, change, commitBy }: RestrictionQuestion,
): Finding[] {
  const ruling = ruleOn(fact, care, change);
  if (!ruling) return [];
  const { rule, isBroken, beyondMinutes, measured, allows } = ruling;
  const breach = { conditionId: fact.id, beyondMinutes: beyondMinutes ?? 0 };
  const permission = isBroken ? coveringPermission(permissions, breach, care, commitBy) : null;
  const permissionId = permission?.id ?? null;
  const result = !isBroken ? 'pass' : permission ? 'waived' : 'fail';
  return [
    {
      rule,
      result,
      permissionId,
      evidence: { restrictionId, source, reference, conditionId: fact.id, result, permissionId, ...measured },
      remedy: remedyFor(result, allows, reference, beyondMinutes),
    },
  ];
}

function remedyFor(
  result: Finding['result'],
  allows: string,
  reference: string,
  beyondMinutes: number | null,
): string | null {
  switch (result) {
    case 'pass':
      return null;
    case 'waived':
      return `This uses the written agreement under restriction ${reference}.`;
    case 'fail': {
      const size = beyondMinutes === null ? '' : ` for ${hoursInWords(beyondMinutes)} a week`;
      return `${allows} Lift restriction ${reference}, or get a written agreement${size}.`;
    }
  }
}

const BY_STRICTNESS = ['fail', 'waived'] as const;

function combined(rule: RestrictionRule, all: readonly Finding[]): Check {
  const findings = all.filter((finding) => finding.rule === rule);
  const result = BY_STRICTNESS.find((one) => findings.some((finding) => finding.result === one)) ?? 'pass';
  const deciding = findings.filter((finding) => finding.result === result);
  return {
    rule,
    result,
    evidence: { conditions: findings.map(({ evidence }) => evidence) },
    remedy: result === 'pass' ? null : deciding.map(({ remedy }) => remedy).join(' '),
  };
}
