import type { Tx } from '#platform/database/database';

/**
 * Ends what a user has asked for, because it was answered or no longer applies. The row of the user must be locked.
 * Returns the address that the user wanted, or null. Undefined if nothing was asked.
 */
export async function endLinkRequest(tx: Tx, userId: string): Promise<string | null | undefined> {
  const { rows } = await tx.write<{ newEmail: string | null }>(
    'DELETE FROM link_request WHERE user_id = $1 RETURNING new_email AS "newEmail"',
    [userId],
  );
  return rows[0]?.newEmail;
}
