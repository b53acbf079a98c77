import type { Tx } from '#platform/database/database';

/**
 * Takes the standing lock in shared mode until the commit.
 *
 * Acts that read restrictions take this lock shared. Acts that change restrictions or a branch's registration
 * take it exclusively. So no act reads restrictions while another act changes them.
 *
 * An act takes this lock before any other lock.
 */
export async function shareStandingLock(tx: Tx): Promise<void> {
  await tx.lock('SELECT pg_advisory_xact_lock_shared(7305, 4)');
}

export async function takeStandingLock(tx: Tx): Promise<void> {
  await tx.lock('SELECT pg_advisory_xact_lock(7305, 4)');
}
