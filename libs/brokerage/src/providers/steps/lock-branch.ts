import type { Tx } from '#platform/database/database';

/**
 * Locks a branch that delivers, so that decisions about it wait for each other: an hours cap counts all its lots, a
 * growth limit all packages of a person, and whether a person is new depends on care that another act may end. Take
 * it after the package and the broadcast, before the capacity and the facts.
 */
export async function lockBranch(tx: Tx, branchId: string): Promise<void> {
  await lockBranches(tx, [branchId]);
}

/** Locks several branches in a fixed order, so that two acts never deadlock. */
export async function lockBranches(tx: Tx, branchIds: readonly string[]): Promise<void> {
  await tx.lock('SELECT 1 FROM branch WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE', [branchIds]);
}
