import type { EntityMetadata, ObjectLiteral } from 'typeorm';
import type { Tx } from './database.js';

/**
 * The lock that a query takes on a row until the transaction ends. `FOR UPDATE` is exclusive. `FOR SHARE`
 * allows other shared locks. `FOR NO KEY UPDATE` is exclusive but allows foreign keys that refer to the row.
 */
export type RowLock = 'FOR UPDATE' | 'FOR SHARE' | 'FOR NO KEY UPDATE';

type Columns = Readonly<Record<string, string | number | boolean>>;

const STATEMENTS = new WeakMap<EntityMetadata, Map<string, string>>();

/**
 * Returns the row with the given column values, or null. This function is faster than TypeORM, because it
 * builds the SQL only once for each entity and set of columns.
 */
export async function findRow<E extends ObjectLiteral>(
  tx: Tx,
  entity: new () => E,
  where: Columns & Partial<E>,
  lock?: RowLock,
): Promise<E | null> {
  const names = Object.keys(where);
  const metadata = tx.dataSource.getMetadata(entity);
  const known = STATEMENTS.get(metadata) ?? new Map<string, string>();
  STATEMENTS.set(metadata, known);
  const key = `${names.join()} ${lock ?? ''}`;
  const sql = known.get(key) ?? statement(metadata, names, lock);
  known.set(key, sql);
  const rows: E[] = await tx.query(sql, Object.values(where));
  return rows[0] ?? null;
}

/**
 * Returns the row with the given column values. Throws an error if the row is missing. Use this function only
 * if a database constraint guarantees that the row exists.
 */
export async function rowOf<E extends ObjectLiteral>(
  ...[tx, entity, where, lock]: Parameters<typeof findRow<E>>
): Promise<E> {
  const row = await findRow(tx, entity, where, lock);
  if (!row) throw new Error(`there is no ${entity.name} with this ${Object.keys(where).join(' and ')}`);
  return row;
}

function statement(metadata: EntityMetadata, names: readonly string[], lock: RowLock | undefined): string {
  const columns = metadata.columns
    .filter(({ isSelect }) => isSelect)
    .map(({ databaseName, propertyName }) => `"${databaseName}" AS "${propertyName}"`);
  const conditions = names.map((name, n) => {
    const column = metadata.findColumnWithPropertyName(name);
    if (!column) throw new TypeError(`${metadata.name} has no ${name}`);
    return `"${column.databaseName}" = $${n + 1}`;
  });
  return `SELECT ${columns.join(', ')} FROM "${metadata.tableName}" WHERE ${conditions.join(' AND ')} LIMIT 1 ${lock ?? ''}`;
}
