import type { OpenWorkView } from '#contracts/identity';
import { NO_WORK } from '../../../testing/no-work.js';
import { openWorkInWords, roleEffects, sessionsInWords } from './effects.js';

const HELD: OpenWorkView = {
  openItems: 3,
  openByKind: { ...NO_WORK, package: 1, restriction: 1, care_difference: 1 },
  sessions: 2,
  hasColleague: true,
  hasCommissioner: true,
};

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
      why: 'a commissioner who becomes an officer',
      from: 'commissioner',
      to: 'officer',
      says: '2 open items of work that only commissioners do go to another commissioner. They keep 1 other open item.',
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

  it('is said for the last commissioner, whose work stays', () => {
    const effects = roleEffects('commissioner', 'officer', { ...HELD, hasCommissioner: false }).join(' ');
    expect(effects).toContain('stay theirs, because there is no other commissioner. Add one first.');
  });

  it.each([
    { held: { ...HELD, openItems: 0 }, words: null },
    {
      held: { ...HELD, openItems: 1 },
      words: '1 open item of work goes to the colleague with the fewest open items.',
    },
    {
      held: { ...HELD, hasColleague: false },
      words:
        '3 open items of work stay theirs, because there is no other officer or commissioner. Add one first.',
    },
  ])('says of open work: $words', ({ held, words }) => {
    expect(openWorkInWords(held)).toBe(words);
  });

  it('says so if no session ends, and if one does', () => {
    expect(sessionsInWords({ ...HELD, sessions: 0 })).toBe('They are not signed in now.');
    expect(sessionsInWords({ ...HELD, sessions: 1 })).toContain('Their session ends at once');
  });
});
