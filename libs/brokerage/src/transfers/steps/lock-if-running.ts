import type { Tx } from '#platform/database/database';

/**
 * Whether a reallocation runs, kept so until this commits: whatever broadcasts for it shares this, and
 * pausing or stopping waits for them and they for it.
 */
export async function isRunning(tx: Tx, reallocationId: string): Promise<boolean> {
  const [row]: { status: string }[] = await tx.lock(
    'SELECT status FROM reallocation WHERE id = $1 FOR KEY SHARE',
    [reallocationId],
  );
  return row?.status === 'running';
}
