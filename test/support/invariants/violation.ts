/**
 * Runs a query and returns its rows. `World.rows` fits, and so does any database client that returns rows.
 */
export type Ask = <T>(sql: string, parameters?: readonly unknown[]) => Promise<T[]>;

/** A broken invariant, with one of the rows that break it. */
export interface Violation {
  /** The name of the invariant, with its number in docs/rules.md. */
  readonly invariant: string;
  readonly what: string;
  readonly rows: Readonly<Record<string, unknown>>;
}

/** A sentence that must be true of no row, and the SQL that finds the rows of which it is true. */
export interface InvariantCheck {
  readonly what: string;
  readonly sql: string;
}

/**
 * Returns every row that any of the statements finds, as a violation. Runs all statements as one query, so
 * they see the same snapshot.
 */
export async function findAll(
  ask: Ask,
  invariant: string,
  checks: readonly InvariantCheck[],
  now?: Date,
): Promise<Violation[]> {
  const sql = checks
    .map((check, n) => `SELECT ${n} AS n, to_jsonb(found) AS rows FROM (${check.sql}) found`)
    .join(' UNION ALL ');
  const parameters = sql.includes('$1') ? [now] : [];
  const found = await ask<{ n: number; rows: Violation['rows'] }>(sql, parameters);
  return found.map(({ n, rows }) => ({ invariant, what: checks[n]?.what ?? '', rows }));
}
