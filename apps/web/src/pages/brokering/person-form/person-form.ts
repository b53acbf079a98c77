import type { PersonDetails } from '#contracts/people';
import { ApiProblem } from '../../../api/api-problem.js';
import { type Fault, faultsOf, type Form } from '../../../console/form.js';

const SENTENCES = {
  reference: 'Enter the case number, in up to 60 plain characters.',
  givenName: 'Enter the given name, in up to 200 plain characters.',
  familyName: 'Enter the family name, in up to 200 plain characters.',
  bornOn: 'Enter the date of birth, between 1900 and today.',
  nhsNumber: 'Check the NHS number: ten digits, or leave it empty.',
  addressLines: 'Enter the address that carers go to, in one to six lines.',
  postcode: 'Enter a full postcode, such as LE11 3TU.',
} as const;
const { nhsNumber: _, ...REQUIRED } = SENTENCES;

/** What has to be filled in, with a sentence for each. */
export const REQUIRED_OF_PERSON: Readonly<Record<string, string>> = REQUIRED;

const FIELD_OF_CODE = { person_reference_taken: 'reference', postcode_invalid: 'postcode' };
const IS_FOR_THE_FORM = ['invalid_request', 'person_invalid', 'version_stale', ...Object.keys(FIELD_OF_CODE)];
const FIELD_OF_FAULT: Readonly<Record<string, keyof typeof SENTENCES>> = {
  name_missing: 'familyName',
  birth_not_a_date: 'bornOn',
  birth_out_of_range: 'bornOn',
  nhs_number_invalid: 'nhsNumber',
  address_missing: 'addressLines',
  postcode_invalid: 'postcode',
};

/** Who somebody is, as it was typed. */
export function personIn(form: Form): PersonDetails {
  const [reference = '', givenName = '', familyName = '', bornOn = '', postcode = ''] = [
    ...['reference', 'givenName', 'familyName', 'bornOn', 'postcode'].map((name) => form.text(name)),
  ];
  const addressLines = form
    .text('addressLines')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const nhsNumber = form.text('nhsNumber') || null;
  const livesAlone = form.text('livesAlone') !== '';
  return { reference, givenName, familyName, bornOn, nhsNumber, addressLines, postcode, livesAlone };
}

/** What the form holds for somebody as they are recorded. */
export function personAsTyped(person: PersonDetails): Readonly<Record<string, string>> {
  const { reference, givenName, familyName, bornOn, nhsNumber, addressLines, postcode, livesAlone } = person;
  return {
    ...{ reference, givenName, familyName, bornOn, postcode },
    nhsNumber: nhsNumber ?? '',
    addressLines: addressLines.join('\n'),
    livesAlone: livesAlone ? 'yes' : '',
  };
}

/** A refusal beside the fields that it is about; null for what no typing puts right. */
export function personFaults(error: unknown): Fault[] | null {
  if (!(error instanceof ApiProblem) || !IS_FOR_THE_FORM.includes(error.problem.code)) return null;
  const { problem } = error;
  const codes = Array.isArray(problem.facts?.faults) ? (problem.facts.faults as { code?: unknown }[]) : [];
  const named = codes.flatMap(({ code }) => {
    const field = typeof code === 'string' ? FIELD_OF_FAULT[code] : undefined;
    return field ? [{ field, text: SENTENCES[field] }] : [];
  });
  return named.length > 0 ? named : faultsOf(problem, SENTENCES, FIELD_OF_CODE);
}
