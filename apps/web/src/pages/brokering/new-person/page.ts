import type { PersonSaved } from '#contracts/people';
import { ApiProblem } from '../../../api.js';
import type { Fault } from '../../../console/form.js';
import { formPage } from '../../../console/form-page.js';
import { redirect, render, type SignedInRequest } from '../../../console/page.js';
import { mayBroker } from '../../../console/roles.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { PERSON_INPUTS, personRuleFaults } from '../person-form.js';

const OUTSIDE_LOTS = 'This postcode is in none of your lots: check it, or ask your commissioner';

const OUTSIDE_CODES: readonly string[] = ['postcode_outside_lots', 'postcode_invalid'];

/**
 * The form that records a person. After the form, the user describes the person's first package. Refuses a
 * postcode outside all lots, because no package could be created there.
 */
export const newPersonPage = formPage({
  path: PATHS.newPerson,
  mayOpen: mayBroker,
  inputs: PERSON_INPUTS,
  sentences: { postcode_outside_lots: OUTSIDE_LOTS, postcode_invalid: OUTSIDE_LOTS },
  rules: async (request) => {
    const broken = personRuleFaults(request.form, request.now);
    const isUsable =
      request.form.text('postcode') !== '' && broken.every(({ field }) => field !== 'postcode');
    return [...broken, ...(isUsable ? await lotFaults(request) : [])];
  },
  send: async ({ api }, command, { key }) => {
    const { id } = await api.post<PersonSaved>(API_PATHS.newPerson, command, key);
    return redirect(PATHS.newPackageFor(id), { notice: 'person_recorded' });
  },
  page: () => render('pages/brokering/new-person/page.njk', {}),
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
