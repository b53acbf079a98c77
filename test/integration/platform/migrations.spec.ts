import { DataSource } from 'typeorm';
import { UploadDocument } from '#brokerage/documents/upload-document';
import { HandBackContract } from '#brokerage/hand-backs/hand-back-contract';
import { RequestVariation } from '#brokerage/placements/request-variation';
import { AmendRestriction } from '#brokerage/enforcement/amend-restriction';
import { RecordPermission } from '#brokerage/restrictions/record-permission';
import { ENTITIES } from '#brokerage/rows/entities';
import { MIGRATIONS } from '#migrations/all';
import { dataSourceOptions } from '#platform/database/data-source';
import { migrate } from '#platform/database/migrate';
import { VISITS } from '../../support/builders/people.js';
import { aSuspendedBranch, started } from '../../support/builders/reallocations.js';
import { World } from '../../support/world.js';
import { type FreshDatabase, freshDatabase } from '../../support/environment.js';

/** SQL that lists every column, constraint, index, trigger and function of the schema with its definition. */
const SCHEMA = `
  SELECT table_name || '.' || column_name || ' ' || data_type AS name
  FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'migrations'
  UNION ALL SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
  WHERE connamespace = 'public'::regnamespace AND conrelid <> 'migrations'::regclass
  UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'migrations'
  UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT pg_get_functiondef(p.oid) FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
  WHERE pronamespace = 'public'::regnamespace AND l.lanname IN ('sql', 'plpgsql')
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

  it('go down to nothing and up again, and each step down leaves what the step up began with', async () => {
    const newest = await schema();
    const below = new Map<number, string[]>();
    for (let step = MIGRATIONS.length - 1; step >= 0; step--) {
      await dataSource.undoLastMigration();
      below.set(step, await schema());
    }
    expect(below.get(0)).toEqual([]);

    for (const [step, Migration] of MIGRATIONS.entries()) {
      expect([Migration.name, await schema()]).toEqual([Migration.name, below.get(step)]);
      const runner = dataSource.createQueryRunner();
      await new Migration().up(runner);
      await runner.release();
    }
    expect(await schema()).toEqual(newest);
  });

  it('have a column for every entity field', async () => {
    // TypeORM reads this table of its own if the schema has a generated column.
    await dataSource.query(
      'CREATE TABLE typeorm_metadata (type text, database text, schema text, "table" text, name text, value text)',
    );
    const { upQueries } = await dataSource.driver
      .createSchemaBuilder()
      .log()
      .finally(() => dataSource.query('DROP TABLE typeorm_metadata'));
    // Matches the statements with which TypeORM would drop constraints, indexes and defaults. The entities do
    // not declare these, because only the migrations do.
    const unsaid = /DROP (CONSTRAINT|INDEX|DEFAULT)/;
    // Columns that the database computes, or that only SQL reads and writes.
    const ofDatabase = /DROP COLUMN "(name_key|reference_key|nhs_number_shared)"|"typeorm_metadata"/;
    const drift = upQueries
      .map(({ query }) => query)
      .filter((query) => !unsaid.test(query) && !ofDatabase.test(query));
    expect(drift).toEqual([]);
  });
});

/** The migrations that this release adds. The test fills every table and then reverts these migrations. */
const NEW_SINCE_RELEASE = MIGRATIONS.filter(
  ({ name }) => Number(/\d+$/.exec(name)?.[0]) >= 1_795_000_006_000,
);

describe('the migrations, with rows in every table', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const count = async (table: string): Promise<number> =>
    (await world.rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n ?? 0;

  it('go down and up again, and bring nothing back into force that was taken out or used up', async () => {
    const s = await aSuspendedBranch(world, {});
    await started(world, s);
    const { commissioner } = s;
    const branchId = s.others[0]!.branch.id;
    const content = Buffer.from('李');
    const letter = await world
      .get(UploadDocument)
      .execute(commissioner.caller, { name: 'Letter.txt', mediaType: 'text/plain', content });
    const notice = await world.aRestriction({
      by: commissioner,
      branchId,
      documentId: letter.id,
      conditions: [{ kind: 'suspended' }, { kind: 'reporting', everyDays: 7 }],
    });
    const permit = (reference: string) =>
      world.get(RecordPermission).execute(commissioner.caller, {
        conditionId: notice.conditions.find(({ kind }) => kind === 'suspended')!.id,
        personId: s.placements[0]!.personId,
        until: world.clock.in({ days: 30 }).toISOString(),
        reference,
        evidence: 'Letter',
      });
    await permit('A-1');
    const kept = await world.aRestriction({ by: commissioner, branchId, conditions: [{ kind: 'closed' }] });
    const { id: usedUp } = await world.get(RecordPermission).execute(commissioner.caller, {
      conditionId: kept.conditions[0]!.id,
      personId: s.placements[0]!.personId,
      until: world.clock.in({ days: 30 }).toISOString(),
      reference: 'A-2',
      evidence: 'Letter',
    });
    await world.rows('UPDATE permission SET used_at = now(), placement_id = $2 WHERE id = $1', [
      usedUp,
      s.placements[0]!.id,
    ]);
    await world.get(AmendRestriction).execute(commissioner.caller, {
      restrictionId: notice.id,
      version: notice.version,
      reason: 'reviewed',
      conditions: [{ kind: 'reporting', everyDays: 7 }],
    });
    const { user, branch } = s.others[1]!;
    const handBack = { branchId: branch.id, lotIds: [], reason: 'No carers' };
    await world.get(HandBackContract).execute(user.caller, handBack);
    const other = await world.aPlacement();
    await world.get(RequestVariation).execute(other.winner.user.caller, {
      placementId: other.placement.id,
      version: other.placement.version,
      visits: VISITS.map((visit) => ({ ...visit, minutes: visit.minutes + 5 })),
      reason: `O'Brien <b> needs more`,
    });
    const tables = ['hand_back', 'reallocation', 'reallocation_case', 'document', 'restriction_version'];
    for (const table of [...tables, 'branch_report', 'variation_request'])
      expect({ table, rows: await count(table) }).not.toMatchObject({ rows: 0 });

    const dataSource = new DataSource({
      ...dataSourceOptions({ DATABASE_URL: world.url, DATABASE_POOL: 2 }, ENTITIES),
      migrations: [...MIGRATIONS],
      migrationsTransactionMode: 'each',
    });
    await dataSource.initialize();
    for (const _ of NEW_SINCE_RELEASE) await dataSource.undoLastMigration();
    const kinds = await world.rows('SELECT kind FROM restriction_condition WHERE restriction_id = $1', [
      notice.id,
    ]);
    expect(kinds).toEqual([{ kind: 'reporting' }]);
    expect(await world.rows('SELECT id, used_at, withdrawn_at IS NOT NULL AS over FROM permission')).toEqual([
      { id: usedUp, used_at: null, over: true },
    ]);
    await dataSource.runMigrations();
    await dataSource.destroy();
    expect(await count('restriction_version')).toBe(await count('restriction'));
  });
});
