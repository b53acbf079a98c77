import type pg from 'pg';
import { type DataSource, QueryFailedError, type QueryRunner } from 'typeorm';

type Query = QueryRunner['query'];

/** What ends a transaction. What is asked afterwards would be done by itself, and stay. */
const ENDS: ReadonlySet<string> = new Set(['COMMIT', 'ROLLBACK']);

export interface OpenTransaction {
  readonly runner: QueryRunner;
  /** The beginning has been sent, before all else; it is known to have worked when this resolves. */
  readonly begun: Promise<void>;
}

/**
 * Begins a transaction without waiting to hear that it has begun: what is asked first goes out together with it.
 * Await `begun` before the end. Once its end has been sent it refuses whatever a part of the work still asks.
 */
export async function openTransaction(dataSource: DataSource): Promise<OpenTransaction> {
  const runner = dataSource.createQueryRunner();
  const client = (await runner.connect()) as pg.PoolClient;
  const plain: Query = runner.query.bind(runner);
  let begun: Promise<void> | undefined;
  await new Promise<void>((sent) => {
    const quick = quickly(client);
    let isOver = false;
    runner.query = ((sql: string, values?: unknown[], structured = false) => {
      if (isOver) return Promise.reject(new Error('the transaction is over'));
      isOver = ENDS.has(sql);
      const answer = structured ? plain(sql, values, true) : quick(sql, values);
      sent();
      return answer;
    }) as Query;
    begun = runner.startTransaction();
  });
  return { runner, begun: begun ?? Promise.resolve() };
}

/**
 * As TypeORM's runner asks and answers, without telling subscribers and a logger of it: we have neither. A commit that
 * PostgreSQL makes a rollback, since a statement before it was refused, is an error: nothing has been done.
 */
function quickly(client: pg.PoolClient): (sql: string, values?: unknown[]) => Promise<unknown> {
  return async (sql, values) => {
    try {
      const { rows, rowCount, command } = await client.query<object>(sql, values);
      if (sql === 'COMMIT' && command !== 'COMMIT')
        throw new Error('what was to be committed was rolled back');
      return command === 'UPDATE' || command === 'DELETE' ? [rows, rowCount] : rows;
    } catch (error) {
      throw new QueryFailedError(sql, values, error as Error);
    }
  };
}
