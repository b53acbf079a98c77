import { byCodeUnits } from '#domain/collections';
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
  await tx.lock('SELECT 1 FROM branch WHERE id = ANY($1) ORDER BY id COLLATE "C" FOR NO KEY UPDATE', [
    branchIds,
  ]);
}

/**
 * Locks the branch that care moves to, and in shared mode the branch that the care leaves. The order is the
 * same as in `lockBranches`.
 *
 * A move away from a branch decides nothing about that branch. So such moves do not wait for each other. They
 * still wait for decisions about the branch, and decisions wait for them (docs/decisions/0042).
 */
export async function lockBranchesOfMove(tx: Tx, to: string, from: string): Promise<void> {
  if (to === from) return lockBranch(tx, to);
  const lockLeft = (): Promise<unknown> => tx.lock('SELECT 1 FROM branch WHERE id = $1 FOR SHARE', [from]);
  const locks = [lockLeft, (): Promise<unknown> => lockBranch(tx, to)];
  // The two statements are sent together and run in this order.
  await Promise.all((byCodeUnits(from, to) < 0 ? locks : locks.reverse()).map((lock) => lock()));
}
