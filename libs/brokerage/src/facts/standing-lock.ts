import type { Tx } from '#platform/database/database';

/**
 * Shares the standing lock until commit. Every act that decides by the restrictions in force shares it; every act
 * that changes restrictions or a branch's registration takes it exclusively. So no decision commits against a
 * restriction that it did not see, and enforcing a restriction sees every decision made before it. Take it before any
 * other lock.
 */
export async function shareStandingLock(tx: Tx): Promise<void> {
  await tx.lock('SELECT pg_advisory_xact_lock_shared(7305, 4)');
}

export async function takeStandingLock(tx: Tx): Promise<void> {
  await tx.lock('SELECT pg_advisory_xact_lock(7305, 4)');
}
