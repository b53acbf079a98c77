import type { Tx } from '#platform/database/database';

/**
 * Locks a delivering branch, so that eligibility decisions about the branch run one after the other. The lock
 * covers all lots, because an hours cap counts the branch's care in all lots.
 *
 * An act takes this lock after the locks of package and broadcast. It takes this lock before it locks the
 * capacity and reads the facts.
 */
export async function lockBranch(tx: Tx, branchId: string): Promise<void> {
  await lockBranches(tx, [branchId]);
}

/** Locks several delivering branches in a fixed order, so that two acts never deadlock. */
export async function lockBranches(tx: Tx, branchIds: readonly string[]): Promise<void> {
  await tx.lock('SELECT 1 FROM branch WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE', [branchIds]);
}
