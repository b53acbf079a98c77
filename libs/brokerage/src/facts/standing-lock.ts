import type { Tx } from '#platform/database/database';

/**
 * Takes the standing lock in shared mode until the commit.
 *
 * Every act that decides by the restrictions in force takes this lock shared. Every act that changes
 * restrictions or a branch's registration takes this lock exclusively. Therefore every decision reads all
 * committed restrictions, and the enforcement of a restriction sees every earlier decision. An act takes this
 * lock before any other lock.
 */
export async function shareStandingLock(tx: Tx): Promise<void> {
  await tx.lock('SELECT pg_advisory_xact_lock_shared(7305, 4)');
}

export async function takeStandingLock(tx: Tx): Promise<void> {
  await tx.lock('SELECT pg_advisory_xact_lock(7305, 4)');
}
