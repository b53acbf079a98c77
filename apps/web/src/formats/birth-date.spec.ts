import { birthDateInWords, typedBirthDate } from './birth-date.js';

describe('a date of birth', () => {
  it.each([
    ['1938-03-14', '14 March 1938', '14/03/1938'],
    ['1938-03', 'March 1938', '03/1938'],
    ['1938', '1938', '1938'],
    [null, 'Not known', ''],
  ])('%s is shown as “%s” and typed as “%s”', (bornOn, shown, typed) => {
    expect([birthDateInWords(bornOn), typedBirthDate(bornOn)]).toEqual([shown, typed]);
  });
});
