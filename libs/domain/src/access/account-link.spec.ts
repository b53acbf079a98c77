import { enteredByLink, isLinkUsable, type LinkFacts } from './account-link.js';

const at = (time: string): Date => new Date(`2026-03-02T${time}:00Z`);
const OPEN: LinkFacts = { expiresAt: at('10:00'), usedAt: null, revokedAt: null, disabledAt: null };

describe('a link', () => {
  it.each([
    { why: 'before it expires', link: OPEN, now: at('09:59'), usable: true },
    { why: 'at the instant of expiry', link: OPEN, now: at('10:00'), usable: false },
    { why: 'after use', link: { ...OPEN, usedAt: at('09:00') }, now: at('09:30'), usable: false },
    {
      why: 'after it was revoked',
      link: { ...OPEN, revokedAt: at('09:00') },
      now: at('09:30'),
      usable: false,
    },
    {
      why: 'of a disabled user',
      link: { ...OPEN, disabledAt: at('09:00') },
      now: at('09:30'),
      usable: false,
    },
  ])('$why is usable: $usable', ({ link, now, usable }) => {
    expect(isLinkUsable(link, now)).toBe(usable);
  });
});

describe('when a user of a link was let in', () => {
  const now = at('12:00');
  it.each([
    { why: 'a new user, now', user: null, issuer: at('08:00'), entered: now },
    {
      why: 'an old user by an older administrator, as before',
      user: at('09:00'),
      issuer: at('08:00'),
      entered: at('09:00'),
    },
    {
      why: 'an old user by a newer administrator, as late as the administrator',
      user: at('09:00'),
      issuer: at('11:00'),
      entered: at('11:00'),
    },
  ])('$why', ({ user, issuer, entered }) => {
    expect(enteredByLink({ enteredAt: user }, { enteredAt: issuer }, now)).toEqual(entered);
  });

  it('an old user by the operator, as before', () => {
    expect(enteredByLink({ enteredAt: at('09:00') }, null, now)).toEqual(at('09:00'));
  });
});
