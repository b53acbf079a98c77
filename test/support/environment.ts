import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import pg from 'pg';

export interface FreshDatabase {
  /** The address with the superuser's account, for what only a test does. */
  readonly url: string;
  /** The address with the account of requests and acts. */
  readonly runtimeUrl: string;
  /** The address with the account of those who read over all tenants. */
  readonly crossTenantUrl: string;
  /** The address with the account that owns the tables. */
  readonly ownerUrl: string;
  drop(): Promise<void>;
}

export interface FreshRedis {
  readonly url: string;
  drop(): Promise<void>;
}

const TEMPLATE_BUSY = '55006';
const PATIENCE_MS = 20_000;

/**
 * Creates an empty, migrated database for one test file, because test files run in parallel and must not see
 * each other's rows.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const { url, template } = testServer();
  const name = `homeward_test_${randomBytes(6).toString('hex')}`;
  await cloneTemplate(url, template, name);
  return addressesOf(url, name);
}

function addressesOf(url: string, name: string): FreshDatabase {
  const { HOMEWARD_TEST_RUNTIME_DATABASE_URL, HOMEWARD_TEST_CROSS_TENANT_DATABASE_URL } = process.env;
  const { HOMEWARD_TEST_OWNER_DATABASE_URL } = process.env;
  const at = (server: string | undefined): string => {
    const own = new URL(server ?? url);
    own.pathname = `/${name}`;
    return own.toString();
  };
  return {
    url: at(url),
    runtimeUrl: at(HOMEWARD_TEST_RUNTIME_DATABASE_URL),
    crossTenantUrl: at(HOMEWARD_TEST_CROSS_TENANT_DATABASE_URL),
    ownerUrl: at(HOMEWARD_TEST_OWNER_DATABASE_URL),
    drop: () => asAdmin(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/** Copies a database to which nothing is connected. */
export async function copyOfDatabase(source: string): Promise<FreshDatabase> {
  const { url } = testServer();
  const name = `homeward_test_${randomBytes(6).toString('hex')}`;
  await cloneTemplate(url, new URL(source).pathname.slice(1), name);
  return addressesOf(url, name);
}

/** Creates a database without a schema. */
export async function emptyDatabase(): Promise<FreshDatabase> {
  const { url } = testServer();
  const name = `homeward_test_${randomBytes(6).toString('hex')}`;
  await asAdmin(url, `CREATE DATABASE ${name}`);
  return addressesOf(url, name);
}

/**
 * Returns a numbered Redis database for one test file. Returns undefined if the tests run without Redis. Each
 * database has its own keys. But a PUBLISH message reaches the clients of all databases.
 */
export async function freshRedis(): Promise<FreshRedis | undefined> {
  const server = process.env.REDIS_URL;
  if (!server) return undefined;
  const number = await withRedis(server, (redis) => redis.incr('homeward:last-database-given-out'));
  const own = new URL(server);
  own.pathname = `/${number}`;
  return {
    url: own.toString(),
    drop: async () => {
      await withRedis(own.toString(), (redis) => redis.flushdb());
    },
  };
}

/**
 * Returns the path of the Chromium that `npm test` found or installed.
 *
 * @throws Error if the tests were not started by `npm test`
 */
export function chromiumProgram(): string {
  const program = process.env.HOMEWARD_TEST_CHROMIUM;
  if (!program) throw new Error('This test needs the Chromium that `npm test` brings.');
  return program;
}

/**
 * Returns the path of a proxy that `npm test` found or installed.
 *
 * @throws Error if the tests were not started by `npm test`
 */
export function proxyProgram(name: 'nginx' | 'haproxy' | 'caddy'): string {
  const program = process.env[`HOMEWARD_TEST_${name.toUpperCase()}`];
  if (!program) throw new Error(`This test needs the ${name} that \`npm test\` brings.`);
  return program;
}

/** Returns the environment of this process with other settings, for a process that a test starts. */
export const environmentWith = (settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({
  ...process.env,
  ...settings,
});

function testServer(): { url: string; template: string } {
  const { HOMEWARD_TEST_DATABASE_URL: url, HOMEWARD_TEST_TEMPLATE: template } = process.env;
  if (!url || !template)
    throw new Error(
      'This test needs the PostgreSQL server that `npm test` starts: run `npm test -- <path of the test>`.',
    );
  return { url, template };
}

async function cloneTemplate(url: string, template: string, name: string): Promise<void> {
  const started = performance.now();
  for (;;) {
    try {
      return await asAdmin(url, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
    } catch (error) {
      const busy = error instanceof pg.DatabaseError && error.code === TEMPLATE_BUSY;
      if (!busy || performance.now() - started > PATIENCE_MS) throw error;
      await pause(50 + Math.random() * 100);
    }
  }
}

async function asAdmin(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function withRedis<T>(url: string, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, { maxRetriesPerRequest: 1 });
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}
