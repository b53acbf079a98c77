import type { Tx } from '#platform/database/database';

/**
 * The standing of branches, as one lock: whoever decides by the restrictions in force shares it until
 * commit, whoever changes them holds it alone. So a decision never commits against a restriction that
 * it did not see, and a restriction sees every invitation and offer decided before it. Whatever else
 * makes a branch ineligible, such as the loss of its registration, takes it too. Take it first.
 */
export async function shareStandingLock(tx: Tx): Promise<void> {
  await tx.lock('SELECT pg_advisory_xact_lock_shared(7305, 4)');
}

export async function takeStandingLock(tx: Tx): Promise<void> {
  await tx.lock('SELECT pg_advisory_xact_lock(7305, 4)');
}
