import pg from 'pg';
import { DataSource } from 'typeorm';
import { MIGRATION_NAMES, MIGRATIONS } from '#migrations/all';
import { locksInWords, MIGRATION_LOCKS, type MigrationLocks } from '#migrations/locks';
import { dataSourceOptions } from '#platform/database/data-source';
import { pendingMigrations } from '#platform/database/assert-usable-database';
import { emptyDatabase, type FreshDatabase, freshDatabase } from '../../support/environment.js';

/** The tables that this transaction locks so that others must wait, of the tables that were there before it. */
const HELD = `
  SELECT c.relname AS table, bool_or(l.mode = 'AccessExclusiveLock') AS all
  FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
  WHERE l.pid = pg_backend_pid() AND c.relkind = 'r' AND c.relname = ANY ($1)
    AND l.mode IN ('AccessExclusiveLock', 'ExclusiveLock', 'ShareRowExclusiveLock', 'ShareLock')
  GROUP BY c.relname ORDER BY c.relname`;
const TABLES = `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`;

describe('what migrations lock', () => {
  let stored: FreshDatabase;
  afterEach(() => stored.drop());

  it('is stated for each of them, as PostgreSQL locks', async () => {
    stored = await emptyDatabase();
    const dataSource = await new DataSource(
      dataSourceOptions({ DATABASE_URL: stored.url, DATABASE_POOL: 2 }, []),
    ).initialize();
    await dataSource.query('CREATE TABLE migrations (id serial PRIMARY KEY, timestamp bigint, name varchar)'); // TypeORM's own
    const found: Record<string, MigrationLocks> = {};
    for (const Migration of MIGRATIONS) {
      const runner = dataSource.createQueryRunner();
      const before = ((await runner.query(TABLES)) as { name: string }[]).map(({ name }) => name);
      const migration = new Migration();
      if ('transaction' in migration) await migration.up(runner);
      else {
        await runner.startTransaction();
        await migration.up(runner);
        const held = (await runner.query(HELD, [before])) as { table: string; all: boolean }[];
        await runner.commitTransaction();
        const of = (all: boolean) => held.filter((one) => one.all === all).map(({ table }) => table);
        if (held.length > 0) found[migration.name] = { all: of(true), writes: of(false) };
      }
      await runner.release();
    }
    await dataSource.destroy();
    expect(found).toEqual(MIGRATION_LOCKS);
  }, 120_000);

  it('is said before an upgrade, for the migrations that are missing', async () => {
    stored = await freshDatabase();
    expect(await pendingMigrations(stored.url, MIGRATION_NAMES)).toEqual([]);
    const client = new pg.Client({ connectionString: stored.url });
    await client.connect();
    await client.query(`DELETE FROM migrations WHERE name = 'StopReasons1795000085000'`);
    await client.end();
    const pending = await pendingMigrations(stored.url, MIGRATION_NAMES);
    expect(pending.map(locksInWords)).toEqual([
      'StopReasons1795000085000: while it runs, nothing reads or writes reallocation',
    ]);
  });
});
