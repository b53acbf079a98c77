import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import type { Config } from '../config/config.js';
import { COMMIT_WITHIN_MS } from './database.js';
import { SnakeNaming } from './snake-naming.js';

export type EntityClass = new () => object;

const DATE_OID = 1082;

/** A date without a time stays a string: as a Date it would be midnight in some time zone. */
pg.types.setTypeParser(DATE_OID, (text) => text);

export function dataSourceOptions(
  config: Pick<Config, 'DATABASE_URL' | 'DATABASE_POOL'>,
  entities: readonly EntityClass[],
): DataSourceOptions {
  return {
    type: 'postgres',
    url: config.DATABASE_URL,
    entities: [...entities],
    namingStrategy: new SnakeNaming(),
    poolSize: config.DATABASE_POOL,
    extra: {
      // An act locks first and reads what the lock guards afterwards. So each statement must see what is committed when
      // the statement begins, whatever isolation level is the server's default.
      options: `-c transaction_timeout=${String(COMMIT_WITHIN_MS)} -c default_transaction_isolation=read\\ committed`,
      // Longer than PostgreSQL lets a transaction last: only a connection that has fallen silent takes so long.
      query_timeout: COMMIT_WITHIN_MS + 2_000,
      connectionTimeoutMillis: COMMIT_WITHIN_MS,
      keepAlive: true,
      // Statements that are asked for together are sent together, also in a transaction. A connection on which an answer
      // does not come within `query_timeout` is destroyed.
      pipeline: true,
    },
  };
}
