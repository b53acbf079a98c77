import fc from 'fast-check';
import {
  type BareUnit,
  durationQuestion,
  minutesOf,
  penceOf,
  typedDuration,
  typedPounds,
  understoodDuration,
} from './typed-amounts.js';

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

describe('a typed duration', () => {
  it.each<[string, BareUnit, number | null]>([
    ['3.5', 'hours', 210],
    ['3,5', 'hours', 210],
    ['3:30', 'hours', 210],
    ['3h30', 'hours', 210],
    ['3h 30', 'hours', 210],
    ['3 h 30 min', 'hours', 210],
    ['3 Hours 30 Minutes', 'hours', 210],
    ['3hr', 'hours', 180],
    ['210 min', 'hours', 210],
    ['210m', 'hours', 210],
    ['3½', 'hours', 210],
    ['½ h', 'minutes', 30],
    ['.5', 'minutes', 30],
    ['3.25', 'hours', 195],
    ['3.50', 'hours', 210],
    ['3.75', 'hours', 225],
    ['3.8', 'hours', 228],
    ['3.30 h', 'hours', 198],
    ['7 days', 'hours', 10_080],
    ['3', 'hours', 180],
    ['45', 'minutes', 45],
    ['1 h', 'minutes', 60],
    ['1.5', 'minutes', 90],
    ['13', 'minutes', 13],
    ['0', 'minutes', 0],
    ['0', 'hours', 0],
    ['24:00', 'hours', 1_440],
    ['3.33', 'hours', 213],
    ['', 'hours', null],
    [' ', 'minutes', null],
    ['3.333', 'hours', null],
    ['1:75', 'hours', null],
    ['3h75', 'hours', null],
    ['-1', 'hours', null],
    ['three', 'hours', null],
    ['half past three', 'hours', null],
    ['3:3', 'hours', null],
    ['3 30', 'hours', null],
    ['1234567', 'hours', null],
    ['٣', 'hours', null],
  ])('%j in a field for %s is %s minutes', (typed, bare, minutes) => {
    const question = durationQuestion(typed, bare);
    expect([minutesOf(typed, bare), question]).toEqual([minutes, null]);
  });

  it.each<[string, BareUnit, string]>([
    ['3.30', 'hours', '3 h 30 min or 3 h 18 min?'],
    ['3,15', 'minutes', '3 h 15 min or 3 h 9 min?'],
    ['2', 'minutes', '2 h or 2 min?'],
    ['12', 'minutes', '12 h or 12 min?'],
    ['1,250', 'hours', '1250 h or 1 h 15 min?'],
  ])('%j in a field for %s is asked about: %s', (typed, bare, question) => {
    expect([minutesOf(typed, bare), understoodDuration(typed, bare)]).toEqual([null, question]);
    expect(durationQuestion(typed, bare)).toContain(`“${typed}” can mean both`);
  });

  it.each([
    ['75', '= 1 h 15 min'],
    [' 1:15 ', '= 1 h 15 min'],
    ['1 h 15 min', ''],
    ['soon', ''],
    ['', ''],
  ])('%j is understood as %j, if it is not typed in this form already', (typed, shown) => {
    expect(understoodDuration(typed, 'minutes')).toBe(shown);
  });

  it('is the same after it was shown in a field and read again, in a field for either unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000_000 }), (minutes) => {
        const shown = typedDuration(minutes);
        expect([minutesOf(shown, 'hours'), minutesOf(shown, 'minutes')]).toEqual([minutes, minutes]);
      }),
    );
  });
});
