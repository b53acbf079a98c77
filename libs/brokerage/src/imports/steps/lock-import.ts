import type { ImportStatus } from '#contracts/imports';
import type { StaffActor } from '#contracts/roles-and-actors';
import { nextStatus } from '#domain/lifecycle';
import { IMPORT_LIFE, type ImportChange } from '#domain/imports/import-lifecycle';
import { kindsFor } from '#contracts/imports';
import { findRow } from '#platform/database/find-row';
import type { Tx } from '#platform/database/database';
import { found } from '../../access/scope.js';
import { ImportFileEntity } from '../../rows/import.entity.js';
import { DomainError } from '#domain/domain-error';

/**
 * Locks an import of the user's authority that the user's role may deal with. Waits for the batch that is under way.
 *
 * @throws DomainError `import_not_found` also for another authority's import, and for a kind of another role
 */
export async function lockImport(
  tx: Tx,
  { authorityId, role }: StaffActor,
  id: string,
): Promise<ImportFileEntity> {
  const file = found(
    await findRow(tx, ImportFileEntity, { id, authorityId }, 'FOR UPDATE'),
    'import_not_found',
  );
  if (!kindsFor(role).includes(file.kind)) throw new DomainError('import_not_found');
  return file;
}

/** Changes the status of a locked import. @throws DomainError `move_not_allowed` */
export async function changeImport(
  tx: Tx,
  { id, status }: ImportFileEntity,
  by: ImportChange,
  more: Partial<ImportFileEntity> = {},
): Promise<ImportStatus> {
  const to = nextStatus(IMPORT_LIFE, status, by);
  await tx.update(ImportFileEntity, { id }, { status: to, ...more });
  return to;
}

/** Erases the cells of an import that is over, because they have personal data. What became of each row stays. */
export async function eraseCells(tx: Tx, id: string): Promise<void> {
  await tx.write('UPDATE import_row SET cells = NULL WHERE import_id = $1 AND cells IS NOT NULL', [id]);
}
