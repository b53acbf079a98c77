import { randomUUID } from 'node:crypto';
import type { PersonSaved } from '#contracts/people';
import { ApiProblem } from '../../../api/api-problem.js';
import { type Fault, faultsOf, keyOf, missing } from '../../../console/form.js';
import { goTo, show, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { lotOf } from '../package-form/package-form.js';

const SENTENCES = {
  reference: 'Enter the case number, in up to 60 characters.',
  givenName: 'Enter the given name.',
  familyName: 'Enter the family name.',
  bornOn: 'Enter the date of birth, between 1900 and today.',
  nhsNumber: 'Check the NHS number: ten digits, or leave it empty.',
  addressLines: 'Enter the address that carers go to, in one to six lines.',
  postcode: 'Enter a full postcode, such as LE11 3TU.',
} as const;
const { nhsNumber: _, ...REQUIRED } = SENTENCES;
const FIELD_OF_CODE = { person_reference_taken: 'reference', postcode_invalid: 'postcode' };
const FIELD_OF_FAULT: Readonly<Record<string, keyof typeof SENTENCES>> = {
  name_missing: 'familyName',
  birth_not_a_date: 'bornOn',
  birth_out_of_range: 'bornOn',
  nhs_number_invalid: 'nhsNumber',
  address_missing: 'addressLines',
  postcode_invalid: 'postcode',
};

/** Recording for whom care is arranged; whether the postcode lies in a lot is said here, where it is typed. */
export const newPersonPage: SignedInPage = {
  path: PATHS.newPerson,
  get: (visit) => formShown(visit),
  post: async (visit) => {
    const { api, form } = visit;
    const faults = missing(form, REQUIRED);
    if (faults.length > 0) return formShown(visit, faults, 400);
    if ((await lotOf(visit, form.text('postcode'))) === null) {
      const text = 'This postcode lies in none of your lots. Check it, or ask your commissioner.';
      return formShown(visit, [{ field: 'postcode', text }], 422);
    }
    try {
      const { id } = await api.post<PersonSaved>(DOORS.newPerson, personIn(visit), keyOf(form));
      return goTo(PATHS.newPackageFor(id), { notice: 'person_recorded' });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      const { code, status } = error.problem;
      const isForTheForm = ['invalid_request', 'person_invalid', ...Object.keys(FIELD_OF_CODE)];
      if (!isForTheForm.includes(code)) throw error;
      return formShown(visit, faultsFound(error), status);
    }
  },
};

function personIn({ form }: Visit) {
  const [reference, givenName, familyName, bornOn, postcode] = [
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

function faultsFound({ problem }: ApiProblem): Fault[] {
  const codes = Array.isArray(problem.facts?.faults) ? (problem.facts.faults as { code?: unknown }[]) : [];
  const named = codes.flatMap(({ code }) => {
    const field = typeof code === 'string' ? FIELD_OF_FAULT[code] : undefined;
    return field ? [{ field, text: SENTENCES[field] }] : [];
  });
  return named.length > 0 ? named : faultsOf(problem, SENTENCES, FIELD_OF_CODE);
}

function formShown({ form }: Visit, faults: readonly Fault[] = [], status?: number): Shown {
  const typed = (name: string): string => form.exact(name);
  return show('pages/brokering/new-person/page.njk', { typed, faults, key: randomUUID() }, status);
}
