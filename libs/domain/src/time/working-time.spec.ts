import * as fc from 'fast-check';
import { isBankHolidayInEngland } from './england-bank-holidays.js';
import { addWorkingMinutes, deadlineAfter, minutesBetween } from './working-time.js';

const instant = fc.date({ min: new Date('2025-01-01'), max: new Date('2028-12-01'), noInvalidDate: true });
const minutes = fc.integer({ min: 0, max: 6_000 });

describe('working time', () => {
  it.each([
    { from: '2026-03-02T09:00Z', minutes: 0, to: '2026-03-02T09:00Z', why: 'nothing to add' },
    { from: '2026-03-02T09:00Z', minutes: 540, to: '2026-03-02T18:00Z', why: 'up to the end of the day' },
    { from: '2026-03-02T09:00Z', minutes: 541, to: '2026-03-03T08:01Z', why: 'one past it: next morning' },
    { from: '2026-03-02T18:00Z', minutes: 0, to: '2026-03-02T18:00Z', why: '18:00 is working time' },
    { from: '2026-03-02T18:01Z', minutes: 0, to: '2026-03-03T08:00Z', why: 'a minute past is not' },
    { from: '2026-03-02T07:59Z', minutes: 0, to: '2026-03-02T08:00Z', why: 'nor is a minute before 08:00' },
    { from: '2026-03-02T03:00Z', minutes: 60, to: '2026-03-02T09:00Z', why: 'the night does not count' },
    { from: '2026-03-06T17:30Z', minutes: 60, to: '2026-03-09T08:30Z', why: 'nor does the weekend' },
    { from: '2026-03-07T12:00Z', minutes: 600, to: '2026-03-09T18:00Z', why: 'from a Saturday' },
    { from: '2026-04-02T16:00Z', minutes: 120, to: '2026-04-07T08:00Z', why: 'Easter, in summer time' },
    {
      from: '2026-12-24T17:00Z',
      minutes: 120,
      to: '2026-12-29T09:00Z',
      why: 'Christmas and a substitute day',
    },
    {
      from: '2026-03-27T17:00Z',
      minutes: 120,
      to: '2026-03-30T08:00Z',
      why: 'the clocks go forward between',
    },
    { from: '2026-10-23T16:00Z', minutes: 120, to: '2026-10-26T09:00Z', why: 'the clocks go back between' },
    { from: '2026-03-02T09:00Z', minutes: 1_440, to: '2026-03-04T13:00Z', why: "routine's 24 h: 2.4 days" },
  ])('$minutes min from $from are up at $to: $why', ({ from, minutes, to }) => {
    expect(addWorkingMinutes(new Date(from), minutes)).toEqual(new Date(to));
  });

  it('keeps seconds and milliseconds', () => {
    expect(addWorkingMinutes(new Date('2026-03-02T17:59:30.500Z'), 1)).toEqual(
      new Date('2026-03-03T08:00:30.500Z'),
    );
  });

  it('ends in working time', () => {
    const clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/London',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    fc.assert(
      fc.property(instant, minutes, (from, added) => {
        const to = addWorkingMinutes(from, added);
        const shown = clock.format(to);
        expect(shown).toMatch(/^(Mon|Tue|Wed|Thu|Fri),? (0[89]|1[0-7]|18:00:00)/);
        expect(isBankHolidayInEngland(to.toISOString().slice(0, 10))).toBe(false);
      }),
    );
  });

  it('adds up: one stretch after another is both at once', () => {
    fc.assert(
      fc.property(instant, minutes, minutes, (from, first, second) => {
        expect(addWorkingMinutes(addWorkingMinutes(from, first), second)).toEqual(
          addWorkingMinutes(from, first + second),
        );
      }),
    );
  });

  it('never ends earlier for starting later or taking longer, nor before its time has passed', () => {
    fc.assert(
      fc.property(instant, minutes, minutes, minutes, (from, later, added, more) => {
        const end = addWorkingMinutes(from, added).getTime();
        const fromLater = new Date(from.getTime() + later * 60_000);
        expect(end).toBeGreaterThanOrEqual(from.getTime() + added * 60_000);
        expect(addWorkingMinutes(fromLater, added).getTime()).toBeGreaterThanOrEqual(end);
        expect(addWorkingMinutes(from, added + more + 1).getTime()).toBeGreaterThan(end);
      }),
    );
  });
});

describe('the working minutes between two instants', () => {
  it.each([
    { from: '2026-03-06T17:00Z', to: '2026-03-09T09:00Z', minutes: 120, why: 'over a weekend' },
    { from: '2026-03-06T18:00Z', to: '2026-03-09T08:00Z', minutes: 0, why: 'a weekend only' },
    { from: '2026-03-06T17:00Z', to: '2026-03-06T17:00Z', minutes: 0, why: 'the same instant' },
    { from: '2026-03-06T17:00Z', to: '2026-03-06T16:00Z', minutes: 0, why: 'backwards' },
    { from: '2026-03-06T17:00:30Z', to: '2026-03-06T17:02:00Z', minutes: 1, why: 'whole minutes' },
  ])('are $minutes: $why', ({ from, to, minutes }) => {
    expect(minutesBetween(new Date(from), new Date(to), true)).toBe(minutes);
  });

  it('are the minutes that led from one to the other', () => {
    const instant = fc.date({
      min: new Date('2026-01-01'),
      max: new Date('2027-12-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 5_000 }), fc.boolean(), (from, added, workingHours) => {
        expect(minutesBetween(from, deadlineAfter(from, added, workingHours), workingHours)).toBe(added);
      }),
    );
  });
});

describe('a deadline', () => {
  const friday = new Date('2026-03-06T17:00Z');

  it('falls in working hours for a profile that keeps them', () => {
    expect(deadlineAfter(friday, 120, true)).toEqual(new Date('2026-03-09T09:00Z'));
  });

  it('falls round the clock otherwise', () => {
    expect(deadlineAfter(friday, 120, false)).toEqual(new Date('2026-03-06T19:00Z'));
  });
});
