import { isDeepStrictEqual } from 'node:util';
import type { HeadRoomView } from '#contracts/growth-and-head-room';
import type { PackageStanding } from '#contracts/packages';
import type { PlacementView, VariationView } from '#contracts/placements';
import type { CapacityView } from '#contracts/providers';
import type { Form } from '../../../console/form.js';
import { formPage, formView, type ReturnedForm } from '../../../console/form-page.js';
import { requiredText, version } from '../../../console/form-inputs.js';
import { type PageAnswer, redirect, render, type SignedInRequest } from '../../../console/page.js';
import { mayBroker } from '../../../console/roles.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { ERROR_WORDING } from '../../../wording/errors.js';
import { changeShown, visitRow } from '../package/package-shown.js';
import {
  changesRows,
  rowsOf,
  rowsShown,
  visitGridShown,
  visitsInput,
  visitsOf,
} from '../package-form/visit-grid.js';
import { headRoomShown } from './head-room-shown.js';

const REASON = 'Enter the reason, in up to 2,000 characters.';

/**
 * The form that changes the visits of live care. The page shows how much the care may grow under the growth
 * limits in force.
 */
export const varyCarePage = formPage({
  path: PATHS.varyCare(':id', ':placementId'),
  mayOpen: mayBroker,
  load: liveCare,
  inputs: { visits: visitsInput(), reason: requiredText(REASON), version: version() },
  showsOnly: (form) => changesRows(form) || previews(form),
  check: ({ visits, version: seen }, care) => {
    const isUnchanged = isDeepStrictEqual(visits, visitsOf(rowsOf(care?.placement.visits ?? [])));
    return isUnchanged && seen === care?.placement.version
      ? [{ field: 'visit-0-minutes', text: ERROR_WORDING.nothing_to_change }]
      : [];
  },
  send: async ({ api, id, parameters }, command, { key, loaded }) => {
    if (!loaded) return careNotLive(id);
    await api.post<VariationView>(API_PATHS.varyCare(parameters.placementId ?? ''), command, key);
    return redirect(PATHS.package(id), { notice: 'care_varied' });
  },
  page: varyCare,
});

/** Returns true if the user pressed the button that shows the change before it is saved. */
const previews = (form: Form): boolean => form.text('preview') !== '';

interface LiveCare {
  readonly standing: PackageStanding;
  readonly placement: PlacementView;
}

/**
 * Loads the placement and its package. Returns null if the placement has ended or if the package now has
 * another placement.
 */
async function liveCare({ api, id, parameters }: SignedInRequest): Promise<LiveCare | null> {
  const standing = await api.get<PackageStanding>(API_PATHS.packageStanding(id));
  const { placement } = standing;
  const isLive = placement?.status === 'live' && placement.id === parameters.placementId;
  return isLive ? { standing, placement } : null;
}

const careNotLive = (packageId: string): PageAnswer =>
  redirect(PATHS.package(packageId), { notice: 'care_not_live' });

async function varyCare(request: SignedInRequest, returned?: ReturnedForm): Promise<PageAnswer> {
  const { api, form } = request;
  const care = await liveCare(request);
  if (!care) return careNotLive(request.id);
  const { standing, placement } = care;
  const { id, lotId, deliveringBranchId: branchId } = placement;
  const [headRoom, capacities] = await Promise.all([
    api.get<HeadRoomView>(API_PATHS.headRoomOf(id)),
    api.get<CapacityView[]>(API_PATHS.capacities({ branchId, lotId })),
  ]);
  const rows = returned ? rowsShown(form) : rowsOf(placement.visits);
  const change = returned ? changeShown(placement, visitsOf(rows)) : null;
  return render('pages/brokering/vary-care/page.njk', {
    pkg: standing.package,
    placement,
    branch: standing.branchNames[branchId] ?? branchId,
    headRoom: headRoomShown(headRoom, capacities[0], change?.addedMinutes ?? null),
    change,
    newPackageHref: PATHS.newPackageFor(placement.personId),
    isInReallocation: standing.openCase !== null,
    visits: placement.visits.map(visitRow),
    form: visitGridShown(rows),
    reason: formView(form, returned).typed('reason'),
  });
}
