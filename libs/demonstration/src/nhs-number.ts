/** The prefix of NHS numbers that are reserved for tests. No patient has such a number. */
const TEST_RANGE = '999';
const MOST_SERIALS = 1_000_000;

/**
 * Returns the ten-digit test number for a serial number. Returns null if the check digit would be 10, because
 * a check digit must be one digit.
 */
export function testNhsNumber(serial: number): string | null {
  if (!Number.isInteger(serial) || serial < 0 || serial >= MOST_SERIALS)
    throw new RangeError(`no test number ${serial}`);
  const digits = TEST_RANGE + String(serial).padStart(6, '0');
  const check = checkDigit(digits);
  return check === 10 ? null : digits + String(check);
}

/** Calculates the check digit of an NHS number by modulus 11. The weights go from ten down to two. */
function checkDigit(nineDigits: string): number {
  const weighted = [...nineDigits].reduce((sum, digit, index) => sum + Number(digit) * (10 - index), 0);
  return (11 - (weighted % 11)) % 11;
}
