import {
  checkCapabilities,
  answerExclusion,
  checkLeaving,
  answerRegistration,
  checkIntake,
  answerRating,
} from './branch-rules.js';
import type { Registration } from '#contracts/providers';
import { decideEligibility } from './decide-eligibility.js';
import { aBranch, aPackage } from '../../testing/eligibility-facts.js';
import type { RatingPolicy } from '#contracts/lots';
import { RATINGS, type Rating } from '#contracts/ranking';
import * as fc from 'fast-check';

describe('capabilities', () => {
  it('are checked each by itself, in the order of the needs', () => {
    const capabilities = ['dementia', 'peg'] as const;
    expect(
      checkCapabilities({ capabilities, confirmedCapabilities: ['dementia'] }, [
        'dementia',
        'peg',
        'carer_female',
      ]),
    ).toEqual([
      {
        rule: 'capability.dementia',
        result: 'pass',
        evidence: { declared: true, confirmed: true },
        remedy: null,
      },
      {
        rule: 'capability.peg',
        result: 'warn',
        evidence: { declared: true, confirmed: false },
        remedy: 'A council must confirm that the branch meets this need: peg.',
      },
      {
        rule: 'capability.carer_female',
        result: 'fail',
        evidence: { declared: false },
        remedy: 'The branch must declare that it can meet this need: carer female.',
      },
    ]);
  });

  it('are checked once where a need is named twice', () => {
    expect(checkCapabilities({ capabilities: [] }, ['peg', 'peg'])).toHaveLength(1);
  });

  it('are not asked for where there is no need', () => {
    expect(checkCapabilities({ capabilities: ['peg'] }, [])).toEqual([]);
  });

  it('rest on the declaration alone in decisions that were frozen before councils confirmed', () => {
    expect(checkCapabilities({ capabilities: ['peg'] }, ['peg'])).toEqual([
      { rule: 'capability.peg', result: 'pass', evidence: { declared: true }, remedy: null },
    ]);
  });
});

describe('an exclusion', () => {
  it('is none: passes', () => {
    expect(answerExclusion(false)).toEqual({ result: 'pass', evidence: { isExcluded: false }, remedy: null });
  });

  it('by the person or family fails', () => {
    const remedy = 'The person or family would have to withdraw the exclusion.';
    expect(answerExclusion(true)).toEqual({ result: 'fail', evidence: { isExcluded: true }, remedy });
  });
});

describe('a branch that the care leaves', () => {
  it('is not checked where the care leaves no branch', () => {
    expect(checkLeaving(null)).toEqual([]);
  });

  it.each([
    {
      leaving: { kind: 'transfer', cause: 'hand_back' },
      check: {
        rule: 'transfer.leaving',
        evidence: { cause: 'hand_back' },
        remedy: 'The transfer would have to be stopped.',
      },
    },
    {
      leaving: { kind: 'award_withdrawn', awardId: 'a' },
      check: {
        rule: 'award.withdrawn',
        evidence: { awardId: 'a' },
        remedy: 'A new broadcast of this package would have to be opened.',
      },
    },
  ] as const)('fails the rule of its own kind: $check.rule', ({ leaving, check }) => {
    expect(checkLeaving(leaving)).toEqual([{ ...check, result: 'fail' }]);
  });
});

const REGISTERED: Registration = { status: 'registered', dormant: false, personalCare: true };

describe('registration', () => {
  it.each<{ changes: Partial<Registration>; remedy: string | null }>([
    { changes: {}, remedy: null },
    { changes: { status: 'deregistered' }, remedy: 'The branch must be registered with CQC.' },
    { changes: { dormant: true }, remedy: 'The branch must no longer be dormant at CQC.' },
    { changes: { personalCare: false }, remedy: 'The branch must be registered for personal care.' },
    {
      changes: { dormant: true, personalCare: false },
      remedy: 'The branch must no longer be dormant at CQC. The branch must be registered for personal care.',
    },
  ])('with $changes: $remedy', ({ changes, remedy }) => {
    const registration = { ...REGISTERED, ...changes };
    expect(answerRegistration(registration)).toEqual({
      result: remedy === null ? 'pass' : 'fail',
      evidence: registration,
      remedy,
    });
  });
});

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

const GOOD = 'good';
const POOR = 'requires_improvement';
const BAD = 'inadequate';

type Row = readonly [RatingPolicy, Rating | null, Rating | null, Rating | null, 'pass' | 'fail', string];

describe('the rating policy', () => {
  it.each<Row>([
    ['exclude_inadequate', GOOD, GOOD, GOOD, 'pass', 'nothing wrong'],
    ['exclude_inadequate', POOR, POOR, POOR, 'pass', 'Requires improvement is let in'],
    ['exclude_inadequate', BAD, GOOD, GOOD, 'fail', 'Inadequate overall'],
    ['exclude_inadequate', POOR, BAD, BAD, 'fail', 'Inadequate in both Safe and Well-led'],
    ['exclude_inadequate', POOR, BAD, POOR, 'pass', 'in Safe alone'],
    ['exclude_inadequate', POOR, POOR, BAD, 'pass', 'in Well-led alone'],
    ['exclude_inadequate', null, BAD, BAD, 'fail', 'in both, without an overall rating'],
    ['exclude_inadequate', null, null, null, 'pass', 'never rated'],
    ['exclude_below_good', GOOD, POOR, POOR, 'pass', 'Good overall'],
    ['exclude_below_good', 'outstanding', null, null, 'pass', 'Outstanding overall'],
    ['exclude_below_good', POOR, GOOD, GOOD, 'fail', 'Requires improvement overall'],
    ['exclude_below_good', BAD, GOOD, GOOD, 'fail', 'Inadequate overall'],
    ['exclude_below_good', GOOD, BAD, BAD, 'fail', 'Inadequate in both Safe and Well-led'],
    ['exclude_below_good', null, null, null, 'pass', 'never rated'],
    ['any', BAD, BAD, BAD, 'pass', 'no rating keeps anybody out'],
  ])('%s: overall %s, Safe %s, Well-led %s → %s: %s', (policy, overall, safe, wellLed, result) => {
    const answer = answerRating({ overall, safe, wellLed }, policy);
    expect(answer.result).toBe(result);
    expect(answer.evidence).toEqual({ policy, overall, safe, wellLed });
    expect(answer.remedy === null).toBe(result === 'pass');
  });

  it('keeps out below Good everybody that it keeps out for Inadequate', () => {
    const rating = fc.option(fc.constantFrom(...RATINGS), { nil: null });
    fc.assert(
      fc.property(fc.record({ overall: rating, safe: rating, wellLed: rating }), (ratings) => {
        fc.pre(answerRating(ratings, 'exclude_inadequate').result === 'fail');
        expect(answerRating(ratings, 'exclude_below_good').result).toBe('fail');
      }),
    );
  });
});
