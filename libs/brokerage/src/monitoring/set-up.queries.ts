import type { SetUpSubject, SetUpView } from '#contracts/set-up';
import { setUpChecks, type SetUpFacts } from '#domain/authorities/set-up-checks';
import { isLiveOn } from '#domain/rules-in-sql';
import { londonDate } from '#domain/time/london';
import type { Reader } from '#platform/database/database';

/** The most lots or providers that a check names. */
const MOST_EXAMPLES = 5;

/** Checks what an authority still needs before its first broadcast. */
export async function setUpOf(reader: Reader, authorityId: string, now: Date): Promise<SetUpView> {
  const today = londonDate(now);
  const [own, lots, providers, districtsWithoutDistance] = await Promise.all([
    ownFacts(reader, authorityId),
    lotFacts(reader, authorityId, today),
    providerFacts(reader, authorityId, today),
    unknownDistricts(reader, authorityId),
  ]);
  const { clocksConfirmedAt, clocksConfirmedBy, ...roles } = own;
  const facts: SetUpFacts = {
    ...roles,
    lots: lots.length,
    lotsWithoutPostcodes: without(lots, ({ hasPostcodes }) => hasPostcodes),
    lotsWithoutTier1: without(lots, ({ hasTier1 }) => hasTier1),
    areClocksConfirmed: clocksConfirmedAt !== null,
    providersWithoutUsers: without(providers, ({ hasUser }) => hasUser),
    lotsWithoutCapacity: without(lots, ({ hasCapacity }) => hasCapacity),
  };
  const checks = setUpChecks(facts);
  const isReady = checks.every(({ isDone }) => isDone);
  return {
    isReady,
    checkedAt: now.toISOString(),
    checks,
    districtsWithoutDistance,
    clocksConfirmedAt,
    clocksConfirmedBy,
  };
}

function without<T extends SetUpSubject>(subjects: readonly T[], has: (subject: T) => boolean) {
  const missing = subjects.filter((subject) => !has(subject));
  const examples = missing.slice(0, MOST_EXAMPLES).map(({ id, name }) => ({ id, name }));
  return { of: subjects.length, missing: missing.length, examples };
}

interface OwnFacts extends Pick<SetUpView, 'clocksConfirmedAt' | 'clocksConfirmedBy'> {
  readonly commissioners: number;
  readonly officers: number;
  readonly isLive: boolean;
}

async function ownFacts(reader: Reader, authorityId: string): Promise<OwnFacts> {
  const [row]: OwnFacts[] = await reader.views(
    `SELECT a.stage = 'live' AS "isLive", a.clocks_confirmed_at AS "clocksConfirmedAt",
            (SELECT name FROM app_user WHERE id = a.clocks_confirmed_by) AS "clocksConfirmedBy",
            (count(u.id) FILTER (WHERE u.role = 'commissioner'))::int AS commissioners,
            (count(u.id) FILTER (WHERE u.role = 'officer'))::int AS officers
     FROM authority a
     LEFT JOIN app_user u ON u.authority_id = a.id AND u.disabled_at IS NULL AND u.password_hash IS NOT NULL
     WHERE a.id = $1 GROUP BY a.id`,
    [authorityId],
  );
  if (!row) throw new Error('a user belongs to an authority that exists');
  return row;
}

interface LotFacts extends SetUpSubject {
  readonly hasPostcodes: boolean;
  readonly hasTier1: boolean;
  readonly hasCapacity: boolean;
}

function lotFacts(reader: Reader, authorityId: string, today: string): Promise<LotFacts[]> {
  return reader.query(
    `WITH contracted AS MATERIALIZED (
       SELECT DISTINCT c.lot_id, c.branch_id, c.tier FROM contract c
       WHERE c.authority_id = $1 AND ${isLiveOn('c', '$2::date')}
     )
     SELECT l.id, l.name,
            EXISTS (SELECT 1 FROM lot_area a WHERE a.lot_id = l.id AND a.authority_id = $1) AS "hasPostcodes",
            l.id IN (SELECT lot_id FROM contracted WHERE tier = 1) AS "hasTier1",
            l.id IN (SELECT k.lot_id FROM contracted k
                     JOIN capacity y ON y.authority_id = $1 AND y.branch_id = k.branch_id AND y.lot_id = k.lot_id)
              AS "hasCapacity"
     FROM lot l WHERE l.authority_id = $1 ORDER BY l.code`,
    [authorityId, today],
  );
}

interface ProviderFacts extends SetUpSubject {
  readonly hasUser: boolean;
}

function providerFacts(reader: Reader, authorityId: string, today: string): Promise<ProviderFacts[]> {
  return reader.query(
    `SELECT p.id, p.name, coalesce(p.id IN (SELECT provider_id FROM answering_providers($1)), false) AS "hasUser"
     FROM provider p
     WHERE p.id IN (SELECT b.provider_id FROM contract c JOIN branch b ON b.id = c.branch_id
                    WHERE c.authority_id = $1 AND ${isLiveOn('c', '$2::date')})
     ORDER BY p.name, p.id`,
    [authorityId, today],
  );
}

async function unknownDistricts(reader: Reader, authorityId: string): Promise<readonly string[]> {
  const rows: { district: string }[] = await reader.query(
    `SELECT DISTINCT split_part(a.area, ' ', 1) AS district FROM lot_area a
     WHERE a.authority_id = $1
       AND NOT EXISTS (SELECT 1 FROM postcode_district pd WHERE pd.district = split_part(a.area, ' ', 1))
     ORDER BY district`,
    [authorityId],
  );
  return rows.map(({ district }) => district);
}
