import type { ClockProfileView } from '#contracts/lots';
import type { PackageView } from '#contracts/packages';
import { formPage, type ReturnedForm } from '../../../console/form-page.js';
import { version } from '../../../console/form-inputs.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { mayBroker } from '../../../console/roles.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { requestedCare } from '../package/package-shown.js';
import { PACKAGE_INPUTS, packageFormShown, personWithLot } from './package-form.js';
import { changesRows } from './visit-grid.js';

/** The form that changes the care in a package. A package that is out to broadcast cannot be changed. */
export const changePackagePage = formPage({
  path: PATHS.changePackage(':id'),
  mayOpen: mayBroker,
  inputs: { ...PACKAGE_INPUTS, version: version() },
  showsOnly: changesRows,
  send: async ({ api, id }, command) => {
    await api.put<PackageView>(API_PATHS.package(id), command);
    return redirect(PATHS.package(id), { notice: 'package_changed' });
  },
  page: changePackage,
});

async function changePackage({ api, id, form }: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  const pkg = await api.get<PackageView>(API_PATHS.package(id));
  const [person, clocks] = await Promise.all([
    personWithLot(api, pkg.personId),
    api.get<ClockProfileView[]>(API_PATHS.clockProfiles),
  ]);
  return render('pages/brokering/package-form/page.njk', {
    person,
    form: packageFormShown(form, returned, { clocks, recorded: pkg }),
    action: PATHS.changePackage(pkg.id),
    title: `Change package ${pkg.reference}`,
    submit: 'Save changes',
    currentVersion: pkg.version,
    newerState: returned?.isStale ? { ...requestedCare(pkg), weeklyMinutes: pkg.weeklyMinutes } : null,
    back: { text: `Package ${pkg.reference}`, href: PATHS.package(pkg.id) },
  });
}
