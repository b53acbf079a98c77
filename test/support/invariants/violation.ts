/** A function that runs an SQL query and returns its rows. `World.rows` is such a function. */
export type Ask = <T>(sql: string, parameters?: readonly unknown[]) => Promise<T[]>;

/** A violated invariant, with one of the rows that violate it. */
export interface Violation {
  /** The name of the violated invariant, with its number in docs/rules.md. */
  readonly invariant: string;
  readonly what: string;
  readonly rows: Readonly<Record<string, unknown>>;
}

/**
 * A query of an invariant. `sql` finds the rows that violate the invariant, and the sentence `what` describes
 * the violation.
 */
export interface InvariantCheck {
  readonly what: string;
  readonly sql: string;
}

/**
 * Runs the SQL of all given queries as one statement, so that they read one snapshot of the database. Returns
 * each row found as a violation.
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
