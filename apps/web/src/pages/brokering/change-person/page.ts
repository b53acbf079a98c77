import type { PersonSaved, PersonView } from '#contracts/people';
import { formPage, formView, type ReturnedForm } from '../../../console/form-page.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { mayBroker } from '../../../console/roles.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { PERSON_CHANGE_INPUTS, personFields, personRuleFaults } from '../person-form.js';
import { distinctFromInput, otherRecords, saveAsking } from '../same-person.js';

/** The form that corrects the details of a person. The API records every read of the details. */
export const changePersonPage = formPage({
  path: PATHS.changePerson(':id'),
  mayOpen: mayBroker,
  inputs: { ...PERSON_CHANGE_INPUTS, distinctFrom: distinctFromInput() },
  rules: ({ form, now }) => personRuleFaults(form, now),
  send: (request, command) =>
    saveAsking(
      request,
      async () => {
        const { api, id } = request;
        await api.put<PersonSaved>(API_PATHS.person(id), command);
        return redirect(PATHS.person(id), { notice: 'person_changed' });
      },
      changePerson,
    ),
  page: changePerson,
});

async function changePerson(request: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  const { api, id, form } = request;
  const person = await api.get<PersonView>(API_PATHS.person(id));
  const recorded = personFields(person);
  const { typed } = formView(form, returned);
  const typedOrRecorded = (field: string): string => typed(field, recorded[field]);
  return render('pages/brokering/change-person/page.njk', {
    person,
    typed: typedOrRecorded,
    others: returned ? await otherRecords(request) : [],
  });
}
