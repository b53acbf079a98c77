import fc from 'fast-check';
import { minutesOf, penceOf, typedHours, typedPounds } from './typed-amounts.js';

describe('typed pounds', () => {
  it.each([
    ['24.50', 2_450],
    ['24.5', 2_450],
    ['24', 2_400],
    [' £24.05 ', 2_405],
    ['1,024.05', 102_405],
    ['0', 0],
    ['24.505', null],
    ['24,5.', null],
    ['-1', null],
    ['', null],
    ['a lot', null],
  ])('%j are %s pence', (typed, pence) => {
    expect(penceOf(typed)).toBe(pence);
  });

  it('are the same after they were shown in a field and read again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999 }), (pence) => {
        expect(penceOf(typedPounds(pence))).toBe(pence);
      }),
    );
  });
});

describe('typed hours and minutes', () => {
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

  it('are the same after they were shown in a field and read again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (minutes) => {
        expect(minutesOf(typedHours(minutes))).toBe(minutes);
      }),
    );
  });
});
