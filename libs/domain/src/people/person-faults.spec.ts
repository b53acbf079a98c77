import type { PersonDetails } from '#contracts/people';
import { personFaults } from './person-faults.js';

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
    { why: 'no address', changes: { addressLines: ['', ' '] }, codes: ['address_missing'] },
    { why: 'half a postcode', changes: { postcode: 'LE11' }, codes: ['postcode_invalid'] },
  ])('$why → $codes', ({ changes, codes }) => {
    expect(personFaults(person(changes), { today: '2026-03-02' }).map(({ code }) => code)).toEqual(codes);
  });
});
