import { breaksClosed, breaksSuspended, breaksNoNewPeople, exceedsHoursCap } from './conditions.js';

describe('closed', () => {
  it.each([
    { kind: 'award', breaks: true, why: 'a package, even for somebody known' },
    { kind: 'variation', breaks: false, why: 'existing care may change' },
  ] as const)('$why → breaks: $breaks', ({ kind, breaks }) => {
    expect(breaksClosed({ kind })).toBe(breaks);
  });
});

describe('suspended', () => {
  it.each([
    { kind: 'award', addedMinutes: 30, breaks: true, why: 'a package' },
    { kind: 'variation', addedMinutes: 1, breaks: true, why: 'one minute more' },
    { kind: 'variation', addedMinutes: 0, breaks: false, why: 'other times, as many minutes' },
    { kind: 'variation', addedMinutes: -30, breaks: false, why: 'a decrease' },
  ] as const)('$why → breaks: $breaks', ({ kind, addedMinutes, breaks }) => {
    expect(breaksSuspended({ kind, addedMinutes })).toBe(breaks);
  });
});

describe('no new people', () => {
  it.each([
    { kind: 'award', startsNewPerson: true, breaks: true, why: 'a package for somebody new' },
    { kind: 'award', startsNewPerson: false, breaks: false, why: 'another package for somebody known' },
    { kind: 'variation', startsNewPerson: false, breaks: false, why: 'more care for somebody known' },
  ] as const)('$why → breaks: $breaks', ({ kind, startsNewPerson, breaks }) => {
    expect(breaksNoNewPeople({ kind, startsNewPerson })).toBe(breaks);
  });
});

const CAP = 6_000; // 100 hours a week, in minutes

describe('hours cap', () => {
  it.each([
    { presentMinutes: 5_580, resultingMinutes: 6_000, exceeds: false, why: 'exactly the cap' },
    { presentMinutes: 5_580, resultingMinutes: 6_001, exceeds: true, why: 'one minute over' },
    { presentMinutes: 6_500, resultingMinutes: 6_400, exceeds: false, why: 'over it already, but less' },
    { presentMinutes: 6_500, resultingMinutes: 6_500, exceeds: false, why: 'over it already, as much' },
    { presentMinutes: 6_500, resultingMinutes: 6_501, exceeds: true, why: 'over it already, and more' },
  ])('$why → exceeds: $exceeds', ({ exceeds, presentMinutes, resultingMinutes }) => {
    expect(exceedsHoursCap({ presentMinutes, resultingMinutes }, CAP)).toBe(exceeds);
  });
});
