import { type FaultRule, faultsOf, isBlank, isWholeBetween } from './faults.js';

const RULES: readonly FaultRule<number, 'odd' | 'small'>[] = [
  { code: 'odd', isBrokenBy: (number) => number % 2 === 1, sentence: 'An even number.' },
  { code: 'small', isBrokenBy: (number) => number < 10, sentence: 'At least 10.' },
];

describe('faults', () => {
  it('tells every rule that is broken, not only the first', () => {
    expect(faultsOf(RULES, 7)).toEqual([
      { code: 'odd', sentence: 'An even number.' },
      { code: 'small', sentence: 'At least 10.' },
    ]);
  });

  it('finds nothing wrong with what keeps the rules', () => {
    expect(faultsOf(RULES, 12)).toEqual([]);
  });

  it.each([
    { text: null, blank: true },
    { text: undefined, blank: true },
    { text: '', blank: true },
    { text: ' \n\t', blank: true },
    { text: ' because ', blank: false },
  ])('takes $text for blank: $blank', ({ text, blank }) => {
    expect(isBlank(text)).toBe(blank);
  });

  it.each([
    { number: 1, whole: true, why: 'the least' },
    { number: 0, whole: false, why: 'one below' },
    { number: 9, whole: true, why: 'the most' },
    { number: 10, whole: false, why: 'one above' },
    { number: 2.5, whole: false, why: 'a fraction' },
    { number: NaN, whole: false, why: 'no number' },
  ])('$number is a whole number from 1 to 9: $whole ($why)', ({ number, whole }) => {
    expect(isWholeBetween(1, number, 9)).toBe(whole);
  });
});
