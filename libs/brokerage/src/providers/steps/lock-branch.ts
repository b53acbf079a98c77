import type { Tx } from '#platform/database/database';

/**
 * Makes decisions about what one branch delivers take turns: an hours cap counts all its lots, a growth
 * limit all packages of a person, and whether a person is new depends on care that another act may be
 * ending. After the package and the broadcast, before the capacity and the facts.
 */
export async function lockBranch(tx: Tx, branchId: string): Promise<void> {
  await lockBranches(tx, [branchId]);
}

/** Several at once, always in the same order, so that two acts never wait for each other. */
export async function lockBranches(tx: Tx, branchIds: readonly string[]): Promise<void> {
  await tx.lock('SELECT 1 FROM branch WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE', [branchIds]);
}
