import { DataSource } from 'typeorm';
import { ENTITIES } from '#brokerage/entities';
import { MIGRATIONS } from '#migrations/all';
import { dataSourceOptions } from '#platform/database/data-source';
import { migrate } from '#platform/database/migrate';
import { type FreshDatabase, freshDatabase } from '../../support/environment.js';

const TABLES = `
  SELECT table_name || '.' || column_name AS name FROM information_schema.columns
  WHERE table_schema = 'public' ORDER BY 1`;

describe('the migrations', () => {
  let stored: FreshDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    stored = await freshDatabase();
    dataSource = new DataSource({
      ...dataSourceOptions({ DATABASE_URL: stored.url, DATABASE_POOL: 2 }, ENTITIES),
      migrations: [...MIGRATIONS],
      migrationsTransactionMode: 'each',
    });
    await dataSource.initialize();
  });
  afterAll(async () => {
    await dataSource.destroy();
    await stored.drop();
  });

  const columns = async (): Promise<string[]> => {
    const rows: { name: string }[] = await dataSource.query(TABLES);
    return rows.map(({ name }) => name);
  };

  it('leave a database that is at the newest schema as it is, also when several run at once', async () => {
    const ran = await Promise.all([1, 2, 3].map(() => migrate(stored.url, MIGRATIONS)));
    expect(ran).toEqual([[], [], []]);
  });

  it('go down to nothing and up again to the same schema', async () => {
    const before = await columns();
    for (const _ of MIGRATIONS) await dataSource.undoLastMigration();
    const left = (await columns()).filter((name) => !name.startsWith('migrations.'));
    expect(left).toEqual([]);

    await dataSource.runMigrations();
    expect(await columns()).toEqual(before);
  });

  it('have a column for every entity field', async () => {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    // Constraints, indexes and defaults are the migrations' own: TypeORM would drop what entities do not say.
    const unsaid = /DROP (CONSTRAINT|INDEX|DEFAULT)/;
    const drift = upQueries.map(({ query }) => query).filter((query) => !unsaid.test(query));
    expect(drift).toEqual([]);
  });
});
