import type { DataSource, QueryRunner } from 'typeorm';
import type { Tx, Written } from './database.js';
import { readerOn } from './reader-of-entity-manager.js';

type Query = QueryRunner['query'];

/** The first statement of a transaction, with its values. */
export type Beginning = readonly [sql: string, values: readonly string[]];

/** Sends one write statement at once, without waiting for anything first. */
export type LastWrite = (tx: Tx) => Promise<unknown>;

/**
 * Runs `work` in one transaction and commits when `work` is done. Runs the statement `beginning` first. The
 * writes of `lastWrites` are sent together with the COMMIT. If one of them fails, PostgreSQL rolls back instead.
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
  lastWrites: (tx: Tx) => readonly LastWrite[] = () => [],
  beginning?: Beginning,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  const statements = guard(runner);
  try {
    await runner.startTransaction();
    // Not awaited: the statement is sent together with the first statement of `work`, and runs before it. A
    // failure is recorded like that of every other statement.
    if (beginning) runner.query(beginning[0], [...beginning[1]]).catch(() => undefined);
    const tx = txOn(runner);
    const answer = await work(tx);
    if (statements.failure) throw statements.failure.error;
    const sent = lastWrites(tx).map((write) => {
      const { count } = statements;
      const answer = write(tx);
      // A write that came after the COMMIT would be lost.
      if (statements.count === count) throw new Error('a last write must be sent at once');
      return answer;
    });
    const answered = await Promise.allSettled([...sent, runner.commitTransaction()]);
    for (const one of answered) if (one.status === 'rejected') throw one.reason;
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
  /** How many statements were sent. */
  count: number;
}

/**
 * Changes a query runner so that it records the first failed statement, and rejects every statement after
 * COMMIT or ROLLBACK.
 */
function guard(runner: QueryRunner): Readonly<Guarded> {
  const send = runner.query.bind(runner) as (sql: string, ...rest: readonly unknown[]) => Promise<unknown>;
  const statements: Guarded = { failure: undefined, isOver: false, count: 0 };
  const guarded = async (sql: string, ...rest: readonly unknown[]): Promise<unknown> => {
    if (statements.isOver) throw new Error('the transaction is over');
    statements.count += 1;
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
