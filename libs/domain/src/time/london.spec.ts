import * as fc from 'fast-check';
import { londonDate, londonDateTime, londonInstant } from './london.js';

describe('time in London', () => {
  it.each([
    { at: '2026-01-15T23:59:59Z', date: '2026-01-15', why: 'in winter London keeps UTC' },
    { at: '2026-07-15T22:59:59Z', date: '2026-07-15', why: 'in summer it is an hour ahead' },
    { at: '2026-07-15T23:00:00Z', date: '2026-07-16', why: 'so its midnight comes at 23:00 UTC' },
  ])('it is $date at $at: $why', ({ at, date }) => {
    expect(londonDate(new Date(at))).toBe(date);
  });

  it.each([
    { local: '2026-01-15 08:00', at: '2026-01-15T08:00:00.000Z', why: 'winter' },
    { local: '2026-07-15 08:00', at: '2026-07-15T07:00:00.000Z', why: 'summer' },
    { local: '2026-03-29 00:59', at: '2026-03-29T00:59:00.000Z', why: 'the last minute of winter' },
    { local: '2026-03-29 01:30', at: '2026-03-29T01:30:00.000Z', why: 'skipped: half an hour into summer' },
    { local: '2026-03-29 02:00', at: '2026-03-29T01:00:00.000Z', why: 'the first minute of summer' },
    { local: '2026-10-25 00:59', at: '2026-10-24T23:59:00.000Z', why: 'before the hour that comes twice' },
    { local: '2026-10-25 01:30', at: '2026-10-25T00:30:00.000Z', why: 'shown twice: the first' },
    { local: '2026-10-25 02:00', at: '2026-10-25T02:00:00.000Z', why: 'after it' },
  ])('the clocks show $local at $at: $why', ({ local, at }) => {
    const [date = '', time = ''] = local.split(' ');
    expect(londonInstant(date, time).toISOString()).toBe(at);
  });

  it('is written with its seconds, as a spreadsheet reads it', () => {
    expect(londonDateTime(new Date('2026-07-15T22:59:59.999Z'))).toBe('2026-07-15 23:59:59');
    expect(londonDateTime(new Date('2026-12-31T23:00:00Z'))).toBe('2026-12-31 23:00:00');
  });

  it('gives back the date that an instant was made from', () => {
    const day = fc.date({ min: new Date('2024-01-01'), max: new Date('2034-01-01'), noInvalidDate: true });
    const time = fc.constantFrom('00:00', '01:30', '07:00', '12:00', '23:59');
    fc.assert(
      fc.property(day, time, (at, clock) => {
        const date = at.toISOString().slice(0, 10);
        expect(londonDate(londonInstant(date, clock))).toBe(date);
      }),
    );
  });
});
