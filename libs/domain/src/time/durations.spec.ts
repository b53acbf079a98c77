import { hoursInWords, isInside, isTimeOfDay } from './durations.js';

describe('hours in words', () => {
  it.each([
    [0, '0 min'],
    [1, '1 min'],
    [59, '59 min'],
    [60, '1 h'],
    [61, '1 h 1 min'],
    [210, '3 h 30 min'],
    [72_000, '1200 h'],
  ])('%i minutes are %s', (minutes, words) => {
    expect(hoursInWords(minutes)).toBe(words);
  });
});

describe('a time of day', () => {
  it.each([
    { text: '00:00', is: true, why: 'midnight' },
    { text: '23:59', is: true, why: 'the last minute' },
    { text: '24:00', is: false, why: 'one past it' },
    { text: '12:60', is: false, why: 'no such minute' },
    { text: '7:30', is: false, why: 'not padded' },
    { text: '07:30:00', is: false, why: 'with seconds' },
    { text: '07:30 ', is: false, why: 'a space after' },
    { text: '', is: false, why: 'nothing' },
  ])('"$text" is one: $is ($why)', ({ text, is }) => {
    expect(isTimeOfDay(text)).toBe(is);
  });
});

describe('a window', () => {
  const morning = { from: '07:00', to: '10:00' };
  const night = { from: '22:00', to: '07:00' };

  it.each([
    { window: morning, time: '07:00', inside: true, why: 'from is inside' },
    { window: morning, time: '06:59', inside: false, why: 'a minute early' },
    { window: morning, time: '09:59', inside: true, why: 'the last minute' },
    { window: morning, time: '10:00', inside: false, why: 'to is not inside' },
    { window: { from: '08:00', to: '08:00' }, time: '07:59', inside: true, why: 'round the clock' },
    { window: night, time: '22:00', inside: true, why: 'from, before midnight' },
    { window: night, time: '21:59', inside: false, why: 'a minute early' },
    { window: night, time: '00:00', inside: true, why: 'midnight itself' },
    { window: night, time: '06:59', inside: true, why: 'the last minute, next morning' },
    { window: night, time: '07:00', inside: false, why: 'to, next morning' },
    { window: night, time: '12:00', inside: false, why: 'the middle of the day' },
  ])('$window.from to $window.to has $time: $inside ($why)', ({ window, time, inside }) => {
    expect(isInside(window, time)).toBe(inside);
  });
});
