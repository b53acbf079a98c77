import { v7 as uuid } from 'uuid';
import type { Visit } from '#contracts/visits';
import { storeRows } from '#demonstration/rows/store-rows';
import { weeklyMinutes } from '#domain/packages/visits';
import type { Tx } from '#platform/database/database';

export interface LiveCareGiven {
  readonly now: Date;
  readonly people: number;
  readonly authorityId: string;
  readonly lotIds: readonly string[];
  readonly branchId: string;
  readonly areaOf: (lot: number) => string;
}

const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/**
 * Returns visits that differ from person to person. A quarter of the people have a time-critical visit, and a
 * fifth need two carers.
 */
function visitsOf(n: number): readonly Visit[] {
  const usual = { days: EVERY_DAY, carers: n % 5 === 0 ? 2 : 1, personalCare: true } as const;
  return [
    {
      ...usual,
      key: 'v1',
      band: 'breakfast',
      minutes: 30 + 15 * (n % 3),
      timeCriticalReason: n % 4 === 0 ? 'insulin' : null,
    },
    { ...usual, key: 'v2', band: 'tea', minutes: 30, timeCriticalReason: null },
  ];
}

/** Stores people with one live package each. One branch has delivered the care since before Homeward. */
export async function storeLiveCare(tx: Tx, given: LiveCareGiven): Promise<void> {
  const care = Array.from({ length: given.people }, (_, n) => oneOf(given, n));
  await storeRows(
    tx,
    'person',
    care.map(({ person }) => person),
  );
  await storeRows(
    tx,
    'package',
    care.map(({ pkg }) => pkg),
  );
  await storeRows(
    tx,
    'package_version',
    care.map(({ version }) => version),
  );
  await storeRows(
    tx,
    'placement',
    care.map(({ placement }) => placement),
  );
  await storeRows(
    tx,
    'placement_size',
    care.map(({ size }) => size),
  );
}

function oneOf({ now, authorityId, lotIds, branchId, areaOf }: LiveCareGiven, n: number) {
  const began = new Date(now.getTime() - (1 + (n % 300)) * 24 * 60 * 60_000);
  const lot = n % lotIds.length;
  const lotId = lotIds[lot];
  const visits = visitsOf(n);
  const minutes = weeklyMinutes(visits);
  const [personId, packageId, placementId] = [uuid(), uuid(), uuid()];
  const asked = { authorityId, urgency: 'routine', visits, needs: [], note: null, weeklyMinutes: minutes };
  return {
    person: {
      id: personId,
      authorityId,
      reference: `P-${n}`,
      givenName: 'Ada',
      familyName: `O’Brien ${n}`,
      bornOn: '1941-05-06',
      addressLines: [`${n} High Street`],
      postcode: `${areaOf(lot)} 3TU`,
      livesAlone: n % 2 === 0,
      createdAt: began,
      version: 1,
    },
    pkg: {
      ...asked,
      id: packageId,
      reference: `HW-${String(n + 1).padStart(6, '0')}`,
      personId,
      lotId,
      postcodeDistrict: areaOf(lot),
      postcodeSector: `${areaOf(lot)} 3`,
      status: 'live',
      createdAt: began,
      version: 1,
    },
    version: { ...asked, packageId, version: 1, at: began },
    placement: {
      id: placementId,
      authorityId,
      packageId,
      personId,
      lotId,
      branchId,
      deliveringBranchId: branchId,
      status: 'live',
      weeklyMinutes: minutes,
      hourlyRatePence: 2_400,
      visits,
      startedAt: began,
      version: 1,
    },
    size: { placementId, version: 1, authorityId, fromAt: began, weeklyMinutes: minutes },
  };
}
