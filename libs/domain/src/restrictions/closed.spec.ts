import { breaksClosed } from './closed.js';

describe('closed', () => {
  it.each([
    { kind: 'award', breaks: true, why: 'a package, even for somebody known' },
    { kind: 'variation', breaks: false, why: 'existing care may change' },
  ] as const)('$why → breaks: $breaks', ({ kind, breaks }) => {
    expect(breaksClosed({ kind })).toBe(breaks);
  });
});
