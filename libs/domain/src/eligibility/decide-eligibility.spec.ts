import { ELIGIBILITY_RULES } from '#contracts/eligibility';
import * as fc from 'fast-check';
import { branchFacts, packageFacts, ratingPolicy } from '../../testing/arbitraries.js';
import { aBranch, aPackage } from '../../testing/eligibility-facts.js';
import { aPermission, aRestriction, COMMIT_BY, NOW } from '../../testing/restriction-facts.js';
import { decideEligibility } from './decide-eligibility.js';
import type { BranchFacts, PackageFacts } from './facts.js';

const AT = { now: NOW, commitBy: COMMIT_BY };
const decide = (branch: Partial<BranchFacts> = {}, pkg: Partial<PackageFacts> = {}) =>
  decideEligibility(aBranch(branch), aPackage(pkg), 'exclude_inadequate', AT);
const failing = (branch: Partial<BranchFacts>, pkg: Partial<PackageFacts> = {}) =>
  decide(branch, pkg)
    .checks.filter(({ result }) => result === 'fail')
    .map(({ rule }) => rule);

describe('eligibility', () => {
  it('answers every rule, in order, with one for each need', () => {
    expect(decide({}, { needs: ['peg', 'dementia'] }).checks.map(({ rule }) => rule)).toEqual([
      'contract.lot',
      'registration.active',
      'restriction.suspended',
      'restriction.closed',
      'restriction.no_new_people',
      'restriction.growth',
      'restriction.hours_cap',
      'capacity.minutes',
      'capacity.bands',
      'capacity.double_up',
      'capability.peg',
      'capability.dementia',
      'rating.policy',
      'person.excluded',
    ]);
  });

  it("gives the contract's place to a branch that may take the package", () => {
    expect(decide()).toMatchObject({
      eligible: true,
      contractId: 'contract-1',
      tier: 1,
      rankInTier: 2,
      usesPermissionIds: [],
    });
  });

  it.each<{ branch: Partial<BranchFacts>; rule: string }>([
    { branch: { contracts: [] }, rule: 'contract.lot' },
    {
      branch: { registration: { status: 'deregistered', dormant: false, personalCare: true } },
      rule: 'registration.active',
    },
    { branch: { restrictions: [aRestriction({ kind: 'suspended' })] }, rule: 'restriction.suspended' },
    { branch: { restrictions: [aRestriction({ kind: 'closed' })] }, rule: 'restriction.closed' },
    {
      branch: { restrictions: [aRestriction({ kind: 'no_new_people' })] },
      rule: 'restriction.no_new_people',
    },
    {
      branch: {
        restrictions: [aRestriction({ kind: 'growth_limit', limitMinutes: 210, basis: 'per_change' })],
        care: { personMinutesNow: 300, personAwardedMinutes: 0, branchMinutesNow: 6_000 },
      },
      rule: 'restriction.growth',
    },
    {
      branch: { restrictions: [aRestriction({ kind: 'hours_cap', capMinutes: 6_629 })] },
      rule: 'restriction.hours_cap',
    },
    { branch: { capabilities: [] }, rule: 'capability.dementia' },
    { branch: { ratings: { overall: 'inadequate', safe: null, wellLed: null } }, rule: 'rating.policy' },
    { branch: { isExcluded: true }, rule: 'person.excluded' },
    { branch: { leaving: { kind: 'transfer', cause: 'closure' } }, rule: 'transfer.leaving' },
    { branch: { leaving: { kind: 'award_withdrawn', awardId: 'a' } }, rule: 'award.withdrawn' },
  ])('fails by $rule and by nothing else', ({ branch, rule }) => {
    expect(failing(branch)).toEqual([rule]);
    expect(decide(branch).eligible).toBe(false);
  });

  it('gives every reason, not only the first', () => {
    expect(failing({ contracts: [], capacity: null, capabilities: [] })).toEqual([
      'contract.lot',
      'capacity.minutes',
      'capacity.bands',
      'capacity.double_up',
      'capability.dementia',
    ]);
  });

  it('says no more of a place where no contract is live', () => {
    expect(decide({ contracts: [] })).toMatchObject({ contractId: null, tier: null, rankInTier: null });
  });

  it('is not stopped by a warning', () => {
    const { capacity } = aBranch();
    const decision = decide({ capacity: capacity && { ...capacity, declaredAt: new Date('2026-02-01') } });
    expect(decision.checks.map(({ result }) => result)).toContain('warn');
    expect(decision.eligible).toBe(true);
  });

  it('counts a person as known only who has live care, not who awaits it', () => {
    const restrictions = [aRestriction({ kind: 'no_new_people' })];
    const care = { personMinutesNow: 0, personAwardedMinutes: 300, branchMinutesNow: 6_000 };
    expect(failing({ restrictions, care })).toEqual(['restriction.no_new_people']);
    expect(failing({ restrictions, care: { ...care, personMinutesNow: 1 } })).toEqual([]);
  });

  describe('by a permission', () => {
    const restrictions = [aRestriction({ kind: 'no_new_people' })];
    const permissions = [aPermission()];

    it('is given, and uses it up', () => {
      expect(decide({ restrictions, permissions })).toMatchObject({
        eligible: true,
        usesPermissionIds: ['permission-1'],
      });
    });

    it('is not given where something else fails, and uses nothing up', () => {
      expect(decide({ restrictions, permissions, capabilities: [] })).toMatchObject({
        eligible: false,
        usesPermissionIds: [],
      });
    });
  });

  const LEAVING_RULE = { transfer: 'transfer.leaving', award_withdrawn: 'award.withdrawn' } as const;

  it('is exactly that nothing fails, whatever the facts; no rule is left out or named twice', () => {
    fc.assert(
      fc.property(branchFacts, packageFacts, ratingPolicy, (branch, pkg, policy) => {
        const { eligible, checks } = decideEligibility(branch, pkg, policy, AT);
        const rules = checks.map(({ rule }) => rule);
        expect(eligible).toBe(!checks.some(({ result }) => result === 'fail'));
        const leaving = branch.leaving === null ? [] : [LEAVING_RULE[branch.leaving.kind]];
        const expected = [...ELIGIBILITY_RULES, ...leaving];
        expect(rules.filter((rule) => !rule.startsWith('capability.'))).toEqual(expected);
        expect(new Set(rules)).toHaveProperty('size', expected.length + new Set(pkg.needs).size);
      }),
    );
  });

  it('says what would change a check exactly where it does not pass', () => {
    fc.assert(
      fc.property(branchFacts, packageFacts, ratingPolicy, (branch, pkg, policy) => {
        for (const { result, remedy } of decideEligibility(branch, pkg, policy, AT).checks)
          expect(remedy === null).toBe(result === 'pass');
      }),
    );
  });
});
