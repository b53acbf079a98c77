import type { Tx } from '#platform/database/database';
import { findRow } from '#platform/database/find-row';
import { CapacityEntity } from '../../rows/provider.entity.js';

export interface CapacityKey {
  readonly authorityId: string;
  readonly branchId: string;
  readonly lotId: string;
}

/**
 * Locks a branch's declared capacity in a lot. An act takes this lock after the locks of package and
 * broadcast. It takes this lock before it reads the facts.
 */
export async function lockCapacity(tx: Tx, key: CapacityKey): Promise<void> {
  const { authorityId, branchId, lotId } = key;
  await findRow(tx, CapacityEntity, { authorityId, branchId, lotId }, 'FOR UPDATE');
}

/**
 * Subtracts weekly minutes from a branch's locked capacity. If the number is negative, adds the minutes
 * instead.
 */
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
