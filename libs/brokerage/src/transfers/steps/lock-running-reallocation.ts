import type { Tx } from '#platform/database/database';

/**
 * Locks a reallocation's row in shared mode until the commit. Returns true if the reallocation is running.
 * The reallocation cannot be paused or stopped while the lock is held.
 */
export async function lockRunningReallocation(tx: Tx, reallocationId: string): Promise<boolean> {
  const [row]: { status: string }[] = await tx.lock(
    'SELECT status FROM reallocation WHERE id = $1 FOR KEY SHARE',
    [reallocationId],
  );
  return row?.status === 'running';
}
