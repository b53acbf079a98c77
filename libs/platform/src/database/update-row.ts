import type { EntityMetadata, ObjectLiteral } from 'typeorm';
import type { Tx } from './database.js';

/**
 * Updates some columns of the row with the given id.
 *
 * This function exists because TypeORM builds such statements several times more slowly, and sends them later
 * than other statements that are asked for at the same time.
 */
export async function updateRow<E extends ObjectLiteral & { readonly id: string }>(
  tx: Tx,
  entity: new () => E,
  id: string,
  changes: Partial<E>,
): Promise<void> {
  const metadata = tx.dataSource.getMetadata(entity);
  const changed = Object.entries(changes);
  const columns = changed.map(([name]) => columnOf(metadata, name));
  const settings = columns.map(({ databaseName }, n) => `"${databaseName}" = $${n + 2}`);
  const values = changed.map(([, value]: [string, unknown], n) =>
    columns[n]?.type === 'jsonb' && value !== null ? JSON.stringify(value) : value,
  );
  await tx.write(`UPDATE "${metadata.tableName}" SET ${settings.join(', ')} WHERE "id" = $1`, [
    id,
    ...values,
  ]);
}

function columnOf(metadata: EntityMetadata, name: string): EntityMetadata['columns'][number] {
  const column = metadata.findColumnWithPropertyName(name);
  if (!column) throw new TypeError(`${metadata.name} has no ${name}`);
  return column;
}
