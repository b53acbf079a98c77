import type { ClockProfileView } from '#contracts/lots';
import type { PackageView } from '#contracts/packages';
import { ApiProblem } from '../../../api/api-problem.js';
import { type Fault, versionSeen } from '../../../console/form.js';
import { mayBroker } from '../../../console/may.js';
import { goTo, show, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { idIn } from '../../../console/deed.js';
import { askedShown } from '../package/package-shown.js';
import {
  detailsOf,
  packageAsTyped,
  packageFaults,
  packageFormShown,
  packageShapeFaults,
  packageTyped,
  type PackageTyped,
  whoAndWhere,
} from './package-form.js';

/** What is asked for, changed while nobody is being asked. Whoever was overtaken sees both. */
export const changePackagePage: SignedInPage = {
  path: PATHS.changePackage(':id'),
  isFor: mayBroker,
  get: async (visit) => {
    const pkg = await visit.api.get<PackageView>(DOORS.package(idIn(visit)));
    return formShown(visit, pkg, packageAsTyped(pkg));
  },
  post: async (visit) => {
    const { api, form } = visit;
    const now = (): Promise<PackageView> => api.get<PackageView>(DOORS.package(idIn(visit)));
    if (form.text('more') !== '') return formShown(visit, await now(), packageTyped(form, 1));
    const typed = packageTyped(form);
    const faults = packageShapeFaults(typed);
    if (faults.length > 0) return formShown(visit, await now(), typed, { faults, status: 400 });
    try {
      const change = { ...detailsOf(typed), version: Number(form.text('version')) };
      await api.put<PackageView>(DOORS.package(idIn(visit)), change);
      return goTo(PATHS.package(idIn(visit)), { notice: 'package_changed' });
    } catch (error) {
      const refused = packageFaults(error);
      if (refused === null || !(error instanceof ApiProblem)) throw error;
      return formShown(visit, await now(), typed, { faults: refused, status: error.problem.status });
    }
  },
};

async function formShown(
  visit: Visit,
  pkg: PackageView,
  typed: PackageTyped,
  { faults = [], status }: { readonly faults?: readonly Fault[]; readonly status?: number } = {},
): Promise<Shown> {
  const [person, clocks] = await Promise.all([
    whoAndWhere(visit, pkg.personId),
    visit.api.get<ClockProfileView[]>(DOORS.clockProfiles),
  ]);
  const view = {
    person,
    faults,
    form: packageFormShown(typed, clocks),
    action: PATHS.changePackage(pkg.id),
    title: `Change package ${pkg.reference}`,
    submit: 'Save the change',
    version: versionSeen(visit.form, pkg.version, status),
    overtakenBy: status === 409 ? { ...askedShown(pkg), weeklyMinutes: pkg.weeklyMinutes } : null,
    back: { text: `Package ${pkg.reference}`, href: PATHS.package(pkg.id) },
  };
  return show('pages/brokering/package-form/page.njk', view, status);
}
