import { assertSecondCommissioner, closersAfter, type RegistrationFacts } from './second-commissioner.js';

const OPEN: RegistrationFacts = { registrationStatus: 'registered', dormant: false, personalCare: true };
const DORMANT = { ...OPEN, dormant: true };
const DEREGISTERED: RegistrationFacts = { ...OPEN, registrationStatus: 'deregistered' };

describe('the start of a reallocation', () => {
  it.each([
    { recorders: [], refused: false, why: 'no user of Homeward recorded the ground' },
    { recorders: ['b'], refused: false, why: 'a colleague recorded it' },
    { recorders: ['a'], refused: true, why: 'the same user recorded it' },
    { recorders: ['b', 'a'], refused: true, why: 'the same user is one of two who recorded it' },
  ])('by one user is refused: $refused, because $why', ({ recorders, refused }) => {
    const start = () => assertSecondCommissioner('a', recorders);
    if (refused) expect(start).toThrow(expect.objectContaining({ code: 'second_commissioner_needed' }));
    else expect(start).not.toThrow();
  });
});

describe('the users who recorded that a branch may not deliver care', () => {
  it.each([
    { why: 'a first loss', before: OPEN, by: [], after: DEREGISTERED, are: ['a'] },
    {
      why: 'the register’s personal care is lost',
      before: OPEN,
      by: [],
      after: { ...OPEN, personalCare: false },
      are: ['a'],
    },
    {
      why: 'a second loss by another user',
      before: DORMANT,
      by: ['b'],
      after: { ...DEREGISTERED, dormant: true },
      are: ['b', 'a'],
    },
    { why: 'one loss replaced by another', before: DORMANT, by: ['b'], after: DEREGISTERED, are: ['b', 'a'] },
    {
      why: 'a second loss by the same user',
      before: DORMANT,
      by: ['a'],
      after: { ...DEREGISTERED, dormant: true },
      are: ['a'],
    },
    { why: 'a change of other facts', before: DORMANT, by: ['b'], after: DORMANT, are: ['b'] },
    {
      why: 'one of two losses is put right',
      before: { ...DEREGISTERED, dormant: true },
      by: ['b'],
      after: DEREGISTERED,
      are: ['b'],
    },
    { why: 'the branch may deliver again', before: DORMANT, by: ['b'], after: OPEN, are: [] },
  ])('after $why are $are', ({ before, by, after, are }) => {
    expect(closersAfter({ ...before, closedBy: by }, after, 'a')).toEqual(are);
  });
});
