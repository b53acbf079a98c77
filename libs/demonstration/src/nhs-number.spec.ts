import { testNhsNumber } from './nhs-number.js';

describe('NHS numbers for testing', () => {
  it.each([
    { serial: 0, number: null, why: '243 leaves 1, so the check digit would be ten: none' },
    { serial: 1, number: '9990000018', why: '245 leaves 3, so the check digit is 8' },
    { serial: 4, number: '9990000042', why: '251 leaves 9, so the check digit is 2' },
    { serial: 12_345, number: '9990123454', why: '293 leaves 7, so the check digit is 4' },
  ])('$why', ({ serial, number }) => {
    expect(testNhsNumber(serial)).toBe(number);
  });

  it('is divisible by eleven in the weighted sum of all ten digits', () => {
    for (let serial = 0; serial < 5_000; serial++) {
      const number = testNhsNumber(serial);
      if (number === null) continue;
      const sum = [...number].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
      expect(sum % 11).toBe(0);
    }
  });

  it.each([-1, 1_000_000, 1.5])('refuses the serial %p', (serial) => {
    expect(() => testNhsNumber(serial)).toThrow('no test number');
  });
});
