import {
  type ConnectionOptions,
  createPostgresBackend,
  createRedisBackend,
  runMigrations,
  setDefaultBackendFactory,
} from 'bullmq';
import pg from 'pg';
import { letRuntimeUse } from '../database/let-runtime-use.js';
import type { Config } from '../config/config.js';

const SCHEMA = 'bullmq';

/**
 * The size of each connection pool for queues on PostgreSQL. The pools are small, because each queue, worker
 * and queue listener has a separate pool.
 */
const POOL_SIZE = 4;

/**
 * Returns the connection for the queues: Redis if an address is configured, otherwise PostgreSQL.
 *
 * Also sets BullMQ's default for the whole process, because the Nest module has no option for PostgreSQL
 * (docs/decisions/0005-queues.md).
 */
export function queueConnection(config: Pick<Config, 'DATABASE_URL' | 'REDIS_URL'>): ConnectionOptions {
  if (config.REDIS_URL) {
    setDefaultBackendFactory(createRedisBackend);
    return { url: config.REDIS_URL, maxRetriesPerRequest: null };
  }
  setDefaultBackendFactory(
    createPostgresBackend as unknown as Parameters<typeof setDefaultBackendFactory>[0],
  );
  const connection = { connectionString: config.DATABASE_URL, schema: SCHEMA, max: POOL_SIZE };
  return connection;
}

/**
 * Migrates the queue's database tables to the schema that the installed version of BullMQ needs, and lets the
 * running processes use them. The migrations of Homeward must have created the roles.
 */
export async function migrateQueue(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await runMigrations(client, SCHEMA);
    await letRuntimeUse(client, SCHEMA);
  } finally {
    await client.end();
  }
}
