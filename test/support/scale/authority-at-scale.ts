import { v7 as uuid } from 'uuid';
import { CAPABILITIES } from '#contracts/needs';
import { DEFAULT_WEIGHTS } from '#contracts/ranking';
import type { AllocationMethod } from '#contracts/lots';
import { BANDS } from '#contracts/visits';
import { storeRows } from '#demonstration/rows/store-rows';
import type { CrossTenantDatabase, Tx } from '#platform/database/database';
import { hashToken, newToken } from '#platform/security/secret-tokens';
import { storeLiveCare } from './live-care.js';

export interface Scale {
  readonly now: Date;
  /** The number of people for whom one branch cares. A test then moves their care away from this branch. */
  readonly people: number;
  /** The number of other branches. Each of them has a contract in one lot, in tier 1, 2 or 3. */
  readonly branches: number;
  readonly lots: number;
  readonly method: AllocationMethod;
  /** The spare weekly minutes that each branch declares in its lot. */
  readonly spareMinutes: number;
}

export interface ScaledUser {
  readonly userId: string;
  readonly sessionId: string;
  readonly token: string;
}

export interface ScaledBranch {
  readonly id: string;
  readonly providerId: string;
  readonly lotId: string;
  readonly user: ScaledUser;
}

export interface AuthorityAtScale {
  readonly authorityId: string;
  readonly officer: ScaledUser;
  readonly commissioner: ScaledUser;
  readonly lotIds: readonly string[];
  readonly leaving: ScaledBranch;
  readonly branches: readonly ScaledBranch[];
}

/**
 * Stores an authority with many people in the care of one branch, and other branches that could take over the
 * care. Inserts the rows with a few large statements. The care has no events, as if it was live before
 * Homeward.
 */
export function anAuthorityAtScale(database: CrossTenantDatabase, scale: Scale): Promise<AuthorityAtScale> {
  return database.transaction(async (tx) => {
    await tx.write('SET LOCAL transaction_timeout = 0');
    return storeAuthority(tx, scale);
  });
}

async function storeAuthority(tx: Tx, scale: Scale): Promise<AuthorityAtScale> {
  const authorityId = uuid();
  const createdAt = scale.now;
  await storeRows(tx, 'authority', [
    { id: authorityId, name: `Authority ${authorityId}`, createdAt, packageCount: 2 * scale.people },
  ]);
  const lotIds = Array.from({ length: scale.lots }, () => uuid());
  await storeRows(
    tx,
    'lot',
    lotIds.map((id, n) => lotRow(id, n, authorityId, scale.method)),
  );
  const areas = lotIds.map((lotId, n) => ({ authorityId, lotId, area: areaOf(n) }));
  await storeRows(tx, 'lot_area', areas);

  const firstId = await nextCqcNumber(tx);
  const leavingAndOthers = Array.from({ length: scale.branches + 1 }, (_, n): ScaledBranch => ({
    id: `1-2${String(firstId + n).padStart(8, '0')}`,
    providerId: `1-1${String(firstId + n).padStart(8, '0')}`,
    lotId: lotIds[n % lotIds.length] ?? '',
    user: aScaledUser(),
  }));
  const [leaving, ...branches] = leavingAndOthers;
  if (!leaving) throw new RangeError('there is always a branch to leave');
  const [officer, commissioner] = [aScaledUser(), aScaledUser()];
  await storeRegister(tx, leavingAndOthers);
  await storeUsers(tx, scale.now, [
    ...leavingAndOthers.map(({ user, providerId }) => ({
      ...user,
      role: 'provider',
      authorityId: null,
      providerId,
    })),
    { ...officer, role: 'officer', authorityId, providerId: null },
    { ...commissioner, role: 'commissioner', authorityId, providerId: null },
  ]);
  const places = [
    ...lotIds.map((lotId) => ({ branchId: leaving.id, lotId, tier: 1, rankInTier: 1, spareMinutes: 0 })),
    ...branches.map(({ id, lotId }, n) => ({
      branchId: id,
      lotId,
      tier: 1 + (n % 3),
      rankInTier: 2 + n,
      spareMinutes: scale.spareMinutes,
    })),
  ];
  await storeMarket(tx, authorityId, scale.now, places);
  await storeLiveCare(tx, { ...scale, authorityId, lotIds, branchId: leaving.id, areaOf });
  await tx.write('ANALYZE');
  return { authorityId, officer, commissioner, lotIds, leaving, branches };
}

