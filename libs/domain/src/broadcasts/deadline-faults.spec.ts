import { deadlineQuestions } from './deadline-faults.js';

const openedAt = new Date('2026-03-02T10:00:00Z'); // Monday
const startBy = new Date('2026-03-04T10:00:00Z');
const urgent = { respondMinutes: 240, workingHours: false };
const routine = { respondMinutes: 600, workingHours: true };

describe('a deadline', () => {
  it.each([
    { closesAt: '2026-03-02T14:00:00Z', asked: [], why: 'the usual one' },
    { closesAt: '2026-03-02T21:59:00Z', asked: [], why: 'the last minute of the evening' },
    { closesAt: '2026-03-02T22:00:00Z', asked: ['at_night'], why: 'three times the clock, at night' },
    {
      closesAt: '2026-03-03T06:59:00Z',
      asked: ['at_night', 'beyond_the_clock'],
      why: 'the last minute of the night',
    },
    { closesAt: '2026-03-03T07:00:00Z', asked: ['beyond_the_clock'], why: 'the morning' },
    { closesAt: '2026-03-04T10:00:00Z', asked: ['beyond_the_clock'], why: 'exactly when care should start' },
    {
      closesAt: '2026-03-04T10:01:00Z',
      asked: ['beyond_the_clock', 'after_the_start'],
      why: 'a minute later',
    },
  ])('at $closesAt is asked about: $asked ($why)', ({ closesAt, asked }) => {
    expect(deadlineQuestions({ closesAt: new Date(closesAt), openedAt, startBy, usual: urgent })).toEqual(
      asked,
    );
  });

  it('counts working time where the clock does: three days of ten hours end on Wednesday evening', () => {
    const late = new Date('2026-03-30T10:00:00Z');
    const of = (closesAt: string) =>
      deadlineQuestions({ closesAt: new Date(closesAt), openedAt, startBy: late, usual: routine });
    expect(of('2026-03-05T10:00:00Z')).toEqual([]);
    expect(of('2026-03-05T10:01:00Z')).toEqual(['beyond_the_clock']);
  });

  it('is at night by the clocks of London, in summer too', () => {
    const summer = { openedAt: new Date('2026-07-01T18:00:00Z'), startBy: new Date('2026-07-05T18:00:00Z') };
    expect(
      deadlineQuestions({ ...summer, closesAt: new Date('2026-07-01T21:00:00Z'), usual: urgent }),
    ).toEqual(['at_night']);
  });
});
