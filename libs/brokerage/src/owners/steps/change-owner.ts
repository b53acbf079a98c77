import { type KeptReason, type SeenWork, type WorkKind } from '#contracts/open-work';
import type { Act } from '#platform/acts/act';
import type { Tx } from '#platform/database/database';
import { type Owned, OWNED_WORK } from '../../identity/steps/owned-work.js';

interface LockedWork {
  readonly id: string;
  readonly ownerId: string | null;
  readonly isOpen: boolean;
}

/** A piece of work whose rows are locked. */
export interface Locked {
  readonly seen: SeenWork;
  readonly owned: Owned;
  readonly rows: readonly LockedWork[];
}

/**
 * Locks pieces of work in the order in which acts lock them: packages first, also those of cases, because an act that
 * changes a case holds its package and writes the owner that it read.
 */
export async function lockWork(
  tx: Tx,
  authorityId: string,
  work: readonly SeenWork[],
): Promise<readonly Locked[]> {
  const idsOf = (kind: WorkKind): string[] => work.filter((one) => one.kind === kind).map(({ id }) => id);
  await tx.lock(
    `SELECT 1 FROM package WHERE authority_id = $1
       AND (id = ANY($2::uuid[]) OR id IN (SELECT package_id FROM reallocation_case WHERE id = ANY($3::uuid[])))
     ORDER BY id FOR UPDATE`,
    [authorityId, idsOf('package'), idsOf('case')],
  );
  const locked: Locked[] = [];
  for (const owned of OWNED_WORK) {
    const { table, key, isOpen, seenOwner } = owned;
    const seen = work.filter(({ kind }) => kind === owned.kind);
    if (seen.length === 0) continue;
    const rows = await tx.lock<LockedWork & { key: string }>(
      `SELECT id, ${key} AS key, ${seenOwner} AS "ownerId", (${isOpen}) AS "isOpen" FROM ${table} w
       WHERE ${key} = ANY($2::uuid[]) AND authority_id = $1 ORDER BY id FOR UPDATE OF w`,
      [authorityId, seen.map(({ id }) => id)],
    );
    locked.push(...seen.map((one) => ({ seen: one, owned, rows: rows.filter((row) => row.key === one.id) })));
  }
  return locked;
}

interface ChangingOwner {
  readonly authorityId: string;
  readonly toId: string;
  readonly now: Date;
  /** The kinds of work that the new owner may own. */
  readonly mayOwn: (kind: WorkKind) => boolean;
}

/**
 * Gives locked work to its new owner and logs it. Returns why the work keeps its owner, or null if the new owner has it.
 * Giving work to the user who owns it already changes nothing and is no fault.
 */
export async function changeOwner(
  act: Act,
  { seen: { kind, fromId }, owned, rows }: Locked,
  { authorityId, toId, now, mayOwn }: ChangingOwner,
): Promise<KeptReason | null> {
  if (rows.length === 0) return 'work_not_found';
  const open = rows.filter(({ isOpen }) => isOpen);
  if (open.length === 0) return 'work_over';
  if (open.every(({ ownerId }) => ownerId === toId)) return null;
  if (!mayOwn(kind)) return 'owner_not_allowed';
  const from = open.filter(({ ownerId }) => ownerId === fromId);
  if (from.length === 0) return 'owner_changed';
  const { table, column, told } = owned;
  const ids = from.map(({ id }) => id);
  await act.tx.write(`UPDATE ${table} SET ${column} = $2 WHERE id = ANY($1::uuid[])`, [ids, toId]);
  await act.append(...ids.map((id) => told(id, { authorityId, fromId, toId, now })));
  return null;
}
