import type { ClockProfileView } from '#contracts/lots';
import type { PackageView } from '#contracts/packages';
import type { PersonSummary } from '#contracts/people';
import { formPage, formView, type ReturnedForm } from '../../../console/form-page.js';
import { requiredText, text } from '../../../console/form-inputs.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { mayBroker } from '../../../console/roles.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { PACKAGE_INPUTS, packageFormShown, personWithLot } from './package-form.js';
import { changesRows } from './visit-grid.js';

const ID = /^[0-9a-f-]{36}$/;

/**
 * The form that creates a package. The user first chooses the person and then describes the care. The form can start
 * from the care of an earlier package.
 */
export const newPackagePage = formPage({
  path: PATHS.newPackage,
  mayOpen: mayBroker,
  inputs: { personId: text(), ...PACKAGE_INPUTS },
  showsOnly: changesRows,
  send: async ({ api }, command, { key }) => {
    const { id } = await api.post<PackageView>(API_PATHS.newPackage, command, key);
    return redirect(PATHS.package(id), { notice: 'package_made' });
  },
  page: newPackage,
});

async function newPackage(request: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  const { api, form, query } = request;
  const personId = returned ? form.text('personId') : query.text('person');
  if (!returned && !ID.test(personId)) return findPersonShown(request);
  const like = returned ? '' : query.text('like');
  const [person, clocks, recorded] = await Promise.all([
    personWithLot(api, personId),
    api.get<ClockProfileView[]>(API_PATHS.clockProfiles),
    ID.test(like) ? api.get<PackageView>(API_PATHS.package(like)) : undefined,
  ]);
  return render('pages/brokering/package-form/page.njk', {
    person,
    form: packageFormShown(form, returned, { clocks, ...(recorded && { recorded }) }),
    action: PATHS.newPackage,
    title: 'New package',
    submit: 'Create package',
    isNew: true,
  });
}

const UNKNOWN_REFERENCE = 'No person has this case number. Check it, or create the person.';

/**
 * The form that finds a person by case number. The case number is personal data, so it is sent by POST and
 * does not appear in addresses or logs.
 */
export const findPersonPage = formPage({
  path: PATHS.findPerson,
  from: PATHS.newPackage,
  inputs: { reference: requiredText('Enter a case number.', { refused: UNKNOWN_REFERENCE }) },
  sentences: { person_not_found: UNKNOWN_REFERENCE },
  send: async ({ api }, command) => {
    const { id } = await api.post<PersonSummary>(API_PATHS.findPerson, command);
    return redirect(PATHS.newPackageFor(id));
  },
  page: findPersonShown,
});

function findPersonShown({ form }: SignedInRequest, returned?: ReturnedForm): Rendered {
  const { typed } = formView(form, returned);
  return render('pages/brokering/package-form/find-person.njk', { reference: typed('reference').trim() });
}
