import type { DataSource, QueryRunner } from 'typeorm';
import type { Tx, Written } from './database.js';
import { readerOn } from './reader-of-entity-manager.js';

type Query = QueryRunner['query'];

/** The first statement of a transaction, with its values. */
export type Beginning = readonly [sql: string, values: readonly string[]];

/**
 * Runs `work` in one transaction and commits when `work` is done. Runs the statement `beginning` first.
 *
 * If any statement failed, rolls back and throws the error, even if `work` caught the error. Otherwise
 * PostgreSQL would roll back at COMMIT, and the caller would not notice.
 *
 * Rejects statements after the end of the transaction, because PostgreSQL would run them outside any
 * transaction.
 */
export async function inTransaction<T>(
  dataSource: DataSource,
  work: (tx: Tx) => Promise<T>,
  beginning?: Beginning,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  const statements = guard(runner);
  try {
    await runner.startTransaction();
    // Not awaited: the statement is sent together with the first statement of `work`, and runs before it. A
    // failure is recorded like that of every other statement.
    if (beginning) runner.query(beginning[0], [...beginning[1]]).catch(() => undefined);
    const answer = await work(txOn(runner));
    if (statements.failure) throw statements.failure.error;
    await runner.commitTransaction();
    return answer;
  } catch (error) {
    // An error of the rollback is ignored, because the caller needs the first error. If the connection is
    // lost, PostgreSQL rolls back by itself.
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
}

interface Guarded {
  /** The error of the first statement that failed in the transaction. */
  failure: { readonly error: unknown } | undefined;
  isOver: boolean;
}

/**
 * Changes a query runner so that it records the first failed statement, and rejects every statement after
 * COMMIT or ROLLBACK.
 */
function guard(runner: QueryRunner): Readonly<Guarded> {
  const send = runner.query.bind(runner) as (sql: string, ...rest: readonly unknown[]) => Promise<unknown>;
  const statements: Guarded = { failure: undefined, isOver: false };
  const guarded = async (sql: string, ...rest: readonly unknown[]): Promise<unknown> => {
    if (statements.isOver) throw new Error('the transaction is over');
    statements.isOver = sql === 'COMMIT' || sql === 'ROLLBACK';
    try {
      return await send(sql, ...rest);
    } catch (error) {
      statements.failure ??= { error };
      throw error;
    }
  };
  runner.query = guarded as Query;
  return statements;
}

function txOn(runner: QueryRunner): Tx {
  const manager = readerOn(runner.manager);
  return Object.assign(manager, {
    lock: <Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
      manager.query<Row[]>(sql, [...values]),
    write: async <Row>(sql: string, values: readonly unknown[] = []): Promise<Written<Row>> => {
      const { records, affected } = await runner.query(sql, [...values], true);
      return { rows: records as Row[], count: affected ?? 0 };
    },
  });
}
