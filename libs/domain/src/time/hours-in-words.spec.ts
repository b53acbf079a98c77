import { hoursInWords } from './hours-in-words.js';

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
