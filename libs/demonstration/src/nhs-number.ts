/** Reserved for testing: no patient has a number that begins so. */
const TEST_RANGE = '999';
const MOST_SERIALS = 1_000_000;

/** The ten digits of the test number with this serial; null where its check digit would be ten, so there is none. */
export function testNhsNumber(serial: number): string | null {
  if (!Number.isInteger(serial) || serial < 0 || serial >= MOST_SERIALS)
    throw new RangeError(`no test number ${serial}`);
  const digits = TEST_RANGE + String(serial).padStart(6, '0');
  const check = checkDigit(digits);
  return check === 10 ? null : digits + String(check);
}

/** Modulus 11: weights from ten down to two. */
function checkDigit(nineDigits: string): number {
  const weighted = [...nineDigits].reduce((sum, digit, index) => sum + Number(digit) * (10 - index), 0);
  return (11 - (weighted % 11)) % 11;
}
