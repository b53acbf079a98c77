import type { Tx } from '#platform/database/database';
import { CapacityEntity } from '../../rows/provider.entity.js';

export interface CapacityKey {
  readonly authorityId: string;
  readonly branchId: string;
  readonly lotId: string;
}

/**
 * Locks a branch's spare capacity in a lot. Take it after the package and the broadcast, before the facts are read. A
 * branch without a declaration has nothing to lock.
 */
export async function lockCapacity(tx: Tx, key: CapacityKey): Promise<void> {
  await tx.findOne(CapacityEntity, { where: { ...key }, lock: { mode: 'pessimistic_write' } });
}

/** Takes weekly minutes from a locked capacity. A negative number gives minutes back. */
export async function takeCapacity(
  tx: Tx,
  { authorityId, branchId, lotId }: CapacityKey,
  minutes: number,
): Promise<void> {
  await tx.write(
    `UPDATE capacity SET spare_minutes = spare_minutes - $4, version = version + 1
     WHERE authority_id = $1 AND branch_id = $2 AND lot_id = $3`,
    [authorityId, branchId, lotId, minutes],
  );
}
