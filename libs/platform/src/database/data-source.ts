import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import type { Config } from '../config/config.js';
import { COMMIT_WITHIN_MS } from './database.js';
import { PreparingClient } from './preparing-client.js';
import { SnakeNaming } from './snake-naming.js';
import { TurnSocket } from './turn-socket.js';

export type EntityClass = new () => object;

const DATE_OID = 1082;

/**
 * Makes the driver return a `date` column as a string. The driver's default, a JavaScript Date, would depend
 * on the time zone.
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
      // With READ COMMITTED, each statement sees all earlier commits. Acts need this, because they first lock
      // rows and then read the data that the locks protect.
      options: `-c transaction_timeout=${String(COMMIT_WITHIN_MS)} -c default_transaction_isolation=read\\ committed`,
      // The query timeout is longer than PostgreSQL's own transaction timeout. So it only ends connections on
      // which PostgreSQL does not answer any more.
      query_timeout: COMMIT_WITHIN_MS + 2_000,
      connectionTimeoutMillis: COMMIT_WITHIN_MS,
      keepAlive: true,
      // Pipeline mode sends a query without waiting for the result of the previous query. A connection that
      // exceeds `query_timeout` is destroyed, because its other queries would wait too.
      pipeline: true,
      stream: () => new TurnSocket(),
      Client: PreparingClient,
    },
  };
}
