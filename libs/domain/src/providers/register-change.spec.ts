import { assertMayChangeRegister, type RegisterFacts } from './register-change.js';

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
const STRANGER = { hasContract: false, hasLiveCare: false };

describe('a change of a branch by an authority without ties', () => {
  it.each<{ what: string; after: RegisterFacts; refused: boolean }>([
    {
      what: 'no fact of the register',
      after: { registration: { ...registration }, ratings: { ...ratings } },
      refused: false,
    },
    {
      what: 'the registration',
      after: { ...PRESENT, registration: { ...registration, status: 'deregistered' } },
      refused: true,
    },
    {
      what: 'the dormancy',
      after: { ...PRESENT, registration: { ...registration, dormant: true } },
      refused: true,
    },
    {
      what: 'the regulated activity',
      after: { ...PRESENT, registration: { ...registration, personalCare: false } },
      refused: true,
    },
    {
      what: 'the overall rating',
      after: { ...PRESENT, ratings: { ...ratings, overall: 'inadequate' } },
      refused: true,
    },
    {
      what: 'the rating of one question',
      after: { ...PRESENT, ratings: { ...ratings, wellLed: 'good' } },
      refused: true,
    },
    {
      what: 'the day of the rating',
      after: { ...PRESENT, ratings: { ...ratings, ratedOn: '2026-01-02' } },
      refused: true,
    },
  ])('that touches $what is refused: $refused', ({ after, refused }) => {
    const change = () => assertMayChangeRegister(PRESENT, after, STRANGER);
    if (refused) expect(change).toThrow(expect.objectContaining({ code: 'register_needs_ties' }));
    else expect(change).not.toThrow();
  });

  it.each([
    { hasContract: true, hasLiveCare: false },
    { hasContract: false, hasLiveCare: true },
  ])('is allowed with %j', (ties) => {
    const after = { ...PRESENT, registration: { ...registration, dormant: true } };
    expect(() => assertMayChangeRegister(PRESENT, after, ties)).not.toThrow();
  });
});
