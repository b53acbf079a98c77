import type { EntityMetadata, ObjectLiteral } from 'typeorm';
import type { Tx } from './database.js';

/** The maximum number of parameters that PostgreSQL accepts in one statement. */
const MOST_PARAMETERS = 65_535;

/**
 * Inserts many rows with as few statements as possible. A property that is undefined gets the default of its
 * column.
 *
 * This function exists because TypeORM builds such statements several times more slowly.
 */
export async function insertRows<E extends ObjectLiteral>(
  tx: Tx,
  entity: new () => E,
  ...rows: readonly E[]
): Promise<void> {
  const metadata = tx.dataSource.getMetadata(entity);
  const atOnce = Math.floor(MOST_PARAMETERS / metadata.columns.length);
  for (let from = 0; from < rows.length; from += atOnce) {
    const { sql, values } = insertion(metadata, rows.slice(from, from + atOnce));
    await tx.write(sql, values);
  }
}

/**
 * Inserts a row. Returns false and inserts nothing if the row would violate a unique constraint. A property
 * that is undefined gets the default of its column.
 */
export async function insertUnlessThere<E extends ObjectLiteral>(
  tx: Tx,
  entity: new () => E,
  row: Partial<E>,
): Promise<boolean> {
  const { sql, values } = insertion(tx.dataSource.getMetadata(entity), [row]);
  const { count } = await tx.write(`${sql} ON CONFLICT DO NOTHING`, values);
  return count > 0;
}

function insertion(
  { columns, tableName }: EntityMetadata,
  rows: readonly ObjectLiteral[],
): { readonly sql: string; readonly values: unknown[] } {
  const values: unknown[] = [];
  const tuples = rows.map((row) => {
    const fields = columns.map(({ propertyName, type }) => {
      const value: unknown = row[propertyName];
      if (value === undefined) return 'DEFAULT';
      return `$${values.push(type === 'jsonb' && value !== null ? JSON.stringify(value) : value)}`;
    });
    return `(${fields.join(', ')})`;
  });
  const names = columns.map(({ databaseName }) => `"${databaseName}"`).join(', ');
  return { sql: `INSERT INTO "${tableName}" (${names}) VALUES ${tuples.join(', ')}`, values };
}
