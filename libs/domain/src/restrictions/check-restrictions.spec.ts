import { ELIGIBILITY_RULES } from '#contracts/eligibility';
import type { Condition } from '#contracts/restrictions';
import * as fc from 'fast-check';
import * as arbitrary from '../../testing/arbitraries.js';
import {
  anAward,
  aPermission,
  aRestriction,
  aVariation,
  COMMIT_BY,
  NOW,
  someCare,
} from '../../testing/restriction-facts.js';
import { checkRestrictions, type RestrictionQuestion } from './check-restrictions.js';

const GROWTH: Condition = { kind: 'growth_limit', limitMinutes: 210, basis: 'cumulative' };
const CAP: Condition = { kind: 'hours_cap', capMinutes: 6_420 };

function ask(changes: Partial<RestrictionQuestion>) {
  return checkRestrictions({
    restrictions: [],
    permissions: [],
    care: someCare(),
    change: anAward(),
    now: NOW,
    commitBy: COMMIT_BY,
    ...changes,
  });
}

/** Lists the rules that did not pass, each with its result (fail, warn or waived). */
function troubles(question: Partial<RestrictionQuestion>): string[] {
  return ask(question)
    .checks.filter(({ result }) => result !== 'pass')
    .map(({ rule, result }) => `${rule} ${result}`);
}

describe('restrictions', () => {
  it('answer every rule once, in the order of the rules, whatever is in force', () => {
    const rules = ELIGIBILITY_RULES.filter((rule) => rule.startsWith('restriction.'));
    expect(ask({}).checks.map(({ rule }) => rule)).toEqual(rules);
    expect(ask({ restrictions: [aRestriction({ kind: 'closed' })] }).checks.map(({ rule }) => rule)).toEqual(
      rules,
    );
  });

  const known = anAward();
  const unknown = anAward({ startsNewPerson: true });
  it.each<{ condition: Condition; change: RestrictionQuestion['change']; found: string[]; why: string }>([
    {
      condition: { kind: 'no_new_people' },
      change: unknown,
      found: ['restriction.no_new_people fail'],
      why: 'somebody new',
    },
    { condition: { kind: 'no_new_people' }, change: known, found: [], why: 'somebody known' },
    { condition: { kind: 'closed' }, change: known, found: ['restriction.closed fail'], why: 'a package' },
    { condition: { kind: 'closed' }, change: aVariation(900), found: [], why: 'existing care changes' },
    {
      condition: { kind: 'suspended' },
      change: known,
      found: ['restriction.suspended fail'],
      why: 'a package',
    },
    {
      condition: { kind: 'suspended' },
      change: aVariation(1),
      found: ['restriction.suspended fail'],
      why: 'an increase',
    },
    { condition: { kind: 'suspended' }, change: aVariation(-1), found: [], why: 'a decrease' },
    { condition: GROWTH, change: aVariation(210), found: [], why: 'exactly 3.5 hours more' },
    {
      condition: GROWTH,
      change: aVariation(211),
      found: ['restriction.growth fail'],
      why: 'one minute over',
    },
    {
      condition: GROWTH,
      change: anAward({ addedMinutes: 210 }),
      found: [],
      why: 'a second package, at the limit',
    },
    {
      condition: GROWTH,
      change: anAward({ addedMinutes: 211 }),
      found: ['restriction.growth fail'],
      why: 'two packages count together',
    },
    { condition: CAP, change: anAward({ addedMinutes: 420 }), found: [], why: 'exactly the cap' },
    {
      condition: CAP,
      change: anAward({ addedMinutes: 421 }),
      found: ['restriction.hours_cap fail'],
      why: 'one minute over',
    },
    { condition: { kind: 'reporting', everyDays: 14 }, change: unknown, found: [], why: 'forbids nothing' },
  ])(
    '$condition.kind with a change of $change.addedMinutes min: $found ($why)',
    ({ condition, change, found }) => {
      expect(troubles({ restrictions: [aRestriction(condition, { baselineMinutes: 600 })], change })).toEqual(
        found,
      );
    },
  );

  it.each([
    { restriction: { from: COMMIT_BY }, found: ['restriction.closed fail'], why: 'begins while it commits' },
    { restriction: { liftedAt: NOW }, found: [], why: 'lifted' },
    { restriction: { lotIds: ['lot-2'] }, found: [], why: 'another lot' },
    { restriction: { authorityId: 'authority-2' }, found: [], why: "another authority's" },
  ])('bind or do not: $found ($why)', ({ restriction, found }) => {
    expect(troubles({ restrictions: [aRestriction({ kind: 'closed' }, restriction)] })).toEqual(found);
  });

  it('combine to the strictest, and name every one that fails', () => {
    const restrictions = [
      aRestriction({ ...GROWTH, limitMinutes: 600 }, { id: 'lax', baselineMinutes: 600 }),
      aRestriction(GROWTH, { id: 'strict', reference: 'NOP-2', baselineMinutes: 600 }),
      aRestriction(
        { ...GROWTH, limitMinutes: 0 },
        { id: 'stricter', reference: 'NOP-3', baselineMinutes: 600 },
      ),
    ];
    const growth = ask({ restrictions, change: aVariation(300) }).checks.find(
      ({ rule }) => rule === 'restriction.growth',
    );
    expect(growth).toMatchObject({
      result: 'fail',
      evidence: {
        conditions: [
          { restrictionId: 'lax', result: 'pass' },
          { restrictionId: 'strict', reference: 'NOP-2', result: 'fail' },
          { restrictionId: 'stricter', reference: 'NOP-3', result: 'fail' },
        ],
      },
    });
    expect(growth?.remedy).toContain('NOP-2');
    expect(growth?.remedy).toContain('NOP-3');
    expect(growth?.remedy).not.toContain('NOP-1');
  });

  it('show what was compared and say what would change it', () => {
    const restrictions = [aRestriction(GROWTH, { baselineMinutes: 600 })];
    const { checks } = ask({ restrictions, change: aVariation(211) });
    expect(checks.find(({ rule }) => rule === 'restriction.growth')).toEqual({
      rule: 'restriction.growth',
      result: 'fail',
      evidence: {
        conditions: [
          {
            restrictionId: 'restriction-1',
            source: 'cqc',
            reference: 'NOP-1',
            conditionId: 'restriction-1-condition',
            result: 'fail',
            permissionId: null,
            limitMinutes: 210,
            baselineMinutes: 600,
            presentMinutes: 600,
            resultingMinutes: 811,
          },
        ],
      },
      remedy:
        "This person's care may come to 13 h 30 min a week; it would be 13 h 31 min. " +
        'Lift restriction NOP-1, or get a written agreement for 1 min a week.',
    });
  });
});

