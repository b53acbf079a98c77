import { setTimeout as pause } from 'node:timers/promises';
import { DataSource, type QueryRunner } from 'typeorm';
import { assertMigratableDatabase } from './assert-usable-database.js';
import { migrateQueue } from '../queue/queue-connection.js';

type Migration = new () => { up(...args: never[]): Promise<void>; down(...args: never[]): Promise<void> };

const TRY_AGAIN_MS = 100;

/** PostgreSQL looks this often whether the client of a running statement still exists. */
const CLIENT_CHECK_MS = 1_000;

/**
 * Migrates the database and the queue's tables to the newest schema.
 *
 * Several processes may call this function at the same time: an advisory lock makes the calls run one after
 * another. If a process is stopped while it migrates, the next process repairs what was left half done.
 *
 * @param onWait  is called once if another process is migrating
 * @returns the names of the migrations that ran
 * @throws CannotStart if PostgreSQL is too old or the schema is newer than this program
 */
export async function migrate(
  databaseUrl: string,
  migrations: readonly Migration[],
  onWait: () => void = () => undefined,
): Promise<string[]> {
  await assertMigratableDatabase(
    databaseUrl,
    migrations.map(({ name }) => name),
  );
  const dataSource = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    migrations: [...migrations],
    migrationsTransactionMode: 'each',
    poolSize: 2,
    extra: { options: `-c client_connection_check_interval=${String(CLIENT_CHECK_MS)}` },
  });
  await dataSource.initialize();
  const turn = dataSource.createQueryRunner();
  try {
    await takeTurn(turn, onWait);
    await repairIndexes(turn);
    const ran = await dataSource.runMigrations();
    await migrateQueue(databaseUrl);
    return ran.map(({ name }) => name);
  } finally {
    await turn.release();
    await dataSource.destroy();
  }
}

/**
 * Waits for the advisory lock of the migrations. Asks again and again instead of waiting inside PostgreSQL: a
 * statement that waits has a snapshot, and `CREATE INDEX CONCURRENTLY` of the process with the lock would wait
 * for that snapshot for ever.
 */
async function takeTurn(turn: QueryRunner, onWait: () => void): Promise<void> {
  for (let tries = 0; ; tries++) {
    const [answer] = (await turn.query('SELECT pg_try_advisory_lock(7305, 2) AS taken')) as {
      taken: boolean;
    }[];
    if (answer?.taken) return;
    if (tries === 0) onWait();
    await pause(TRY_AGAIN_MS);
  }
}

/**
 * Rebuilds indexes that a stopped process left unfinished. PostgreSQL keeps such an index as invalid: writes
 * maintain the index, but no query uses it, and `IF NOT EXISTS` finds it.
 */
async function repairIndexes(turn: QueryRunner): Promise<void> {
  const unfinished = (await turn.query(
    `SELECT format('%I.%I', n.nspname, c.relname) AS index, c.relname ~ '_cc(new|old)[0-9]*$' AS "isCopy"
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE NOT i.indisvalid AND n.nspname = 'public' ORDER BY c.relname`,
  )) as { index: string; isCopy: boolean }[];
  for (const { index, isCopy } of unfinished)
    // A copy is what an interrupted REINDEX CONCURRENTLY leaves beside the index itself.
    await turn.query(isCopy ? `DROP INDEX CONCURRENTLY ${index}` : `REINDEX INDEX CONCURRENTLY ${index}`);
}
