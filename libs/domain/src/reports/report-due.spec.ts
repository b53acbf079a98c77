import * as fc from 'fast-check';
import { addDays, daysBetween } from '../time/iso-date.js';
import { londonDate } from '../time/london.js';
import { firstReportDue, isReportLate, nextReportDue } from './report-due.js';

const dueOf = (afterDay: string, everyDays: number, now: string) => {
  const { dueOn, dueAt } = firstReportDue(afterDay, everyDays, new Date(now));
  return [dueOn, dueAt.toISOString()];
};

describe('the first update', () => {
  it.each([
    {
      from: '2026-03-02',
      now: '2026-03-02T09:00Z',
      due: ['2026-03-16', '2026-03-17T00:00:00.000Z'],
      why: 'n days after the notice, at the end of the day',
    },
    {
      from: '2026-03-16',
      now: '2026-03-16T09:00Z',
      due: ['2026-03-30', '2026-03-30T23:00:00.000Z'],
      why: 'the clocks go forward in between: the day ends an hour earlier by UTC',
    },
    {
      from: '2026-10-12',
      now: '2026-10-12T09:00Z',
      due: ['2026-10-26', '2026-10-27T00:00:00.000Z'],
      why: 'the clocks go back in between',
    },
    {
      from: '2026-03-15',
      now: '2026-03-15T09:00Z',
      due: ['2026-03-29', '2026-03-29T23:00:00.000Z'],
      why: 'due on the day of 23 hours',
    },
    {
      from: '2026-10-11',
      now: '2026-10-11T09:00Z',
      due: ['2026-10-25', '2026-10-26T00:00:00.000Z'],
      why: 'due on the day of 25 hours',
    },
    {
      from: '2026-02-16',
      now: '2026-03-02T23:59:59.999Z',
      due: ['2026-03-02', '2026-03-03T00:00:00.000Z'],
      why: 'back-dated, and its first day is not over yet',
    },
    {
      from: '2026-02-16',
      now: '2026-03-03T00:00Z',
      due: ['2026-03-16', '2026-03-17T00:00:00.000Z'],
      why: 'back-dated, and its first day is over',
    },
    {
      from: '2025-03-03',
      now: '2026-03-02T09:00Z',
      due: ['2026-03-02', '2026-03-03T00:00:00.000Z'],
      why: 'a year back: 26 rounds, to the day',
    },
    {
      from: '2026-03-09',
      now: '2026-03-02T09:00Z',
      due: ['2026-03-23', '2026-03-24T00:00:00.000Z'],
      why: 'a notice of the future',
    },
  ])('under a notice from $from recorded at $now is due $due ($why)', ({ from, now, due }) => {
    expect(dueOf(from, 14, now)).toEqual(due);
  });

  it('is never over when it is asked for, and never more than a round away from a notice that began', () => {
    const day = fc.integer({ min: 0, max: 3_000 }).map((days) => addDays('2024-01-01', days));
    fc.assert(
      fc.property(day, day, fc.integer({ min: 1, max: 366 }), (from, today, everyDays) => {
        const now = new Date(`${today}T12:00Z`);
        const { dueOn, dueAt } = firstReportDue(from, everyDays, now);
        expect(dueAt > now).toBe(true);
        expect(daysBetween(from, dueOn) % everyDays).toBe(0);
        expect(daysBetween(from, dueOn)).toBeGreaterThanOrEqual(everyDays);
        if (from <= londonDate(now)) expect(daysBetween(today, dueOn)).toBeLessThanOrEqual(everyDays);
      }),
    );
  });
});

describe('the next update', () => {
  it('is due n days after the last one was, across the change of clocks', () => {
    const days = [1, 2, 3].reduce<string[]>(
      (dues) => [...dues, nextReportDue(dues.at(-1) ?? '', 14).dueOn],
      ['2026-03-16'],
    );
    expect(days).toEqual(['2026-03-16', '2026-03-30', '2026-04-13', '2026-04-27']);
  });
});

describe('an update', () => {
  const { dueAt } = nextReportDue('2026-03-16', 14);
  it.each([
    { at: '2026-03-30T22:59:59.999Z', late: false, why: 'the last millisecond of its day in London' },
    { at: '2026-03-30T23:00:00.000Z', late: true, why: 'midnight in London' },
  ])('received at $at → late: $late ($why)', ({ at, late }) => {
    expect(isReportLate({ dueAt }, new Date(at))).toBe(late);
  });
});
