import type { CapacityView } from '#contracts/providers';
import { notEndedOn } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import { found, type Scope } from '../access/scope.js';
import type { CapacityKey } from './steps/take-capacity.js';
import type { ContractFilter } from './contracts.queries.js';

const CAPACITY_VIEW = `
  SELECT k.branch_id AS "branchId", k.lot_id AS "lotId", k.authority_id AS "authorityId",
         k.spare_minutes AS "spareMinutes", k.bands, k.double_ups AS "doubleUps", k.declared_at AS "declaredAt",
         k.version
  FROM capacity k JOIN branch b ON b.id = k.branch_id JOIN lot l ON l.id = k.lot_id`;

/**
 * Reads one capacity declaration without checking the tenant. The caller has already checked that the actor
 * may read it.
 */
export async function capacityView(
  reader: Reader,
  { authorityId, branchId, lotId }: CapacityKey,
): Promise<CapacityView> {
  const [row]: CapacityView[] = await reader.views(
    `${CAPACITY_VIEW} WHERE k.authority_id = $1 AND k.branch_id = $2 AND k.lot_id = $3`,
    [authorityId, branchId, lotId],
  );
  return found(row, 'capacity_not_found');
}

/** Lists the capacity declared to an authority, or by a provider's branches, ordered by lot and branch. */
export function capacitiesIn(
  reader: Reader,
  scope: Scope,
  { branchId, lotId }: ContractFilter = {},
): Promise<CapacityView[]> {
  const [authorityId, providerId] =
    'authorityId' in scope ? [scope.authorityId, null] : [null, scope.providerId];
  return reader.views(
    `${CAPACITY_VIEW}
     WHERE ($1::uuid IS NULL OR k.authority_id = $1) AND ($2::text IS NULL OR b.provider_id = $2)
       AND ($3::text IS NULL OR k.branch_id = $3) AND ($4::uuid IS NULL OR k.lot_id = $4)
     ORDER BY l.code, l.id, b.name, b.id`,
    [authorityId, providerId, branchId ?? null, lotId ?? null],
  );
}

/**
 * Sums the weekly minutes of a branch's declared capacity that awards and variations took since an instant.
 */
export async function minutesTakenSince(
  reader: Reader,
  { authorityId, branchId, lotId }: CapacityKey,
  since: Date,
): Promise<number> {
  const [row]: { minutes: number }[] = await reader.query(
    `SELECT coalesce(sum(minutes), 0)::int AS minutes FROM (
       SELECT weekly_minutes AS minutes FROM award
       WHERE authority_id = $1 AND delivering_branch_id = $2 AND lot_id = $3
         AND awarded_at >= $4 AND status <> 'withdrawn'
       UNION ALL
       SELECT v.to_minutes - v.from_minutes FROM variation v JOIN placement p ON p.id = v.placement_id
       WHERE p.authority_id = $1 AND p.delivering_branch_id = $2 AND p.lot_id = $3
         AND v.at >= $4 AND v.to_minutes > v.from_minutes) taken`,
    [authorityId, branchId, lotId, since],
  );
  return row?.minutes ?? 0;
}

/** Finds the authority of a lot in which a branch works now or later. A contract or a subcontract counts. */
export async function authorityOfWork(
  reader: Reader,
  branchId: string,
  lotId: string,
  day: string,
): Promise<string | null> {
  const [row]: { authorityId: string }[] = await reader.query(
    `SELECT authority_id AS "authorityId" FROM contract
     WHERE branch_id = $1 AND lot_id = $2 AND ${notEndedOn('contract', '$3')}
     UNION
     SELECT authority_id FROM subcontract
     WHERE delivering_branch_id = $1 AND lot_id = $2 AND ${notEndedOn('subcontract', '$3')}`,
    [branchId, lotId, day],
  );
  return row?.authorityId ?? null;
}
