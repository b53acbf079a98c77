import { assertMayRecordRegister, changesRegister, type RegisterFacts } from './register-change.js';

const PRESENT: RegisterFacts = {
  registration: { status: 'registered', dormant: false, personalCare: true },
  ratings: {
    overall: 'good',
    safe: 'good',
    effective: null,
    caring: null,
    responsive: null,
    wellLed: null,
    ratedOn: '2026-01-01',
  },
};
const { registration, ratings } = PRESENT;
describe('a change of a branch', () => {
  it.each<{ what: string; after: RegisterFacts; changes: boolean }>([
    {
      what: 'no fact of the register',
      after: { registration: { ...registration }, ratings: { ...ratings } },
      changes: false,
    },
    {
      what: 'the registration',
      after: { ...PRESENT, registration: { ...registration, status: 'deregistered' } },
      changes: true,
    },
    {
      what: 'the dormancy',
      after: { ...PRESENT, registration: { ...registration, dormant: true } },
      changes: true,
    },
    {
      what: 'the regulated activity',
      after: { ...PRESENT, registration: { ...registration, personalCare: false } },
      changes: true,
    },
    {
      what: 'the overall rating',
      after: { ...PRESENT, ratings: { ...ratings, overall: 'inadequate' } },
      changes: true,
    },
    {
      what: 'the rating of one question',
      after: { ...PRESENT, ratings: { ...ratings, wellLed: 'good' } },
      changes: true,
    },
    {
      what: 'the day of the rating',
      after: { ...PRESENT, ratings: { ...ratings, ratedOn: '2026-01-02' } },
      changes: true,
    },
  ])('that touches $what changes the register: $changes', ({ after, changes }) => {
    expect(changesRegister(PRESENT, after)).toBe(changes);
  });
});

describe('a register entry', () => {
  it.each([
    { hasContract: true, hasLiveCare: false },
    { hasContract: false, hasLiveCare: true },
  ])('may be recorded with %j', (ties) => {
    expect(() => assertMayRecordRegister(ties)).not.toThrow();
  });

  it('may not be recorded without ties', () => {
    expect(() => assertMayRecordRegister({ hasContract: false, hasLiveCare: false })).toThrow(
      expect.objectContaining({ code: 'register_needs_ties' }),
    );
  });
});
