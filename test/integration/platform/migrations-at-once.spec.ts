import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { emptyDatabase, type FreshDatabase, freshDatabase } from '../../support/environment.js';

const MIGRATE = path.resolve(__dirname, '../../../dist/apps/worker/src/migrate.js');
const PATIENCE_MS = 40_000;

interface Migrating {
  readonly name: string;
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly output: string }>;
}

/** Runs the real program, as the processes of a deployment do when all start at once. */
describe('three processes that migrate one new database at once', () => {
  let stored: FreshDatabase;
  let client: pg.Client;
  let running: Migrating[] = [];

  beforeEach(async () => {
    stored = await emptyDatabase();
    client = new pg.Client({ connectionString: stored.url });
    await client.connect();
  });
  afterEach(async () => {
    for (const { child } of running) child.kill('SIGKILL');
    running = [];
    await client.end();
    await stored.drop();
  });

  function start(name: string): Migrating {
    const env = { DATABASE_URL: stored.url, PGAPPNAME: name };
    const child = spawn(process.execPath, ['--conditions=default', MIGRATE], { env });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => (output += text.toString()));
    const ended = new Promise<{ code: number | null; output: string }>((resolve) =>
      child.once('close', (code) => resolve({ code, output })),
    );
    const migrating = { name, child, ended };
    running.push(migrating);
    return migrating;
  }

  async function within<T>(what: string, work: Promise<T>): Promise<T> {
    const late = pause(PATIENCE_MS, undefined, { ref: false }).then(() => {
      throw new Error(`not within ${PATIENCE_MS} ms: ${what}`);
    });
    return Promise.race([work, late]);
  }

  /** Waits until a process builds an index without a transaction, and returns the name of that process. */
  async function untilBuilding(): Promise<string> {
    for (;;) {
      const { rows } = await client.query<{ name: string }>(
        `SELECT application_name AS name FROM pg_stat_activity
         WHERE datname = current_database() AND query LIKE 'CREATE INDEX CONCURRENTLY%' AND state = 'active'
           AND wait_event_type = 'Lock'`,
      );
      if (rows[0]) return rows[0].name;
      await pause(20);
    }
  }

  /** The indexes with their definitions, and whether queries may use them. */
  const indexes = async (of: pg.Client): Promise<unknown[]> =>
    (
      await of.query<{ definition: string; valid: boolean }>(
        `SELECT pg_get_indexdef(indexrelid) AS definition, indisvalid AS valid FROM pg_index
         JOIN pg_class c ON c.oid = indexrelid WHERE relnamespace = 'public'::regnamespace ORDER BY 1`,
      )
    ).rows;

  async function indexesOfTemplate(): Promise<unknown[]> {
    const template = await freshDatabase();
    const other = new pg.Client({ connectionString: template.url });
    await other.connect();
    const found = await indexes(other);
    await other.end();
    await template.drop();
    return found;
  }

  it('all succeed, and one does the work', async () => {
    const all = ['one', 'two', 'three'].map(start);
    const ended = await within('all end', Promise.all(all.map(({ ended: end }) => end)));
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(ended.filter(({ output }) => output.includes('nothing to do'))).toHaveLength(2);
    expect(await indexes(client)).toEqual(await indexesOfTemplate());
  });

  it('leave a whole schema if one is killed while it builds an index', async () => {
    // An open snapshot makes CREATE INDEX CONCURRENTLY wait, so the process can be killed at that moment.
    const reader = new pg.Client({ connectionString: stored.url });
    await reader.connect();
    await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await reader.query('SELECT 1');
    const all = ['one', 'two', 'three'].map(start);
    const builder = await within('one builds an index', untilBuilding());
    const killed = all.find(({ name }) => name === builder);
    killed?.child.kill('SIGKILL');
    await killed?.ended;
    await reader.query('ROLLBACK');
    await reader.end();

    const rest = all.filter((one) => one !== killed);
    const ended = await within('the others end', Promise.all(rest.map(({ ended: end }) => end)));
    expect(ended.map(({ code }) => code)).toEqual([0, 0]);
    expect(ended.some(({ output }) => output.includes('waiting for it'))).toBe(true);
    expect(await indexes(client)).toEqual(await indexesOfTemplate());
  });

  it('repair an index that an earlier version took for good although it was not finished', async () => {
    await within('the first ends', start('first').ended);
    await client.query(
      `UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_award_broadcast'::regclass`,
    );
    expect(await within('the second ends', start('second').ended)).toMatchObject({ code: 0 });
    expect(await indexes(client)).toEqual(await indexesOfTemplate());
  });
});
