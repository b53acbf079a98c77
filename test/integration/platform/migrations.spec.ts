import { DataSource } from 'typeorm';
import { ENTITIES } from '#brokerage/entities';
import { MIGRATIONS } from '#migrations/all';
import { dataSourceOptions } from '#platform/database/data-source';
import { migrate } from '#platform/database/migrate';
import { type FreshDatabase, freshDatabase } from '../../support/environment.js';

/** Every column, constraint, index, trigger and function of ours, by name and meaning. */
const SCHEMA = `
  SELECT table_name || '.' || column_name || ' ' || data_type AS name
  FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'migrations'
  UNION ALL SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
  WHERE connamespace = 'public'::regnamespace AND conrelid <> 'migrations'::regclass
  UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'migrations'
  UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  ORDER BY 1`;

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

  const schema = async (): Promise<string[]> => {
    const rows: { name: string }[] = await dataSource.query(SCHEMA);
    return rows.map(({ name }) => name);
  };

  it('leave a database that is at the newest schema as it is, also when several run at once', async () => {
    const ran = await Promise.all([1, 2, 3].map(() => migrate(stored.url, MIGRATIONS)));
    expect(ran).toEqual([[], [], []]);
  });

  it('go down to nothing and up again to the same schema', async () => {
    const before = await schema();
    for (const _ of MIGRATIONS) await dataSource.undoLastMigration();
    expect(await schema()).toEqual([]);

    await dataSource.runMigrations();
    expect(await schema()).toEqual(before);
  });

  it('have a column for every entity field', async () => {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    // Constraints, indexes and defaults are the migrations' own: TypeORM would drop what entities do not say.
    const unsaid = /DROP (CONSTRAINT|INDEX|DEFAULT)/;
    const drift = upQueries.map(({ query }) => query).filter((query) => !unsaid.test(query));
    expect(drift).toEqual([]);
  });
});
