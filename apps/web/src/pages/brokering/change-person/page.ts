import type { PersonSaved, PersonView } from '#contracts/people';
import { ApiProblem } from '../../../api/api-problem.js';
import { idIn } from '../../../console/deed.js';
import { type Fault, missing } from '../../../console/form.js';
import { mayBroker } from '../../../console/may.js';
import { goTo, show, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { personAsTyped, personFaults, personIn, REQUIRED_OF_PERSON } from '../person-form/person-form.js';

/** Correcting who somebody is. Whoever was overtaken sees both, and each look is recorded. */
export const changePersonPage: SignedInPage = {
  path: PATHS.changePerson(':id'),
  isFor: mayBroker,
  get: async (visit) => {
    const person = await recorded(visit);
    return formShown(person, personAsTyped(person));
  },
  post: async (visit) => {
    const { api, form } = visit;
    const faults = missing(form, REQUIRED_OF_PERSON);
    if (faults.length > 0) return again(visit, faults, 400);
    try {
      const change = { ...personIn(form), version: Number(form.text('version')) };
      await api.put<PersonSaved>(DOORS.person(idIn(visit)), change);
      return goTo(PATHS.person(idIn(visit)), { notice: 'person_changed' });
    } catch (error) {
      const refused = personFaults(error);
      if (refused === null || !(error instanceof ApiProblem)) throw error;
      return again(visit, refused, error.problem.status);
    }
  },
};

const recorded = (visit: Visit): Promise<PersonView> => visit.api.get<PersonView>(DOORS.person(idIn(visit)));

async function again(visit: Visit, faults: readonly Fault[], status: number): Promise<Shown> {
  const { form } = visit;
  const person = await recorded(visit);
  const typed = Object.fromEntries(
    Object.keys(personAsTyped(person)).map((name) => [name, form.exact(name)]),
  );
  const wasOvertaken = form.text('version') !== String(person.version);
  return formShown(person, typed, { faults, status, wasOvertaken });
}

function formShown(
  person: PersonView,
  fields: Readonly<Record<string, string>>,
  {
    faults = [],
    status,
    wasOvertaken = false,
  }: { readonly faults?: readonly Fault[]; readonly status?: number; readonly wasOvertaken?: boolean } = {},
): Shown {
  const typed = (name: string): string => fields[name] ?? '';
  return show('pages/brokering/change-person/page.njk', { person, typed, faults, wasOvertaken }, status);
}
