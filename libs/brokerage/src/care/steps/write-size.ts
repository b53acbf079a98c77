import type { Tx } from '#platform/database/database';
import type { PlacementEntity } from '../../rows/placement.entity.js';

/** Adds to the history of sizes what a placement delivers from an instant on. */
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
