import {
  type ConnectionOptions,
  createPostgresBackend,
  runMigrations,
  setDefaultBackendFactory,
} from 'bullmq';
import pg from 'pg';
import type { Config } from '../config/config.js';

const SCHEMA = 'bullmq';

/** Each queue, worker and listener has a pool of its own, so each is small. */
const POOL_SIZE = 4;

/**
 * Where the queues live: Redis when there is one, else PostgreSQL. Choosing PostgreSQL sets BullMQ's
 * process-wide default, since the Nest module cannot be told (see the decision on queues).
 */
export function queueConnection(config: Pick<Config, 'DATABASE_URL' | 'REDIS_URL'>): ConnectionOptions {
  if (config.REDIS_URL) return { url: config.REDIS_URL, maxRetriesPerRequest: null };
  setDefaultBackendFactory(
    createPostgresBackend as unknown as Parameters<typeof setDefaultBackendFactory>[0],
  );
  const connection = { connectionString: config.DATABASE_URL, schema: SCHEMA, max: POOL_SIZE };
  return connection;
}

/** Brings the queue's schema to the version that this build of BullMQ needs. */
export async function migrateQueue(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await runMigrations(client, SCHEMA);
  } finally {
    await client.end();
  }
}
