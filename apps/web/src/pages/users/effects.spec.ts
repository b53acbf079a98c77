import { openWorkInWords, roleEffects, sessionsInWords } from './effects.js';

const HELD = { openItems: 3, sessions: 2, hasColleague: true };

describe('what a change of role does', () => {
  it.each([
    {
      why: 'an officer who leaves the work',
      from: 'officer',
      to: 'auditor',
      says: '3 open items of work go to the colleague',
    },
    {
      why: 'an officer who becomes a commissioner',
      from: 'officer',
      to: 'commissioner',
      says: 'They keep their open work.',
    },
    {
      why: 'a bidder who becomes an administrator',
      from: 'provider',
      to: 'provider_administrator',
      says: 'cannot be undone',
    },
  ] as const)('is said for $why', ({ from, to, says }) => {
    const effects = roleEffects(from, to, HELD).join(' ');
    expect(effects).toContain('2 of their sessions end at once');
    expect(effects).toContain(says);
  });

  it.each([
    { held: { ...HELD, openItems: 0 }, words: null },
    { held: { ...HELD, openItems: 1 }, words: '1 open item of work goes to the colleague with the fewest.' },
    {
      held: { ...HELD, hasColleague: false },
      words: '3 open items of work stay without an owner at work. Add an officer or a commissioner first.',
    },
  ])('says of open work: $words', ({ held, words }) => {
    expect(openWorkInWords(held)).toBe(words);
  });

  it('says so if no session ends, and if one does', () => {
    expect(sessionsInWords({ ...HELD, sessions: 0 })).toBe('They are not signed in now.');
    expect(sessionsInWords({ ...HELD, sessions: 1 })).toContain('Their session ends at once');
  });
});
