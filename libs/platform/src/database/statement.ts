import type { Tx } from './database.js';

/** One statement with its parameters, not yet sent. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** What several statements are as one, by their texts. */
const COMBINED = new Map<string, string>();
const MOST_COMBINED = 200;

export async function send(tx: Pick<Tx, 'query'>, { sql, values }: Statement): Promise<void> {
  await tx.query(sql, [...values]);
}

/**
 * Writes that go to PostgreSQL as one statement: each of another table, and none reads what another writes. Each
 * statement costs a message, its answer and a snapshot, whatever it does.
 */
export function inOne(...statements: readonly Statement[]): Statement {
  const texts = statements.map(({ sql }) => sql);
  const key = texts.join(';');
  const sql = COMBINED.get(key) ?? combined(statements);
  if (COMBINED.size < MOST_COMBINED) COMBINED.set(key, sql);
  return { sql, values: statements.flatMap(({ values }) => values) };
}

function combined(statements: readonly Statement[]): string {
  let before = 0;
  const parts = statements.map(({ sql, values }) => {
    const from = before;
    before += values.length;
    return sql.replace(/\$(\d+)/g, (_, n: string) => `$${Number(n) + from}`);
  });
  const last = parts.pop() ?? '';
  if (parts.length === 0) return last;
  return `WITH ${parts.map((part, n) => `part_${n} AS (${part})`).join(', ')} ${last}`;
}
