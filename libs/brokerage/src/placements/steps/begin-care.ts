import { v7 as uuid } from 'uuid';
import type { Tx } from '#platform/database/database';
import type { AwardEntity } from '../../awards/award.entity.js';
import type { PackageEntity } from '../../packages/package.entity.js';
import { PlacementEntity } from '../placement.entity.js';
import { writeSize } from './write-size.js';

/** Writes the live care that an award has become; its id. */
export async function beginCare(
  tx: Tx,
  pkg: PackageEntity,
  award: AwardEntity,
  startedAt: Date,
): Promise<string> {
  const { authorityId, personId, lotId, branchId, deliveringBranchId, weeklyMinutes, hourlyRatePence } =
    award;
  const placement: PlacementEntity = {
    id: uuid(),
    authorityId,
    packageId: pkg.id,
    personId,
    awardId: award.id,
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
    version: 1,
  };
  await tx.insert(PlacementEntity, placement);
  await writeSize(tx, placement, startedAt);
  return placement.id;
}
