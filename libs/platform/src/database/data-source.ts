import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import type { Config } from '../config/config.js';
import { COMMIT_WITHIN_MS } from './database.js';
import { SnakeNaming } from './snake-naming.js';

export type EntityClass = new () => object;

const DATE_OID = 1082;

/**
 * Makes the driver return a `date` column as a string. A JavaScript Date would be midnight in some time zone.
 */
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
      // An act locks rows first and reads the data that the locks protect afterwards. The isolation level
      // must be READ COMMITTED, so that each statement sees everything committed before it began, whatever
      // the server's default is.
      options: `-c transaction_timeout=${String(COMMIT_WITHIN_MS)} -c default_transaction_isolation=read\\ committed`,
      // The query timeout is longer than PostgreSQL's transaction timeout, so it ends only connections that
      // no longer answer.
      query_timeout: COMMIT_WITHIN_MS + 2_000,
      connectionTimeoutMillis: COMMIT_WITHIN_MS,
      keepAlive: true,
      // In pipeline mode, queries that are issued together are sent together, also inside a transaction. A
      // connection that exceeds `query_timeout` is destroyed.
      pipeline: true,
    },
  };
}
