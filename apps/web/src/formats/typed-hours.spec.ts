import fc from 'fast-check';
import { minutesOf, typedHours } from './typed-hours.js';

describe('hours that are typed', () => {
  it.each([
    ['3', '30', 210],
    ['3', '', 180],
    ['', '45', 45],
    ['0', '59', 59],
    ['0', '60', null],
    ['', '', null],
    ['three', '', null],
    ['-1', '0', null],
    ['1.5', '0', null],
  ])('%j hours and %j minutes are %s minutes', (hours, minutes, whole) => {
    expect(minutesOf({ hours, minutes })).toBe(whole);
  });

  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (minutes) => {
        expect(minutesOf(typedHours(minutes))).toBe(minutes);
      }),
    );
  });
});
