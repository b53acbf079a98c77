import { contingencyNight, isPackLate } from './contingency-nights.js';

describe('the night of a contingency pack', () => {
  it.each([
    { now: '2026-01-15T00:59:59Z', night: '2026-01-14', why: 'a second before one o’clock' },
    { now: '2026-01-15T01:00:00Z', night: '2026-01-15', why: 'one o’clock in winter' },
    { now: '2026-07-14T23:59:59Z', night: '2026-07-14', why: 'a second before one o’clock in summer' },
    { now: '2026-07-15T00:00:00Z', night: '2026-07-15', why: 'one o’clock in summer' },
    { now: '2026-07-15T22:30:00Z', night: '2026-07-15', why: 'the evening' },
  ])('is $night at $why', ({ now, night }) => {
    expect(contingencyNight(new Date(now))).toBe(night);
  });

  it('never goes back while time goes on', () => {
    let before = '';
    for (
      let at = Date.parse('2026-10-24T00:00:00Z');
      at < Date.parse('2026-10-27T00:00:00Z');
      at += 600_000
    ) {
      const night = contingencyNight(new Date(at));
      expect(night >= before).toBe(true);
      before = night;
    }
  });

  it.each([
    { hours: 26, seconds: 0, late: false },
    { hours: 26, seconds: 1, late: true },
  ])('a pack is late: $late after $hours h and $seconds s', ({ hours, seconds, late }) => {
    const since = new Date('2026-01-15T01:00:00Z');
    expect(isPackLate(since, new Date(since.getTime() + hours * 3_600_000 + seconds * 1_000))).toBe(late);
  });
});
