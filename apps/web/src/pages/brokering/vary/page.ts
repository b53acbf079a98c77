import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { HeadRoomView } from '#contracts/growth';
import type { PackageStanding } from '#contracts/packages';
import type { PlacementView, VariationView } from '#contracts/placements';
import type { CapacityView } from '#contracts/providers';
import { ApiProblem } from '../../../api/api-problem.js';
import { idIn } from '../../../console/deed.js';
import { type Fault, faultsOf, keyOf } from '../../../console/form.js';
import { mayBroker } from '../../../console/may.js';
import { type Answer, goTo, show, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { ERROR_WORDING } from '../../../wording/errors.js';
import { visitRow } from '../package/package-shown.js';
import {
  asTyped,
  visitFaults,
  visitShapeFaults,
  visitsOf,
  visitsTyped,
  type VisitTyped,
} from '../package-form/visit-fields.js';
import { visitGridShown } from '../package-form/visit-grid.js';
import { checksInTheWay } from './checks-in-the-way.js';
import { roomShown } from './room-shown.js';

const REASON = { field: 'reason', text: 'Say why the care is changed, in up to 2,000 characters.' };
const IS_FOR_THE_FORM: ReadonlySet<string> = new Set([
  ...['variation_refused', 'package_invalid', 'invalid_request', 'nothing_to_change'],
  ...['version_stale', 'placement_moving'],
]);

/**
 * Changing what live care comes to: what the limits in force leave is shown before, and what is in the way after.
 * Whoever was overtaken sees both.
 */
export const varyCarePage: SignedInPage = {
  path: PATHS.varyCare(':id', ':placementId'),
  isFor: mayBroker,
  get: (visit) => whileLive(visit, (live) => formShown(visit, live, asTyped(live.placement.visits))),
  post: (visit) =>
    whileLive(visit, (live) => {
      const isForMore = visit.form.text('more') !== '';
      const typed = visitsTyped(visit.form, isForMore ? 1 : 0);
      return isForMore ? formShown(visit, live, typed) : varied(visit, live, typed);
    }),
};

interface LiveCare {
  readonly standing: PackageStanding;
  readonly placement: PlacementView;
}

async function whileLive(visit: Visit, then: (live: LiveCare) => Promise<Answer>): Promise<Answer> {
  const standing = await visit.api.get<PackageStanding>(DOORS.packageStanding(idIn(visit)));
  const { placement } = standing;
  const isIt = placement?.status === 'live' && placement.id === visit.parameters.placementId;
  return isIt ? then({ standing, placement }) : goTo(PATHS.package(idIn(visit)), { notice: 'care_not_live' });
}

async function varied(visit: Visit, live: LiveCare, typed: readonly VisitTyped[]): Promise<Answer> {
  const { api, form } = visit;
  const [visits, reason] = [visitsOf(typed), form.text('reason')];
  const version = Number(form.text('version'));
  const faults: Fault[] = [...visitShapeFaults(typed), ...(reason === '' ? [REASON] : [])];
  const isAsItWas = isDeepStrictEqual(visits, visitsOf(asTyped(live.placement.visits)));
  if (isAsItWas && version === live.placement.version)
    faults.push({ field: 'visit-0-minutes', text: ERROR_WORDING.nothing_to_change });
  if (faults.length > 0) return formShown(visit, live, typed, { faults, status: 400 });
  try {
    const variation = { visits, reason, version };
    await api.post<VariationView>(DOORS.varyCare(live.placement.id), variation, keyOf(form));
    return goTo(PATHS.package(idIn(visit)), { notice: 'care_varied' });
  } catch (error) {
    if (!(error instanceof ApiProblem) || !IS_FOR_THE_FORM.has(error.problem.code)) throw error;
    const { problem } = error;
    const told = [...checksInTheWay(problem), ...visitFaults(problem.facts)];
    const refused = told.length > 0 ? told : faultsOf(problem, { reason: REASON.text });
    return formShown(visit, live, typed, { faults: refused, status: problem.status });
  }
}

async function formShown(
  { api, form }: Visit,
  { standing, placement }: LiveCare,
  typed: readonly VisitTyped[],
  { faults = [], status }: { readonly faults?: readonly Fault[]; readonly status?: number } = {},
): Promise<Shown> {
  const { id, lotId, deliveringBranchId: branchId, version } = placement;
  const [room, capacities] = await Promise.all([
    api.get<HeadRoomView>(DOORS.headRoomOf(id)),
    api.get<CapacityView[]>(DOORS.capacities({ branchId, lotId })),
  ]);
  const sent = form.text('version');
  const view = {
    pkg: standing.package,
    placement,
    branch: standing.branchNames[branchId] ?? branchId,
    room: roomShown(room, capacities[0]),
    isMoving: standing.openCase !== null,
    visits: placement.visits.map(visitRow),
    wasOvertaken: sent !== '' && sent !== String(version),
    form: visitGridShown(typed),
    ...{ faults, reason: form.exact('reason'), key: randomUUID() },
  };
  return show('pages/brokering/vary/page.njk', view, status);
}
