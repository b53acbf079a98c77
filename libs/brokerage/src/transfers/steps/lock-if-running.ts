import type { Tx } from '#platform/database/database';

/**
 * Returns true if the reallocation runs, and locks its row until the commit. Acts that broadcast for it share the
 * lock; pausing and stopping wait for them.
 */
export async function lockIfRunning(tx: Tx, reallocationId: string): Promise<boolean> {
  const [row]: { status: string }[] = await tx.lock(
    'SELECT status FROM reallocation WHERE id = $1 FOR KEY SHARE',
    [reallocationId],
  );
  return row?.status === 'running';
}
