import * as fc from 'fast-check';
import { hasFailedForLong, nextAttemptAt, restsUntil } from './delivery-times.js';

const NOW = new Date('2026-03-02T12:00:00Z');
const later = (ms: number): Date => new Date(NOW.getTime() + ms);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('a failed delivery', () => {
  it.each([
    { attempts: 1, pause: 5_000, why: 'soon after the first failure' },
    { attempts: 4, pause: 10 * MINUTE, why: 'minutes later' },
    { attempts: 9, pause: 8 * HOUR, why: 'the longest pause' },
    { attempts: 12, pause: 8 * HOUR, why: 'never longer' },
  ])('number $attempts is tried again after $pause ms: $why', ({ attempts, pause }) => {
    expect(nextAttemptAt({ attempts, queuedAt: NOW }, NOW, 0)).toEqual(later(pause));
    expect(nextAttemptAt({ attempts, queuedAt: NOW }, NOW, 1)).toEqual(later(pause * 1.2));
  });

  it.each([
    { age: 3 * DAY - 8 * HOUR, next: 8 * HOUR, why: 'the pause ends exactly at three days' },
    { age: 3 * DAY - HOUR, next: HOUR, why: 'the pause is cut at three days' },
    { age: 3 * DAY, next: null, why: 'that was the last attempt' },
  ])('is tried last three days after it was queued: $why', ({ age, next }) => {
    const answer = nextAttemptAt({ attempts: 9, queuedAt: later(-age) }, NOW, 0);
    expect(answer).toEqual(next === null ? null : later(next));
  });

  it.each([
    { asked: 1_000, pause: 5_000, why: 'a shorter pause is not granted' },
    { asked: HOUR, pause: HOUR, why: 'a longer one is' },
    { asked: 9 * DAY, pause: 8 * HOUR, why: 'up to the longest pause' },
  ])('waits as long as the other system asks: $why', ({ asked, pause }) => {
    expect(nextAttemptAt({ attempts: 1, queuedAt: NOW }, NOW, 0, asked)).toEqual(later(pause));
  });

  it('always ends', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (spread) => {
        let at: Date | null = NOW;
        let attempts = 0;
        while (at && attempts < 100) at = nextAttemptAt({ attempts: ++attempts, queuedAt: NOW }, at, spread);
        expect(attempts).toBeLessThan(20);
        expect(attempts).toBeGreaterThan(10);
      }),
    );
  });
});

describe('a webhook that fails', () => {
  it.each([
    { failures: 1, ms: 5_000 },
    { failures: 2, ms: 10_000 },
    { failures: 8, ms: 640_000 },
    { failures: 9, ms: 15 * MINUTE },
    { failures: 10_000, ms: 15 * MINUTE },
  ])('rests $ms ms after $failures failures in a row', ({ failures, ms }) => {
    expect(restsUntil(failures, NOW)).toEqual(later(ms));
  });

  it.each([
    { since: later(-3 * DAY + HOUR), isLong: true, why: 'three days less an hour' },
    { since: later(-3 * DAY + HOUR + 1), isLong: false, why: 'a millisecond less' },
  ])('is switched off after $why: $isLong', ({ since, isLong }) => {
    expect(hasFailedForLong(since, NOW)).toBe(isLong);
  });
});
