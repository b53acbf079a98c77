import { DataSource } from 'typeorm';
import { migrateQueue } from '../queue/queue-connection.js';

type Migration = new () => { up(...args: never[]): Promise<void>; down(...args: never[]): Promise<void> };

/**
 * Migrates the database and the queue's tables to the newest schema.
 *
 * Several processes may call this function at once, because a lock makes them wait for each other.
 *
 * @returns the names of the migrations that ran
 */
export async function migrate(databaseUrl: string, migrations: readonly Migration[]): Promise<string[]> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    migrations: [...migrations],
    migrationsTransactionMode: 'each',
    poolSize: 2,
  });
  await dataSource.initialize();
  const turn = dataSource.createQueryRunner();
  try {
    await turn.query(`SELECT pg_advisory_lock(7305, 2)`);
    const ran = await dataSource.runMigrations();
    await migrateQueue(databaseUrl);
    return ran.map(({ name }) => name);
  } finally {
    await turn.release();
    await dataSource.destroy();
  }
}
