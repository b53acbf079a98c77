import { normaliseNhsNumber, personFaults } from './person-faults.js';
import type { PersonDetails } from '#contracts/people';

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

const person = (changes: Partial<PersonDetails> = {}): PersonDetails => ({
  reference: 'LAS-1',
  givenName: '李',
  familyName: "O'Brien <b>",
  bornOn: '1940-02-29',
  nhsNumber: null,
  addressLines: ['12 Example Lane'],
  postcode: 'le11 3tu',
  livesAlone: true,
  ...changes,
});

describe("a person's details", () => {
  it.each<{ why: string; changes: Partial<PersonDetails>; codes: string[] }>([
    { why: 'any name, exactly as it is', changes: {}, codes: [] },
    { why: 'one name', changes: { familyName: '' }, codes: [] },
    { why: 'no name', changes: { givenName: ' ', familyName: '' }, codes: ['name_missing'] },
    { why: 'a day that was not', changes: { bornOn: '1941-02-29' }, codes: ['birth_not_a_date'] },
    { why: 'born today', changes: { bornOn: '2026-03-02' }, codes: [] },
    { why: 'born tomorrow', changes: { bornOn: '2026-03-03' }, codes: ['birth_out_of_range'] },
    { why: 'born in 1900', changes: { bornOn: '1900-01-01' }, codes: [] },
    { why: 'born before', changes: { bornOn: '1899-12-31' }, codes: ['birth_out_of_range'] },
    { why: 'an NHS number', changes: { nhsNumber: '943 476 5919' }, codes: [] },
    { why: 'a mistyped NHS number', changes: { nhsNumber: '943 476 5918' }, codes: ['nhs_number_invalid'] },
    { why: 'a test number', changes: { nhsNumber: '999 000 0018' }, codes: ['nhs_number_never_issued'] },
    { why: 'one digit repeated', changes: { nhsNumber: '1111111111' }, codes: ['nhs_number_never_issued'] },
    { why: 'born in a month', changes: { bornOn: '1941-02' }, codes: [] },
    { why: 'born this year', changes: { bornOn: '2026' }, codes: [] },
    { why: 'born next year', changes: { bornOn: '2027' }, codes: ['birth_out_of_range'] },
    { why: 'born in the year 1900', changes: { bornOn: '1900' }, codes: [] },
    { why: 'born in the year before', changes: { bornOn: '1899' }, codes: ['birth_out_of_range'] },
    { why: 'birth not known', changes: { bornOn: null }, codes: [] },
    { why: 'no address', changes: { addressLines: ['', ' '] }, codes: ['address_missing'] },
    { why: 'half a postcode', changes: { postcode: 'LE11' }, codes: ['postcode_invalid'] },
  ])('$why → $codes', ({ changes, codes }) => {
    const context = { today: '2026-03-02', isDemonstration: false };
    expect(personFaults(person(changes), context).map(({ code }) => code)).toEqual(codes);
  });

  it.each([
    { nhsNumber: '999 000 0018', codes: [], why: 'the test range is for it' },
    { nhsNumber: '5555555555', codes: ['nhs_number_never_issued'], why: 'one digit is for nobody' },
  ])('of the demonstration: $why', ({ nhsNumber, codes }) => {
    const context = { today: '2026-03-02', isDemonstration: true };
    expect(personFaults(person({ nhsNumber }), context).map(({ code }) => code)).toEqual(codes);
  });
});
