import { execFile } from 'node:child_process';
import path from 'node:path';
import pg from 'pg';
import { VERSION } from '#contracts/version';
import { OlderPostgres } from '../../support/older-postgres.js';
import { emptyDatabase, type FreshDatabase, freshDatabase } from '../../support/environment.js';

const PROGRAMS = path.resolve(__dirname, '../../../dist/apps');
const [API, WORKER, WEB] = ['api/src/main.js', 'worker/src/main.js', 'web/src/main.js'] as const;
const MIGRATE = 'worker/src/migrate.js';
const VERIFY = 'worker/src/audit-verify.js';

interface Ended {
  readonly code: number;
  readonly lines: readonly string[];
}

/** Runs the real program until it ends. */
function run(program: string, env: Readonly<Record<string, string>>): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [path.join(PROGRAMS, program)],
      { env, timeout: 30_000 },
      (error, stdout, stderr) =>
        resolve({
          code: error ? Number(error.code) : 0,
          lines: `${stdout}${stderr}`.split('\n').filter((line) => line.trim() !== ''),
        }),
    );
  });
}

describe('a program that cannot start says why in one sentence', () => {
  let stored: FreshDatabase | undefined;
  afterEach(async () => {
    await stored?.drop();
    stored = undefined;
  });

  async function change(database: FreshDatabase, sql: string): Promise<string> {
    stored = database;
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(sql);
    await client.end();
    return database.url;
  }

  it.each([API, WORKER])('%s, without a schema', async (program) => {
    stored = await emptyDatabase();
    const { code, lines } = await run(program, { DATABASE_URL: stored.url, PORT: '0' });
    expect([code, lines.length]).toEqual([1, 1]);
    expect(lines[0]).toContain('could not start. The database has no schema yet');
    expect(lines[0]).not.toContain('stack');
  });

  it('with a schema that is older', async () => {
    const sql = 'DELETE FROM migrations WHERE id = (SELECT max(id) FROM migrations)';
    const url = await change(await freshDatabase(), sql);
    const { code, lines } = await run(API, { DATABASE_URL: url, PORT: '0' });
    expect([code, lines.length]).toEqual([1, 1]);
    expect(lines[0]).toContain('is older than this program');
  });

  it.each([API, WORKER, MIGRATE])('%s, with a schema that is newer', async (program) => {
    const sql = `INSERT INTO migrations (timestamp, name) VALUES (1999000000000, 'Tomorrow1999000000000')`;
    const url = await change(await freshDatabase(), sql);
    const { code, lines } = await run(program, { DATABASE_URL: url, PORT: '0' });
    expect([code, lines.length]).toEqual([1, 1]);
    expect(lines[0]).toContain(
      `is newer than this program (Homeward ${VERSION}), which does not know Tomorrow1999000000000`,
    );
  });

  it.each([API, WORKER, MIGRATE, VERIFY])('%s, with a PostgreSQL that is too old', async (program) => {
    stored = await freshDatabase();
    const older = await OlderPostgres.before(stored.url);
    const { code, lines } = await run(program, { DATABASE_URL: older.url, PORT: '0' });
    older.close();
    expect([code, lines.length]).toEqual([program === VERIFY ? 3 : 1, 1]);
    expect(lines[0]).toContain('Homeward needs PostgreSQL 17 or newer, and this server is PostgreSQL 16.');
    expect(lines[0]).not.toContain('stack');
  });

  it.each([API, WORKER])('%s, with an account that would see every authority', async (program) => {
    stored = await freshDatabase();
    const env = { PORT: '0', CROSS_TENANT_DATABASE_URL: stored.crossTenantUrl };
    for (const [DATABASE_URL, says] of [
      [stored.url, 'The account of DATABASE_URL is a superuser'],
      [stored.ownerUrl, 'The account of DATABASE_URL owns tables'],
      [stored.crossTenantUrl, 'The account of DATABASE_URL lacks the role homeward_runtime'],
    ] as const) {
      const { code, lines } = await run(program, { ...env, DATABASE_URL });
      expect([code, lines.length]).toEqual([1, 1]);
      expect(lines[0]).toContain(says);
    }
    const { code, lines } = await run(program, { DATABASE_URL: stored.runtimeUrl, PORT: '0' });
    expect([code, lines.length]).toEqual([1, 1]);
    expect(lines[0]).toContain('CROSS_TENANT_DATABASE_URL must be given');
  });

  it.each([API, WORKER, MIGRATE])('%s, without PostgreSQL', async (program) => {
    const { code, lines } = await run(program, { DATABASE_URL: 'postgresql://a@127.0.0.1:1/a', PORT: '0' });
    expect([code, lines.length]).toEqual([1, 1]);
    expect(lines[0]).toContain('The database of DATABASE_URL cannot be used');
  });

  it.each([
    [API, {}, 'DATABASE_URL must be a postgres:// address'],
    [WEB, {}, 'API_URL must be the address of the API'],
  ])('%s, without its settings', async (program, env, says) => {
    const { code, lines } = await run(program, env);
    expect([code, lines.length]).toEqual([1, 1]);
    expect(lines[0]).toContain(says);
    expect(lines[0]).not.toContain('stack');
  });
});
