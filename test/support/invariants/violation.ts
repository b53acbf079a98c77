/** Asks the database something; `World.rows` is one, and so is any client that returns rows. */
export type Ask = <T>(sql: string, parameters?: readonly unknown[]) => Promise<T[]>;

/** Something that must never be, and the rows in which it is. */
export interface Violation {
  /** The invariant's name, beginning with its number in docs/rules.md §6. */
  readonly invariant: string;
  readonly what: string;
  readonly rows: Readonly<Record<string, unknown>>;
}

/** A sentence that is true of no row, and the SQL that finds the rows of which it is. */
export interface Never {
  readonly what: string;
  readonly sql: string;
}

/** Every row that any of the statements finds, as violations of one invariant; asked at once, as of one instant. */
export async function findAll(
  ask: Ask,
  invariant: string,
  nevers: readonly Never[],
  now?: Date,
): Promise<Violation[]> {
  const sql = nevers
    .map((never, n) => `SELECT ${n} AS n, to_jsonb(found) AS rows FROM (${never.sql}) found`)
    .join(' UNION ALL ');
  const parameters = sql.includes('$1') ? [now] : [];
  const found = await ask<{ n: number; rows: Violation['rows'] }>(sql, parameters);
  return found.map(({ n, rows }) => ({ invariant, what: nevers[n]?.what ?? '', rows }));
}
