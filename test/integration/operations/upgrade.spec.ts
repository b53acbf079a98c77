import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import pg from 'pg';
import { VerifyAudit } from '#brokerage/audit/verify-audit';
import { VERSION } from '#contracts/version';
import { MIGRATION_NAMES, MIGRATIONS } from '#migrations/all';
import { migrate } from '#platform/database/migrate';
import { canonicalJson } from '#platform/acts/canonical-json';
import { openAccounts } from '#platform/database/open-accounts';
import { AuditChain } from '#platform/audit/audit-chain';
import { emptyDatabase, type FreshDatabase } from '../../support/environment.js';
import { MADE_AGAIN } from '../../support/invariants/decisions-stand.js';
import { violations } from '../../support/invariants.js';
import { World } from '../../support/world.js';

const ROOT = path.resolve(__dirname, '../../..');
const FIRST_MIGRATIONS = MIGRATIONS.slice(0, 6);

interface StoredTable {
  readonly table: string;
  readonly rows: readonly Record<string, unknown>[];
}

/** The rows that the first landed version stored, by table. */
function firstVersion(): StoredTable[] {
  const file = path.join(ROOT, 'test/fixtures/first-version.jsonl.br');
  const text = brotliDecompressSync(readFileSync(file)).toString('utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as StoredTable)
    .filter(({ table }) => table !== 'migrations');
}

/** Stores rows as they were, without the triggers that only an act may pass. */
async function store(url: string, tables: readonly StoredTable[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('SET session_replication_role = replica');
  for (const { table, rows } of tables)
    await client.query(
      `INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_recordset(NULL::${table}, $1)`,
      [JSON.stringify(rows)],
    );
  await client.query(`SELECT setval('event_position', (SELECT max(position) FROM event))`);
  await client.end();
}

/**
 * What today's checks say of the first version's own records, which are kept as they were written. It froze all facts with
 * each decision, and today they are shared; it also logged the start of care that was live before Homeward. A notice in force is
 * enforced anew by the sweep after the upgrade, because later conditions bind more.
 */
const OLDER_FORMS: ReadonlySet<string> = new Set([
  'a decision was made from another package, or at another instant, than its broadcast',
  MADE_AGAIN,
  'placement.started does not stand in the log as often as in the rows',
  'restriction.enforced is told twice to one authority, or not at all',
]);

describe('the upgrade from the first landed version, with its data', () => {
  let stored: FreshDatabase;
  let world: World;
  const before = firstVersion();
  const countBefore = (table: string): number => before.find((one) => one.table === table)?.rows.length ?? 0;

  beforeAll(async () => {
    stored = await emptyDatabase();
    await migrate(stored.url, FIRST_MIGRATIONS);
    await store(stored.url, before);
    await openAccounts({
      admin: stored.url,
      owner: stored.ownerUrl,
      runtime: stored.runtimeUrl,
      acrossTenants: stored.crossTenantUrl,
    });
    await migrate(stored.ownerUrl, MIGRATIONS);
    world = await World.open({ database: stored });
    const [last] = await world.rows<{ at: Date }>('SELECT max(at) AS at FROM event');
    world.clock.set(last!.at);
  }, 120_000);
  afterAll(() => world.close());

  it('begins with the migrations of the first version, and ends with all of them', async () => {
    expect(FIRST_MIGRATIONS.at(-1)?.name).toBe('PlacementsAndRestrictions1795000005000');
    const ran = await world.rows<{ name: string }>('SELECT name FROM migrations ORDER BY id');
    expect(ran.map(({ name }) => name)).toEqual(MIGRATION_NAMES);
  });

  it('keeps every person, package, placement, decision and event', async () => {
    for (const table of [
      'person',
      'package',
      'placement',
      'offer',
      'award',
      'eligibility_decision',
      'event',
    ]) {
      const [row] = await world.rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
      expect([table, row?.n]).toEqual([table, countBefore(table)]);
      expect(countBefore(table)).toBeGreaterThan(0);
    }
  });

  /** Violations, except of what the first version wrote in its own form. */
  const newViolations = async () => {
    const found = await violations((sql, parameters) => world.rows(sql, parameters), world.clock.now());
    const own = new Set(before.flatMap(({ rows }) => rows.map(({ id }) => id)));
    const isOlder = (row: Readonly<Record<string, unknown>>) =>
      ['broadcast', 'subject', 'restriction'].some((key) => own.has(row[key]));
    return found.filter(({ what, rows }) => !(OLDER_FORMS.has(what) && isOlder(rows)));
  };

  it('keeps decisions, events and seals to the letter', async () => {
    for (const [table, columns] of [
      ['eligibility_decision', ['broadcast_id', 'branch_id', 'eligible', 'tier', 'checks', 'facts']],
      ['event', ['id', 'position', 'name', 'subject_id', 'at', 'payload']],
      ['event_seal', ['position', 'hash']],
    ] as const) {
      const asStored = before.find((one) => one.table === table)?.rows ?? [];
      const kept = await world.rows<{ row: Record<string, unknown> }>(
        `SELECT row_to_json(x) AS row FROM (SELECT ${columns.join(', ')} FROM ${table}) x`,
      );
      const texts = (rows: readonly Readonly<Record<string, unknown>>[]) =>
        rows
          .map((row) => canonicalJson(Object.fromEntries(columns.map((column) => [column, row[column]]))))
          .sort();
      expect(texts(kept.map(({ row }) => row))).toEqual(texts(asStored));
    }
  });

  it('leaves every invariant and the audit chain whole', async () => {
    expect(await newViolations()).toEqual([]);
    while ((await world.get(AuditChain).seal()) > 0);
    expect(await world.get(AuditChain).verify()).toBeNull();
    expect(await world.get(VerifyAudit).execute()).toMatchObject({ fault: null });
  });

  it('lets care be brokered as before', async () => {
    const { placement } = await world.aPlacement();
    expect(placement.status).toBe('live');
    expect(await newViolations()).toEqual([]);
  });
});

describe('the version', () => {
  const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

  it('is the same in the program, in package.json and at the head of the change log', () => {
    expect(JSON.parse(read('package.json'))).toMatchObject({ version: VERSION });
    expect(/^## (\S+)/m.exec(read('CHANGELOG.md'))?.[1]).toBe(VERSION);
  });

  it('has in the change log what changes for users, for operators, and each new migration', () => {
    const [, newest = ''] = read('CHANGELOG.md').split(/^## \S.*$/m);
    for (const part of ['### For users', '### For operators', '### Migrations'])
      expect(newest).toContain(part);
    expect(newest).toContain(MIGRATION_NAMES.at(-1)?.replace(/\d+$/, ''));
  });
});
