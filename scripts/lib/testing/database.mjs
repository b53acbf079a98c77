// @ts-check
import { accountFor } from '../postgres/account.mjs';
import { findBinaries } from '../postgres/binaries.mjs';
import { migrationEnvironment } from '../postgres/accounts.mjs';
import { openCluster } from '../postgres/cluster.mjs';
import { spawnServer, untilServing, urlOf } from '../postgres/server.mjs';
import { freePort } from '../ports.mjs';
import { ENTRY, NODE_OPTIONS } from '../project-paths.mjs';
import { mustRun } from '../run-program.mjs';
import { step } from '../console-output.mjs';

export const TEMPLATE = 'homeward_template';

/** PostgreSQL settings without durability, because no test data has to survive a crash. */
const CARELESS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_wal_size: '1GB',
  checkpoint_timeout: '1h',
  autovacuum_naptime: '10s',
  shared_buffers: '256MB',
  max_connections: 400,
};

/**
 * Starts a PostgreSQL server for this test run, with a migrated database as a template. Each test file clones
 * the template.
 *
 * @param {import('./run-folder.mjs').RunFolder} runFolder
 * @returns {Promise<Record<string, string>>} the environment for the tests
 */
export async function startTestDatabase(runFolder) {
  return step('starting a PostgreSQL for the tests', async () => {
    const account = accountFor();
    const binaries = await findBinaries(account, runFolder.folder);
    const { directory, password } = await openCluster(runFolder.databaseFolder, account, binaries, [
      '--no-sync',
    ]);
    const port = await freePort();
    const server = spawnServer(binaries, account, directory, { ...CARELESS, port });
    runFolder.watchOver(server, 'SIGINT'); // SIGINT is PostgreSQL's fast shutdown
    await untilServing(server, { password, port }, [TEMPLATE]);
    await migrateTemplate(migrationEnvironment({ password, port, database: TEMPLATE }));
    await closeTemplate(urlOf({ password, port, database: 'postgres' }));
    const accounts = migrationEnvironment({ password, port, database: 'postgres' });
    return {
      HOMEWARD_TEST_DATABASE_URL: urlOf({ password, port, database: 'postgres' }),
      HOMEWARD_TEST_RUNTIME_DATABASE_URL: accounts.DATABASE_URL,
      HOMEWARD_TEST_CROSS_TENANT_DATABASE_URL: accounts.CROSS_TENANT_DATABASE_URL,
      HOMEWARD_TEST_OWNER_DATABASE_URL: accounts.OWNER_DATABASE_URL,
      HOMEWARD_TEST_TEMPLATE: TEMPLATE,
    };
  });
}

/** @param {Record<string, string>} accounts */
async function migrateTemplate(accounts) {
  const { REDIS_URL: _, ...env } = process.env;
  await mustRun(
    'Migrating the template database failed',
    process.execPath,
    [...NODE_OPTIONS, ENTRY.migrate],
    {
      env: { ...env, ...accounts, LOG_LEVEL: 'warn' },
    },
  );
}

/**
 * Forbids connections to the template database, because PostgreSQL can only clone a database without
 * connections.
 *
 * @param {string} url
 */
async function closeTemplate(url) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`ALTER DATABASE ${TEMPLATE} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`);
  await client.query('CHECKPOINT');
  await client.end();
}
