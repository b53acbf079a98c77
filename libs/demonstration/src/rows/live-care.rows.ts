import { BAND_HOURS } from '#contracts/visits';
import { parsePostcode } from '#domain/lots/postcode';
import { londonInstant } from '#domain/time/london';
import type { PackageEntity, PackageVersionEntity } from '#brokerage/rows/package.entity';
import type { PlacementEntity } from '#brokerage/rows/placement.entity';
import type { PlannedLivePackage } from '../packages.plan.js';
import { daysBefore, type Loading, type PlanIds } from './load-input-and-row-ids.js';
import { seededId } from './seeded-id.js';
import { storeRows } from './store-rows.js';

/**
 * A package with its placement, whose care was live before Homeward. Packages are numbered in the order in
 * which their care started.
 */
export interface LiveCare {
  readonly pkg: PackageEntity;
  readonly placement: PlacementEntity;
}

/** The days between the creation of a live package and its first visit. */
const DAYS_TO_START = 4;
const REFERENCE_DIGITS = 6;

export function liveCareOf({ plan, ids }: Loading): LiveCare[] {
  const sectors = new Map(plan.people.map(({ reference, postcode }) => [reference, parsePostcode(postcode)]));
  return plan.livePackages
    .map((planned) => ({ planned, startedAt: startOf(planned) }))
    .sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime())
    .map(({ planned, startedAt }, index) => {
      const home = sectors.get(planned.personReference);
      if (!home) throw new RangeError(`${planned.personReference} has no postcode`);
      const pkg = packageOf(planned, { n: index + 1, ids, home, startedAt });
      return { pkg, placement: placementOf(planned, pkg, { n: index + 1, startedAt }) };
    });
}

export async function storeLiveCare({ tx }: Loading, care: readonly LiveCare[]): Promise<void> {
  const packages = care.map(({ pkg }) => pkg);
  const placements = care.map(({ placement }) => placement);
  await storeRows(tx, 'package', packages);
  await storeRows(tx, 'package_version', packages.map(firstVersion));
  await storeRows(tx, 'placement', placements);
  const sizes = placements.map(
    ({ id: placementId, version, authorityId, startedAt: fromAt, weeklyMinutes }) => {
      return { placementId, version, authorityId, fromAt, weeklyMinutes };
    },
  );
  await storeRows(tx, 'placement_size', sizes);
}

/** Returns when care starts: on the start day, at the time of the first visit. */
function startOf({ startedOn, visits: [first] }: PlannedLivePackage): Date {
  if (!first) throw new RangeError('a package without visits');
  return londonInstant(startedOn, (first.window ?? BAND_HOURS[first.band]).from);
}

interface Numbered {
  readonly n: number;
  readonly startedAt: Date;
}

function packageOf(
  { lotCode, personReference, urgency, visits, needs, note, weeklyMinutes }: PlannedLivePackage,
  { n, ids, home, startedAt }: Numbered & { ids: PlanIds; home: { district: string; sector: string } },
): PackageEntity {
  return {
    id: seededId('package', n),
    authorityId: ids.authority,
    reference: `HW-${String(n).padStart(REFERENCE_DIGITS, '0')}`,
    personId: ids.person(personReference),
    lotId: ids.lot(lotCode),
    postcodeDistrict: home.district,
    postcodeSector: home.sector,
    status: 'live',
    urgency,
    visits: [...visits],
    needs: [...needs],
    note: note ?? null,
    weeklyMinutes,
    createdAt: daysBefore(startedAt, DAYS_TO_START),
    version: 1,
    withdrawReason: null,
    nextAction: null,
    nextActionOwnerId: null,
    nextActionDueAt: null,
  };
}

function placementOf(
  { branchId, deliveringBranchId, hourlyRatePence }: PlannedLivePackage,
  { id: packageId, authorityId, personId, lotId, weeklyMinutes, visits }: PackageEntity,
  { n, startedAt }: Numbered,
): PlacementEntity {
  return {
    id: seededId('placement', n),
    authorityId,
    packageId,
    personId,
    awardId: null,
    lotId,
    branchId,
    deliveringBranchId,
    status: 'live',
    weeklyMinutes,
    hourlyRatePence,
    visits,
    startedAt,
    endedAt: null,
    endReason: null,
    endNote: null,
    version: 1,
  };
}

function firstVersion(pkg: PackageEntity): PackageVersionEntity {
  const {
    id: packageId,
    version,
    authorityId,
    urgency,
    visits,
    needs,
    note,
    weeklyMinutes,
    createdAt: at,
  } = pkg;
  return { packageId, version, authorityId, urgency, visits, needs, note, weeklyMinutes, at, actorId: null };
}
