import { WORK_KINDS, type WorkKind } from '#contracts/open-work';
import type { Act } from '#platform/acts/act';
import { type HandedOver, OWNED_WORK } from './owned-work.js';

/**
 * Gives all open work of a user to one colleague, who is locked and may own it. Returns how many pieces changed their
 * owner. `kinds` leaves out other kinds of work.
 */
export async function giveOpenWork(
  act: Act,
  handed: HandedOver & { readonly fromId: string },
  kinds: readonly WorkKind[] = WORK_KINDS,
): Promise<number> {
  let given = 0;
  for (const { kind, table, column, isOpen, told } of OWNED_WORK) {
    if (!kinds.includes(kind)) continue;
    const { rows } = await act.tx.write<{ id: string }>(
      `UPDATE ${table} SET ${column} = $3 WHERE authority_id = $1 AND ${column} = $2 AND ${isOpen} RETURNING id`,
      [handed.authorityId, handed.fromId, handed.toId],
    );
    await act.append(...rows.map(({ id }) => told(id, handed)));
    given += rows.length;
  }
  return given;
}
