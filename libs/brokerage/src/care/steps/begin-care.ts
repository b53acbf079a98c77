import type { Tx } from '#platform/database/database';
import { insertRows } from '#platform/database/insert-rows';
import { PlacementEntity } from '../../rows/placement.entity.js';
import { v7 as uuid } from 'uuid';
import { applyUplifts } from './rates-of-care.js';
import type { AwardEntity } from '../../rows/award.entity.js';
import type { PackageEntity } from '../../rows/package.entity.js';

/**
 * Adds a row to the append-only history of a placement's weekly minutes. The row is valid from the given
 * instant until the next row.
 */
export async function writeSize(
  tx: Tx,
  {
    id,
    version,
    authorityId,
    weeklyMinutes,
  }: Pick<PlacementEntity, 'id' | 'version' | 'authorityId' | 'weeklyMinutes'>,
  fromAt: Date,
): Promise<void> {
  await tx.write(
    'INSERT INTO placement_size (placement_id, version, authority_id, from_at, weekly_minutes) VALUES ($1, $2, $3, $4, $5)',
    [id, version, authorityId, fromAt, weeklyMinutes],
  );
}

/**
 * What a new placement copies from its source. The source is an award, or the placement of the branch that
 * delivered the care before.
 */
type Beginning = Pick<
  AwardEntity,
  | 'authorityId'
  | 'personId'
  | 'lotId'
  | 'branchId'
  | 'deliveringBranchId'
  | 'weeklyMinutes'
  | 'hourlyRatePence'
> & { readonly id: string | null };

/** Makes a live placement of a package. `beginCare` stores it. */
export function newPlacement(pkg: PackageEntity, from: Beginning, startedAt: Date): PlacementEntity {
  const { authorityId, personId, lotId, branchId, deliveringBranchId, weeklyMinutes, hourlyRatePence } = from;
  return {
    id: uuid(),
    authorityId,
    packageId: pkg.id,
    personId,
    awardId: from.id,
    lotId,
    branchId,
    deliveringBranchId,
    status: 'live',
    weeklyMinutes,
    hourlyRatePence,
    visits: pkg.visits,
    startedAt,
    endedAt: null,
    endReason: null,
    endNote: null,
    version: 1,
  };
}

/**
 * Inserts a live placement, the first row of the history of its weekly minutes, and the rates that it has after the
 * uplifts of its contract.
 */
export async function beginCare(tx: Tx, placement: PlacementEntity): Promise<void> {
  await Promise.all([
    insertRows(tx, PlacementEntity, placement),
    writeSize(tx, placement, placement.startedAt),
    applyUplifts(tx, placement),
  ]);
}
