import { randomUUID } from 'node:crypto';
import type { ClockProfileView } from '#contracts/lots';
import type { PackageView } from '#contracts/packages';
import type { PersonSummary } from '#contracts/people';
import { ApiProblem } from '../../../api/api-problem.js';
import { type Fault, keyOf, missing } from '../../../console/form.js';
import { mayBroker } from '../../../console/may.js';
import { goTo, show, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import {
  detailsOf,
  packageFaults,
  packageFormShown,
  packageShapeFaults,
  packageTyped,
  whoAndWhere,
} from './package-form.js';

const TEMPLATE = 'pages/brokering/package-form/page.njk';
const WHO = 'pages/brokering/package-form/who.njk';
const ID = /^[0-9a-f-]{36}$/;

/** First who the care is for, then what care. The form carries a key of its own, so that sending it twice makes one package. */
export const newPackagePage: SignedInPage = {
  path: PATHS.newPackage,
  isFor: mayBroker,
  get: (visit) => {
    const personId = visit.query.text('person');
    return ID.test(personId) ? formShown(visit, personId) : show(WHO, { faults: [], reference: '' });
  },
  post: async (visit) => {
    const { api, form } = visit;
    const personId = form.text('personId');
    if (form.text('more') !== '') return formShown(visit, personId, { extraRows: 1 });
    const typed = packageTyped(form);
    const faults = packageShapeFaults(typed);
    if (faults.length > 0) return formShown(visit, personId, { faults, status: 400 });
    try {
      const made = await api.post<PackageView>(
        DOORS.newPackage,
        { personId, ...detailsOf(typed) },
        keyOf(form),
      );
      return goTo(PATHS.package(made.id), { notice: 'package_made' });
    } catch (error) {
      const refused = packageFaults(error);
      if (refused === null || !(error instanceof ApiProblem)) throw error;
      return formShown(visit, personId, { faults: refused, status: error.problem.status });
    }
  },
};

/** Somebody who is recorded already, by the case number. */
export const findPersonPage: SignedInPage = {
  path: PATHS.findPerson,
  from: PATHS.newPackage,
  post: async ({ api, form }) => {
    const reference = form.text('reference');
    const refused = (faults: readonly Fault[], status: number): Shown =>
      show(WHO, { faults, reference }, status);
    const faults = missing(form, { reference: 'Enter the person’s case number.' });
    if (faults.length > 0) return refused(faults, 400);
    try {
      const { id } = await api.post<PersonSummary>(DOORS.findPerson, { reference });
      return goTo(PATHS.newPackageFor(id));
    } catch (error) {
      const isUnknown =
        error instanceof ApiProblem && ['person_not_found', 'invalid_request'].includes(error.problem.code);
      if (!isUnknown) throw error;
      const text = 'Nobody is recorded under this case number. Check it, or record the person.';
      return refused([{ field: 'reference', text }], 404);
    }
  },
};

interface Again {
  readonly faults?: readonly Fault[];
  readonly status?: number;
  readonly extraRows?: number;
}

async function formShown(
  visit: Visit,
  personId: string,
  { faults = [], status, extraRows = 0 }: Again = {},
): Promise<Shown> {
  const { api, form } = visit;
  const [person, clocks] = await Promise.all([
    whoAndWhere(visit, personId),
    api.get<ClockProfileView[]>(DOORS.clockProfiles),
  ]);
  const view = {
    person,
    faults,
    form: packageFormShown(packageTyped(form, extraRows), clocks),
    action: PATHS.newPackage,
    title: 'New package',
    submit: 'Make the package',
    key: randomUUID(),
  };
  return show(TEMPLATE, view, status);
}
