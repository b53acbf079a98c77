import type { PersonSaved } from '#contracts/people';
import { formPage } from '../../../console/form-page.js';
import { redirect, render, type Rendered } from '../../../console/page.js';
import { mayBroker } from '../../../console/roles.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { PERSON_INPUTS } from '../person-form.js';
import { distinctFromInput, saveAsking } from '../same-person.js';

const OUTSIDE_LOTS = 'This postcode lies in none of your lots. Check it, or ask your commissioner.';

/**
 * The form that records a person. After the form, the user describes the person's first package. Refuses a
 * postcode outside all lots, because no package could be created there.
 */
export const newPersonPage = formPage({
  path: PATHS.newPerson,
  mayOpen: mayBroker,
  inputs: { ...PERSON_INPUTS, distinctFrom: distinctFromInput() },
  sentences: { postcode_outside_lots: OUTSIDE_LOTS, postcode_invalid: OUTSIDE_LOTS },
  send: (request, command, { key }) =>
    saveAsking(
      request,
      async () => {
        const { api } = request;
        await api.post<{ lotId: string }>(API_PATHS.locate, { postcode: command.postcode });
        const { id } = await api.post<PersonSaved>(API_PATHS.newPerson, command, key);
        return redirect(PATHS.newPackageFor(id), { notice: 'person_recorded' });
      },
      newPerson,
    ),
  page: newPerson,
});

function newPerson(): Rendered {
  return render('pages/brokering/new-person/page.njk', {});
}