describe('a permission', () => {
  const restrictions = [aRestriction(GROWTH, { baselineMinutes: 600 })];

  it('waives the condition that is broken, and is used up', () => {
    const question = { restrictions, permissions: [aPermission({ minutes: 1 })], change: aVariation(211) };
    expect(troubles(question)).toEqual(['restriction.growth waived']);
    expect(ask(question).usesPermissionIds).toEqual(['permission-1']);
  });

  it('does not stretch: one minute beyond it fails', () => {
    const question = { restrictions, permissions: [aPermission({ minutes: 1 })], change: aVariation(212) };
    expect(troubles(question)).toEqual(['restriction.growth fail']);
  });

  it.each([
    { minutes: 80, found: ['restriction.hours_cap waived'], why: 'exactly what is beyond the cap' },
    { minutes: 79, found: ['restriction.hours_cap fail'], why: 'one minute less' },
  ])('of $minutes min for an award of 500 min, 80 beyond the cap: $found ($why)', ({ minutes, found }) => {
    const permissions = [aPermission({ minutes })];
    const change = anAward({ addedMinutes: 500 });
    expect(troubles({ restrictions: [aRestriction(CAP)], permissions, change })).toEqual(found);
  });

  it('is kept where nothing is broken', () => {
    const question = { restrictions, permissions: [aPermission({ minutes: 500 })], change: aVariation(210) };
    expect(troubles(question)).toEqual([]);
    expect(ask(question).usesPermissionIds).toEqual([]);
  });

  it('is kept where another condition refuses the change all the same', () => {
    const question = {
      restrictions: [...restrictions, aRestriction({ kind: 'suspended' }, { id: 'restriction-2' })],
      permissions: [aPermission({ minutes: 1 })],
      change: aVariation(211),
    };
    expect(troubles(question)).toEqual(['restriction.suspended fail', 'restriction.growth waived']);
    expect(ask(question).usesPermissionIds).toEqual([]);
  });
});

describe('any restrictions', () => {
  const question = fc.record({
    restrictions: fc.array(arbitrary.restriction, { maxLength: 5 }),
    permissions: fc.array(arbitrary.permission, { maxLength: 5 }),
    care: arbitrary.care,
    change: arbitrary.change,
    now: fc.constant(NOW),
    commitBy: fc.constant(COMMIT_BY),
  });
  const failing = (asked: RestrictionQuestion) =>
    checkRestrictions(asked)
      .checks.filter(({ result }) => result === 'fail')
      .map(({ rule }) => rule);

  it('fail together exactly where one of them fails alone', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const alone = asked.restrictions.flatMap((one) => failing({ ...asked, restrictions: [one] }));
        expect(new Set(failing(asked))).toEqual(new Set(alone));
      }),
    );
  });

  it('never pass where they failed before one was added', () => {
    fc.assert(
      fc.property(question, arbitrary.restriction, (asked, added) => {
        const more = { ...asked, restrictions: [added, ...asked.restrictions] };
        expect(failing(more)).toEqual(expect.arrayContaining(failing(asked)));
      }),
    );
  });

  it('never fail for a permission that was added', () => {
    fc.assert(
      fc.property(question, arbitrary.permission, (asked, added) => {
        const more = { ...asked, permissions: [...asked.permissions, added] };
        expect(failing(asked)).toEqual(expect.arrayContaining(failing(more)));
      }),
    );
  });

  it('never stand in the way of a decrease', () => {
    fc.assert(
      fc.property(question, fc.integer({ min: 0, max: 3_000 }), (asked, fewer) => {
        expect(failing({ ...asked, change: aVariation(-fewer) })).toEqual([]);
      }),
    );
  });
});
