import fc from 'fast-check';
import { BANDS, DAYS, type Visit } from '#contracts/visits';
import { changedWeek, weekGrid, type WeekGrid } from './week-grid.js';

const visit = (given: Partial<Visit> = {}): Visit => ({
  key: 'v1',
  days: ['mon'],
  band: 'breakfast',
  minutes: 45,
  carers: 1,
  personalCare: true,
  ...given,
});

const textsOf = (grid: WeekGrid, day: string): string[] =>
  (grid.days.find(({ name }) => name === day)?.bands ?? []).flatMap(({ name, visits }) =>
    visits.map(({ length, when, change, was }) =>
      [name, when, length, change, was].filter((part) => part !== null).join(' | '),
    ),
  );

describe('a week of visits', () => {
  it('has all seven days, and a row only for the bands that have visits', () => {
    const grid = weekGrid([
      visit({ days: [...DAYS] }),
      visit({ key: 'v2', band: 'bed', days: ['tue', 'sat'], carers: 2 }),
    ]);
    expect(grid.bands).toEqual([
      { name: 'Breakfast', hours: '07:00–10:00', row: 1 },
      { name: 'Bed', hours: '19:00–22:00', row: 2 },
    ]);
    expect(grid.days.map(({ name, hours }) => `${name} ${hours}`)).toEqual([
      'Mon 45 min',
      'Tue 2 h 15 min',
      'Wed 45 min',
      'Thu 45 min',
      'Fri 45 min',
      'Sat 2 h 15 min',
      'Sun 45 min',
    ]);
    expect(textsOf(grid, 'Tue')).toEqual(['Breakfast | 45 min', 'Bed | 45 min, 2 carers']);
  });

  it.each<{ given: Partial<Visit>; starts?: string; day: string; text: string; why: string }>([
    { given: { window: { from: '08:00', to: '08:30' } }, day: 'Mon', text: '08:00–08:30', why: 'exact window' },
    { given: {}, starts: '09:15', day: 'Mon', text: '09:15', why: 'the offered time' },
    { given: { band: 'night' }, starts: '22:00', day: 'Mon', text: '22:00', why: 'before midnight' },
    { given: { band: 'night' }, starts: '00:00', day: 'Mon', text: '00:00 Tue', why: 'midnight is the next day' },
    { given: { band: 'night', days: ['sun'] }, starts: '06:59', day: 'Sun', text: '06:59 Mon', why: 'after Sunday comes Monday' },
    { given: { band: 'night', window: { from: '02:00', to: '03:00' } }, day: 'Mon', text: '02:00–03:00 Tue', why: 'a window after midnight' },
    { given: { band: 'night', window: { from: '23:00', to: '01:00' } }, day: 'Mon', text: '23:00–01:00', why: 'a window over midnight' },
    { given: {}, starts: '06:30', day: 'Mon', text: '06:30', why: 'early, but not at night' },
  ])('shows $text: $why', ({ given, starts, day, text }) => {
    const grid = weekGrid([visit(given)], starts ? [{ visitKey: 'v1', startsAt: starts }] : []);
    expect(grid.days.find(({ name }) => name === day)?.bands[0]?.visits[0]?.when).toBe(text);
  }); // prettier-ignore

  it('orders several visits of one band by their time, also over midnight', () => {
    const at = (key: string, from: string) => visit({ key, band: 'night', window: { from, to: '07:00' } });
    expect(textsOf(weekGrid([at('a', '03:00'), at('b', '23:00'), at('c', '01:00')]), 'Mon')).toEqual([
      'Night | 23:00–07:00 | 45 min',
      'Night | 01:00–07:00 Tue | 45 min',
      'Night | 03:00–07:00 Tue | 45 min',
    ]);
  });

  it('is empty without visits', () => {
    const grid = weekGrid([]);
    expect(grid.bands).toEqual([]);
    expect(grid.days.map(({ bands, hours }) => [bands.length, hours])).toEqual(DAYS.map(() => [0, '0 h']));
  });
});

describe('a change of visits', () => {
  it('says what is added, removed, changed and the same', () => {
    const before = [
      visit({ days: ['mon', 'tue'] }),
      visit({ key: 'v2', band: 'lunch', minutes: 30 }),
      visit({ key: 'v3', band: 'tea', carers: 2 }),
    ];
    const after = [
      visit({ days: ['mon', 'wed'] }),
      visit({ key: 'v2', band: 'lunch', minutes: 60 }),
      visit({ key: 'v3', band: 'tea', carers: 1 }),
    ];
    const grid = changedWeek(before, after);
    expect(textsOf(grid, 'Mon')).toEqual([
      'Breakfast | 45 min',
      'Lunch | 1 h | changed | 30 min',
      'Tea | 45 min | changed | 45 min, 2 carers',
    ]);
    expect(textsOf(grid, 'Tue')).toEqual(['Breakfast | 45 min | removed']);
    expect(textsOf(grid, 'Wed')).toEqual(['Breakfast | 45 min | added']);
    expect(grid.days.slice(0, 3).map(({ hours }) => hours)).toEqual(['2 h 30 min', '0 h', '45 min']);
  });

  it('matches equal visits of a band first, whatever their order and keys', () => {
    const before = [visit({ key: 'a', minutes: 30 }), visit({ key: 'b', minutes: 60 })];
    const after = [visit({ key: 'v1', minutes: 60 }), visit({ key: 'v2', minutes: 45 })];
    expect(textsOf(changedWeek(before, after), 'Mon')).toEqual([
      'Breakfast | 1 h',
      'Breakfast | 45 min | changed | 30 min',
    ]);
  });

  it('changes nothing from a week to itself, and adds or removes as many visits as the sums differ', () => {
    const visits = fc.array(
      fc.record({
        days: fc.uniqueArray(fc.constantFrom(...DAYS), { minLength: 1 }),
        band: fc.constantFrom(...BANDS),
        minutes: fc.constantFrom(15, 30, 45),
        carers: fc.constantFrom<1 | 2>(1, 2),
      }),
      { maxLength: 8 },
    );
    const count = (grid: WeekGrid, change: string | null): number =>
      grid.days.flatMap(({ bands }) => bands.flatMap((band) => band.visits)).filter((one) => one.change === change)
        .length; // prettier-ignore
    fc.assert(
      fc.property(visits, visits, (some, others) => {
        const [before, after] = [some.map(visit), others.map(visit)];
        const total = (list: readonly Visit[]): number =>
          list.reduce((sum, { days }) => sum + days.length, 0);
        const same = changedWeek(before, before);
        expect([count(same, null), count(same, 'changed')]).toEqual([total(before), 0]);
        const grid = changedWeek(before, after);
        expect(count(grid, 'added') - count(grid, 'removed')).toBe(total(after) - total(before));
      }),
    );
  });
});
