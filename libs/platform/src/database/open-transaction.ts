import type pg from 'pg';
import { type DataSource, QueryFailedError, type QueryRunner } from 'typeorm';

type Query = QueryRunner['query'];

export interface OpenTransaction {
  readonly runner: QueryRunner;
  /** The beginning has been sent, before all else; it is known to have worked when this resolves. */
  readonly begun: Promise<void>;
}

/**
 * Begins a transaction without waiting to hear that it has begun: what is asked first goes out together with it.
 * Await `begun` before the end.
 */
export async function openTransaction(dataSource: DataSource): Promise<OpenTransaction> {
  const runner = dataSource.createQueryRunner();
  const client = (await runner.connect()) as pg.PoolClient;
  const plain: Query = runner.query.bind(runner);
  let begun: Promise<void> | undefined;
  await new Promise<void>((sent) => {
    const quick = quickly(client);
    runner.query = ((sql: string, values?: unknown[], structured = false) => {
      const answer = structured ? plain(sql, values, true) : quick(sql, values);
      sent();
      return answer;
    }) as Query;
    begun = runner.startTransaction();
  });
  return { runner, begun: begun ?? Promise.resolve() };
}

/** As TypeORM's runner asks and answers, without telling subscribers and a logger of it: we have neither. */
function quickly(client: pg.PoolClient): (sql: string, values?: unknown[]) => Promise<unknown> {
  return async (sql, values) => {
    try {
      const { rows, rowCount, command } = await client.query<object>(sql, values);
      return command === 'UPDATE' || command === 'DELETE' ? [rows, rowCount] : rows;
    } catch (error) {
      throw new QueryFailedError(sql, values, error as Error);
    }
  };
}
