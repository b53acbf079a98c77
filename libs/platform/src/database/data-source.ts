import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import type { Config } from '../config/config.js';
import { COMMIT_WITHIN_MS } from './database.js';
import { PreparingClient } from './preparing-client.js';
import { SnakeNaming } from './snake-naming.js';

export type EntityClass = new () => object;

const DATE_OID = 1082;

/** A date without a time is a string, never an instant at some midnight. */
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
      // Locks are taken first and what they guard is read after, so each statement has to see what is committed by
      // then, whatever the server's own default is.
      options: `-c transaction_timeout=${String(COMMIT_WITHIN_MS)} -c default_transaction_isolation=read\\ committed`,
      // Above what the server itself would end: a connection on which nothing comes any more is given up.
      query_timeout: COMMIT_WITHIN_MS + 2_000,
      connectionTimeoutMillis: COMMIT_WITHIN_MS,
      keepAlive: true,
      Client: PreparingClient,
      // Reads that do not wait for each other's answers go out together, also within a transaction.
      pipeline: true,
    },
  };
}
