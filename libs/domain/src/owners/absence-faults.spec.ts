import { absenceFaults, shareADay } from './absence-faults.js';

describe('a planned absence', () => {
  const base = {
    userId: 'a',
    deputyId: 'b',
    firstOn: '2026-03-02',
    lastOn: '2026-03-13',
    today: '2026-03-02',
  };
  it.each([
    { why: 'begins today', given: {}, faults: [] },
    { why: 'began yesterday', given: { firstOn: '2026-03-01' }, faults: ['absence_in_past'] },
    { why: 'is one day', given: { lastOn: '2026-03-02' }, faults: [] },
    { why: 'ends before it begins', given: { lastOn: '2026-03-01' }, faults: ['absence_backwards'] },
    { why: 'is 366 days', given: { lastOn: '2027-03-02' }, faults: [] },
    { why: 'is 367 days', given: { lastOn: '2027-03-03' }, faults: ['absence_too_long'] },
    { why: 'covers itself', given: { deputyId: 'a' }, faults: ['covers_self'] },
    {
      why: 'breaks two rules',
      given: { firstOn: '2026-03-01', deputyId: 'a' },
      faults: ['absence_in_past', 'covers_self'],
    },
  ])('$why → $faults', ({ given, faults }) => {
    expect(absenceFaults({ ...base, ...given }).map(({ code }) => code)).toEqual(faults);
  });

  it.each([
    ['the last day of one is the first of the other', '2026-03-13', '2026-03-20', true],
    ['one begins on the day after the other ends', '2026-03-14', '2026-03-20', false],
    ['one ends on the day before the other begins', '2026-02-01', '2026-03-01', false],
    ['one is inside the other', '2026-03-05', '2026-03-06', true],
    ['one surrounds the other', '2026-01-01', '2026-12-31', true],
  ])('share a day if %s', (_, firstOn, lastOn, shares) => {
    expect(shareADay(base, { firstOn, lastOn })).toBe(shares);
    expect(shareADay({ firstOn, lastOn }, base)).toBe(shares);
  });
});
