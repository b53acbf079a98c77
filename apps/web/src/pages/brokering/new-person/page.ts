import { randomUUID } from 'node:crypto';
import type { PersonSaved } from '#contracts/people';
import { ApiProblem } from '../../../api/api-problem.js';
import { type Fault, keyOf, missing } from '../../../console/form.js';
import { mayBroker } from '../../../console/may.js';
import { goTo, show, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { lotOf } from '../package-form/package-form.js';
import { personFaults, personIn, REQUIRED_OF_PERSON } from '../person-form/person-form.js';

/** Recording for whom care is arranged; whether the postcode lies in a lot is said here, where it is typed. */
export const newPersonPage: SignedInPage = {
  path: PATHS.newPerson,
  isFor: mayBroker,
  get: (visit) => formShown(visit),
  post: async (visit) => {
    const { api, form } = visit;
    const faults = missing(form, REQUIRED_OF_PERSON);
    if (faults.length > 0) return formShown(visit, faults, 400);
    if ((await lotOf(visit, form.text('postcode'))) === null) {
      const text = 'This postcode lies in none of your lots. Check it, or ask your commissioner.';
      return formShown(visit, [{ field: 'postcode', text }], 422);
    }
    try {
      const { id } = await api.post<PersonSaved>(DOORS.newPerson, personIn(form), keyOf(form));
      return goTo(PATHS.newPackageFor(id), { notice: 'person_recorded' });
    } catch (error) {
      const refused = personFaults(error);
      if (refused === null || !(error instanceof ApiProblem)) throw error;
      return formShown(visit, refused, error.problem.status);
    }
  },
};

function formShown({ form }: Visit, faults: readonly Fault[] = [], status?: number): Shown {
  const typed = (name: string): string => form.exact(name);
  return show('pages/brokering/new-person/page.njk', { typed, faults, key: randomUUID() }, status);
}
