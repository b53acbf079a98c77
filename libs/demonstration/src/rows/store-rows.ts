import type { Tx } from '#platform/database/database';

/**
 * Inserts rows of any number in one statement, in their order. Names are as in code; PostgreSQL gives
 * each value the type of its column. Columns that the rows do not have get their defaults.
 */
export async function storeRows(tx: Tx, table: string, rows: readonly object[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first).map(columnName).join(', ');
  const records = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [columnName(name), value as unknown])),
  );
  await tx.write(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
    [JSON.stringify(records)],
  );
}

function columnName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