/** Returns the postcode district of the lot with this number: LE1, LE2 and so on. */
const areaOf = (lot: number): string => `LE${lot + 1}`;

const aScaledUser = (): ScaledUser => ({ userId: uuid(), sessionId: uuid(), token: newToken() });

async function nextCqcNumber(tx: Tx): Promise<number> {
  const [row]: { n: number }[] = await tx.query(`SELECT count(*)::int AS n FROM branch`);
  return 1 + (row?.n ?? 0);
}

function lotRow(id: string, n: number, authorityId: string, method: AllocationMethod): object {
  return {
    id,
    authorityId,
    code: `L${n + 1}`,
    name: `Lot ${n + 1}`,
    method,
    sealed: method !== 'first_acceptable',
    ownRankShown: false,
    tierHeadStartMinutes: 60,
    cascadeStepMinutes: 30,
    ratingPolicy: 'exclude_inadequate',
    weights: DEFAULT_WEIGHTS,
    rateFloorPence: 2_000,
    rateCeilingPence: 2_800,
    version: 1,
  };
}

async function storeRegister(tx: Tx, branches: readonly ScaledBranch[]): Promise<void> {
  const good = 'good';
  const ratings = {
    overall: good,
    safe: good,
    effective: good,
    caring: good,
    responsive: good,
    wellLed: good,
  };
  await storeRows(
    tx,
    'provider',
    branches.map(({ providerId: id }, n) => ({ id, name: `Provider O’Brien <b> 李 ${n}` })),
  );
  await storeRows(
    tx,
    'branch',
    branches.map(({ id, providerId }, n) => ({
      id,
      providerId,
      name: `Branch ${n}`,
      postcode: 'LE11 3TU',
      registrationStatus: 'registered',
      dormant: false,
      personalCare: true,
      ratings: { ...ratings, ratedOn: '2025-06-01' },
      capabilities: CAPABILITIES,
      version: 1,
    })),
  );
}

interface UserRow extends ScaledUser {
  readonly role: string;
  readonly authorityId: string | null;
  readonly providerId: string | null;
}

/** Stores users with one session each. The users cannot sign in with a password. */
async function storeUsers(tx: Tx, now: Date, users: readonly UserRow[]): Promise<void> {
  const far = '2099-01-01T00:00:00Z';
  await storeRows(
    tx,
    'app_user',
    users.map(({ userId: id, role, authorityId, providerId }, n) => ({
      id,
      email: `${id}@example.org`,
      name: `User ${n}`,
      role,
      authorityId,
      providerId,
      passwordHash: '-',
      enteredAt: now,
      createdAt: now,
      version: 1,
    })),
  );
  await storeRows(
    tx,
    'session',
    users.map(({ userId, sessionId: id, token }) => {
      const tokenHash = `\\x${hashToken(token).toString('hex')}`;
      return { id, userId, tokenHash, startedAt: now, lastSeenAt: far, expiresAt: far };
    }),
  );
}

interface PlaceInMarket {
  readonly branchId: string;
  readonly lotId: string;
  readonly tier: number;
  readonly rankInTier: number;
  readonly spareMinutes: number;
}

async function storeMarket(
  tx: Tx,
  authorityId: string,
  now: Date,
  places: readonly PlaceInMarket[],
): Promise<void> {
  await storeRows(
    tx,
    'contract',
    places.map(({ spareMinutes: _, ...place }) => ({
      id: uuid(),
      authorityId,
      ...place,
      rateMinPence: 2_000,
      rateMaxPence: 2_800,
      startsOn: '2025-04-01',
      noticeDays: 28,
      version: 1,
    })),
  );
  await storeRows(
    tx,
    'capacity',
    places.map(({ branchId, lotId, spareMinutes }) => {
      return {
        authorityId,
        branchId,
        lotId,
        spareMinutes,
        bands: BANDS,
        doubleUps: true,
        declaredAt: now,
        version: 1,
      };
    }),
  );
}
