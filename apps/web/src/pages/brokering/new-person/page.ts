import type { PersonSaved, PersonSummary } from '#contracts/people';
import { ApiProblem } from '../../../api.js';
import type { Fault } from '../../../console/form.js';
import { formPage, type ReturnedForm } from '../../../console/form-page.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { mayBroker } from '../../../console/roles.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { ERROR_WORDING } from '../../../wording/errors.js';
import { PERSON_INPUTS, personRuleFaults } from '../person-form.js';
import { distinctFromInput, otherRecords, saveAsking } from '../same-person.js';

const OUTSIDE_LOTS = 'This postcode is in none of your lots: check it, or ask your commissioner';

/** The API's answers for a case number that no person has, or that it would refuse. */
const UNKNOWN_CODES: readonly string[] = ['person_not_found', 'invalid_request'];
const OUTSIDE_CODES: readonly string[] = ['postcode_outside_lots', 'postcode_invalid'];

/**
 * The form that records a person. After the form, the user describes the person's first package. Refuses a
 * postcode outside all lots, because no package could be created there.
 */
export const newPersonPage = formPage({
  path: PATHS.newPerson,
  mayOpen: mayBroker,
  inputs: { ...PERSON_INPUTS, distinctFrom: distinctFromInput() },
  sentences: { postcode_outside_lots: OUTSIDE_LOTS, postcode_invalid: OUTSIDE_LOTS },
  rules: async (request) => {
    const broken = personRuleFaults(request.form, request.now);
    const isUsable =
      request.form.text('postcode') !== '' && broken.every(({ field }) => field !== 'postcode');
    const found = [...broken, ...(isUsable ? await lotFaults(request) : [])];
    // A form without an error is not checked here: if it is sent twice, the case number is taken by its own person.
    return found.length === 0 ? [] : [...found, ...(await takenFaults(request))];
  },
  send: (request, command, { key }) =>
    saveAsking(
      request,
      async () => {
        const { id } = await request.api.post<PersonSaved>(API_PATHS.newPerson, command, key);
        return redirect(PATHS.newPackageFor(id), { notice: 'person_recorded' });
      },
      newPerson,
    ),
  page: newPerson,
});

/** Returns an error if no lot contains the postcode, because no package could be created there. */
async function lotFaults({ api, form }: SignedInRequest): Promise<readonly Fault[]> {
  try {
    await api.post<{ lotId: string }>(API_PATHS.locate, { postcode: form.text('postcode') });
    return [];
  } catch (error) {
    const isOutside = error instanceof ApiProblem && OUTSIDE_CODES.includes(error.problem.code);
    if (!isOutside) throw error;
    return [{ field: 'postcode', text: OUTSIDE_LOTS }];
  }
}

/** Returns an error if another person has the case number. */
async function takenFaults({ api, form }: SignedInRequest): Promise<readonly Fault[]> {
  const reference = form.text('reference');
  if (reference === '') return [];
  try {
    const person = await api.post<PersonSummary>(API_PATHS.findPerson, { reference });
    const isTaken = person.reference === reference;
    return isTaken ? [{ field: 'reference', text: ERROR_WORDING.person_reference_taken }] : [];
  } catch (error) {
    const isFree = error instanceof ApiProblem && UNKNOWN_CODES.includes(error.problem.code);
    if (!isFree) throw error;
    return [];
  }
}

async function newPerson(request: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  return render('pages/brokering/new-person/page.njk', {
    others: returned ? await otherRecords(request) : [],
  });
}
