import { breaksSuspended } from './suspended.js';

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
