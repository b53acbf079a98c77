import { isSessionLive, type SessionFacts } from './session-lifetime.js';

const NOW = new Date('2026-03-02T12:00:00Z');
const facts = (changes: Partial<SessionFacts>): SessionFacts => ({
  lastSeenAt: new Date('2026-03-02T11:00:00Z'),
  expiresAt: new Date('2026-03-02T21:00:00Z'),
  revokedAt: null,
  isKey: false,
  disabledAt: null,
  ...changes,
});

describe('a session', () => {
  it.each([
    { why: 'in use', changes: {}, live: true },
    { why: 'signed out', changes: { revokedAt: NOW }, live: false },
    { why: 'of a user who was disabled', changes: { disabledAt: NOW }, live: false },
    { why: 'a millisecond before its end', changes: { expiresAt: new Date(NOW.getTime() + 1) }, live: true },
    { why: 'at its end', changes: { expiresAt: NOW }, live: false },
    {
      why: 'unused for a millisecond less than two hours',
      changes: { lastSeenAt: new Date('2026-03-02T10:00:00.001Z') },
      live: true,
    },
    { why: 'unused for two hours', changes: { lastSeenAt: new Date('2026-03-02T10:00:00Z') }, live: false },
    {
      why: 'a machine key that was not used for a month',
      changes: { lastSeenAt: new Date('2026-02-02T10:00:00Z'), isKey: true },
      live: true,
    },
    { why: 'a machine key at its end', changes: { isKey: true, expiresAt: NOW }, live: false },
    { why: 'a machine key that was ended', changes: { isKey: true, revokedAt: NOW }, live: false },
  ])('$why → $live', ({ changes, live }) => {
    expect(isSessionLive(facts(changes), NOW)).toBe(live);
  });
});
