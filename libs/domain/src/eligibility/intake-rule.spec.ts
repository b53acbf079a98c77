import { decideEligibility } from './decide-eligibility.js';
import { checkIntake } from './intake-rule.js';
import { aBranch, aPackage } from '../../testing/eligibility-facts.js';

describe('the intake of a branch', () => {
  it.each([
    { takenPeople: 0, result: 'pass', why: 'nobody yet' },
    { takenPeople: 4, result: 'pass', why: 'as many as the cap with this one' },
    { takenPeople: 5, result: 'fail', why: 'one more than the cap' },
  ])('$why → $result', ({ takenPeople, result }) => {
    expect(checkIntake({ capPeople: 5, takenPeople })).toMatchObject([{ rule: 'intake.cap', result }]);
  });

  it('is not asked of anybody who is not being moved under a cap', () => {
    expect(checkIntake(null)).toEqual([]);
    const at = new Date('2026-03-02T09:00:00Z');
    const decide = (intake?: { capPeople: number; takenPeople: number }) =>
      decideEligibility(aBranch({ intake: intake ?? null }), aPackage(), 'any', { now: at, commitBy: at });
    expect(decide().checks.map(({ rule }) => rule)).not.toContain('intake.cap');
    expect(decide({ capPeople: 1, takenPeople: 1 })).toMatchObject({ eligible: false });
  });
});
