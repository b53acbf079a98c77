import { normaliseNhsNumber } from './nhs-number.js';

describe('an NHS number', () => {
  it.each([
    { text: '943 476 5919', written: '943 476 5919', why: "the data dictionary's own example" },
    { text: '9434765919', written: '943 476 5919', why: 'without spaces' },
    { text: '943-476-5919', written: '943 476 5919', why: 'with hyphens' },
    { text: '9434765918', written: null, why: 'a wrong check digit' },
    { text: '943476591', written: null, why: 'nine digits' },
    { text: '94347659190', written: null, why: 'eleven digits' },
    { text: '943476591X', written: null, why: 'a letter' },
    { text: '０９４３４７６５９１', written: null, why: 'digits of another script' },
    { text: '999 000 0018', written: '999 000 0018', why: 'the range kept for tests' },
    { text: '', written: null, why: 'nothing' },
  ])('$text: $why', ({ text, written }) => {
    expect(normaliseNhsNumber(text)).toBe(written);
  });

  it('finds any single digit that was mistyped', () => {
    const right = '9434765919';
    for (let index = 0; index < right.length; index++)
      for (let digit = 0; digit <= 9; digit++) {
        const typed = right.slice(0, index) + digit + right.slice(index + 1);
        expect(normaliseNhsNumber(typed) !== null).toBe(typed === right);
      }
  });
});
