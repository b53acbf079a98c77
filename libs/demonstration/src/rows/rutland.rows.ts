import { DEFAULT_WEIGHTS } from '#contracts/ranking';
import { addDays } from '#domain/time/iso-date';
import type { AuthorityEntity, LotEntity } from '#brokerage/rows/authority.entity';
import type { UserEntity } from '#brokerage/rows/user.entity';
import type { PersonEntity } from '#brokerage/rows/person.entity';
import type { CapacityEntity, ContractEntity } from '#brokerage/rows/provider.entity';
import type { PlannedUser } from '../users.plan.js';
import { usualClocks } from './authority.rows.js';
import { DAYS_SINCE_SET_UP, daysBefore, type Loading, OTHER_AUTHORITY } from './load-input-and-row-ids.js';
import { seededId } from './seeded-id.js';
import { storeRows } from './store-rows.js';

export const RUTLAND_OFFICER: PlannedUser = {
  email: 'officer@rutland.example',
  name: 'Edmund Tixover',
  role: 'officer',
  providerId: null,
};

const AUTHORITY = seededId('authority', 2);
const LOT = seededId('lot', OTHER_AUTHORITY);
/** The name of the branch that works for both demonstration authorities. */
const BRANCH = 'Nine Larks Care Melton Mowbray';

/** Stores Rutland as a second, small authority, to show that two authorities never see each other's data. */
export async function storeRutland({ tx, plan, now }: Loading, passwordHash: string): Promise<void> {
  const branch = plan.branches.find(({ name }) => name === BRANCH);
  if (!branch) throw new RangeError(`no branch ${BRANCH}`);
  const createdAt = daysBefore(now, DAYS_SINCE_SET_UP);
  const authority: AuthorityEntity = {
    id: AUTHORITY,
    name: 'Rutland (demonstration)',
    gssCode: 'E06000017',
    createdAt,
    packageCount: 0,
    isDemonstration: true,
    clocksConfirmedAt: null,
    clocksConfirmedBy: null,
    contingencyRecipient: null,
    contingencyRecipientAt: null,
    contingencyRecipientBy: null,
    stage: 'live',
    stageSince: null,
    stageBy: null,
  };
  const { email, name, role, providerId } = RUTLAND_OFFICER;
  const officer: UserEntity = {
    id: seededId('user', OTHER_AUTHORITY),
    email,
    name,
    role,
    authorityId: AUTHORITY,
    providerId,
    passwordHash,
    invitedBy: null,
    enteredAt: createdAt,
    createdAt,
    disabledAt: null,
    version: 1,
  };
  await storeRows(tx, 'authority', [authority]);
  await storeRows(tx, 'clock_profile', usualClocks(AUTHORITY));
  await storeRows(tx, 'app_user', [officer]);
  await storeRows(tx, 'lot', [LOT_ROW]);
  await storeRows(tx, 'lot_area', [{ authorityId: AUTHORITY, area: 'LE15', lotId: LOT }]);
  await storeRows(tx, 'person', [personSince(createdAt)]);
  await storeRows(tx, 'contract', [contractOf(branch.id, plan.today)]);
  await storeRows(tx, 'capacity', [capacityOf(branch.id, daysBefore(now, 1))]);
}

const LOT_ROW: LotEntity = {
  id: LOT,
  authorityId: AUTHORITY,
  code: 'RU1',
  name: 'Oakham, Uppingham and the villages',
  districtCode: 'E06000017',
  districtName: 'Rutland',
  outline: null,
  method: 'tiers',
  sealed: true,
  ownRankShown: false,
  tierHeadStartMinutes: 60,
  cascadeStepMinutes: 45,
  ratingPolicy: 'exclude_inadequate',
  weights: DEFAULT_WEIGHTS,
  weightsReason: null,
  rateFloorPence: 2_250,
  rateCeilingPence: 2_980,
  version: 1,
};

function personSince(createdAt: Date): PersonEntity {
  return {
    id: seededId('person', OTHER_AUTHORITY),
    authorityId: AUTHORITY,
    reference: 'R-2001',
    givenName: 'Winifred',
    familyName: 'Cottesmore',
    bornOn: '1938-09-14',
    nhsNumber: null,
    addressLines: ['7 Example Lane', 'Oakham'],
    postcode: 'LE15 6AB',
    livesAlone: true,
    createdAt,
    version: 1,
    mergedIntoId: null,
  };
}

function contractOf(branchId: string, today: string): ContractEntity {
  return {
    id: seededId('contract', OTHER_AUTHORITY),
    authorityId: AUTHORITY,
    branchId,
    lotId: LOT,
    tier: 1,
    rankInTier: 1,
    rateMinPence: 2_420,
    rateMaxPence: 2_560,
    startsOn: addDays(today, -400),
    endsOn: null,
    noticeDays: 28,
    version: 1,
  };
}

function capacityOf(branchId: string, declaredAt: Date): CapacityEntity {
  return {
    authorityId: AUTHORITY,
    branchId,
    lotId: LOT,
    spareMinutes: 1_800,
    bands: ['breakfast', 'lunch', 'tea', 'bed'],
    doubleUps: true,
    declaredAt,
    version: 1,
  };
}
