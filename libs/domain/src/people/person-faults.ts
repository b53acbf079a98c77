import { isBirthDate } from '#contracts/birth-dates';
import type { PersonDetails } from '#contracts/people';
import { type Fault, type FaultRule, faultsOf, isBlank } from '../faults.js';
import { isNoFixedAbode, parsePostcode } from '../lots/postcode.js';

const WEIGHTS = [10, 9, 8, 7, 6, 5, 4, 3, 2] as const;

/**
 * Returns an NHS number in its standard form (`999 123 4567`), or null for any other text. The last of the
 * ten digits must be the right check digit (modulus 11).
 */
export function normaliseNhsNumber(text: string): string | null {
  const digits = text.replace(/[\s-]/g, '');
  if (!/^\d{10}$/.test(digits)) return null;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  const check = (11 - (sum % 11)) % 11;
  if (check !== Number(digits[9])) return null;
  return `${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`;
}

/**
 * True for an NHS number that the NHS gives to no person: one digit repeated, or the range 999 for tests. The test range is
 * allowed in the demonstration only.
 */
function isNeverIssued(nhsNumber: string, isDemonstration: boolean): boolean {
  const digits = nhsNumber.replaceAll(' ', '');
  return /^(\d)\1{9}$/.test(digits) || (digits.startsWith('999') && !isDemonstration);
}

export type PersonFaultCode =
  | 'name_missing'
  | 'birth_not_a_date'
  | 'birth_out_of_range'
  | 'nhs_number_invalid'
  | 'nhs_number_never_issued'
  | 'address_missing'
  | 'postcode_invalid'
  | 'postcode_no_fixed_abode';

interface PersonContext {
  /** The date in London. */
  readonly today: string;
  /** True if the record belongs to the demonstration. */
  readonly isDemonstration: boolean;
}

type PersonToday = PersonDetails & PersonContext;

/** A year alone sorts before its first day. */
const EARLIEST_BIRTH = '1900';

const RULES: readonly FaultRule<PersonToday, PersonFaultCode>[] = [
  {
    code: 'name_missing',
    isBrokenBy: ({ givenName, familyName }) => isBlank(givenName) && isBlank(familyName),
    sentence: 'Enter a name.',
  },
  {
    code: 'birth_not_a_date',
    isBrokenBy: ({ bornOn }) => bornOn !== null && !isBirthDate(bornOn),
    sentence: 'Enter the date of birth as YYYY-MM-DD, YYYY-MM or YYYY, or null if it is not known.',
  },
  {
    code: 'birth_out_of_range',
    isBrokenBy: ({ bornOn, today }) =>
      bornOn !== null && isBirthDate(bornOn) && (bornOn > today || bornOn < EARLIEST_BIRTH),
    sentence: 'The date of birth lies between 1900 and today.',
  },
  {
    code: 'nhs_number_invalid',
    isBrokenBy: ({ nhsNumber }) => nhsNumber != null && normaliseNhsNumber(nhsNumber) === null,
    sentence: 'Check the NHS number: ten digits, of which the last does not fit the others.',
  },
  {
    code: 'nhs_number_never_issued',
    isBrokenBy: ({ nhsNumber, isDemonstration }) => {
      const standard = nhsNumber == null ? null : normaliseNhsNumber(nhsNumber);
      return standard !== null && isNeverIssued(standard, isDemonstration);
    },
    sentence: 'No person has this NHS number. Check it, or leave it empty.',
  },
  {
    code: 'address_missing',
    isBrokenBy: ({ addressLines }) => addressLines.every(isBlank),
    sentence: 'Enter the address that carers go to.',
  },
  {
    code: 'postcode_invalid',
    isBrokenBy: ({ postcode }) => parsePostcode(postcode) === null && !isNoFixedAbode(postcode),
    sentence:
      'Enter a full postcode, such as LE11 3TU. Check each letter: the last two are never C, I, K, M, O or V.',
  },
  {
    code: 'postcode_no_fixed_abode',
    isBrokenBy: ({ postcode }) => isNoFixedAbode(postcode),
    sentence:
      'ZZ99 stands for no fixed abode. Enter the postcode of the place where carers meet the person, such as a hostel, and say so in the address.',
  },
];

/** Lists every fault in a person's details. */
export function personFaults(details: PersonDetails, context: PersonContext): Fault<PersonFaultCode>[] {
  return faultsOf(RULES, { ...details, ...context });
}
