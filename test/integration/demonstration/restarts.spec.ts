import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { LoadDemonstration } from '#demonstration/load-demonstration';
import { type FreshDatabase, freshDatabase } from '../../support/environment.js';
import { World } from '../../support/world.js';
import { countRows, demonstrationResults, contentHashes } from './stored-content.js';

const ENTRY = path.resolve('dist/apps/worker/src/demonstration.js');
const LOADING_MS = 120_000;

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the process that loads the demonstration, as `npm start` does. Kills the process as soon as its error
 * output contains `killAt`.
 */
async function run(databaseUrl: string, killAt?: string): Promise<Ended> {
  const child = spawn(process.execPath, [ENTRY], { env: { DATABASE_URL: databaseUrl } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => {
    stderr += data.toString();
    if (killAt && stderr.includes(killAt)) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return { code: child.exitCode, stdout, stderr };
}

describe('loading the demonstration', () => {
  let world: World;
  let other: FreshDatabase;
  beforeAll(async () => {
    [world, other] = await Promise.all([World.open(), freshDatabase()]);
  });
  afterAll(() => Promise.all([world.close(), other.drop()]));
  const load = () => new LoadDemonstration(world.owner, world.clock).execute();

  it(
    'leaves nothing behind when it is broken off inside a story, and is whole when it is started again',
    async () => {
      await world.rows(`
        CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'broken off'; END $$;
        CREATE TRIGGER break_off BEFORE UPDATE ON package FOR EACH ROW WHEN (NEW.status = 'ended')
          EXECUTE FUNCTION break_off();`);
      const before = await contentHashes(world);
      await expect(load()).rejects.toThrow(/“Ended: moved to a care home” \(end_care\).*broken off/);
      expect(await contentHashes(world)).toEqual(before);

      await world.rows('DROP TRIGGER break_off ON package; DROP FUNCTION break_off');
      expect(await load()).toMatchObject({ loaded: true });
      expect(await countRows(world, "placement WHERE status = 'live'")).toBe(1_202);
    },
    LOADING_MS,
  );

  it(
    'survives being killed, and tells the same stories at another time of another day',
    async () => {
      expect(await run(other.url, 'packages in every state')).toMatchObject({ code: null, stdout: '' });
      const { code, stdout, stderr } = await run(other.url);
      expect(stderr).toContain('1200 packages of live care');
      expect({ code, stdout }).toEqual({
        code: 0,
        stdout: expect.stringMatching(/^\{"loaded":true,.*\}\n$/),
      });

      const again = await run(other.url);
      expect(JSON.parse(again.stdout)).toEqual({ ...JSON.parse(stdout), loaded: false });
      expect(again.stderr).toBe('');
      expect(await demonstrationResults(other.url)).toEqual(await demonstrationResults(world.url));
    },
    2 * LOADING_MS,
  );

  it('says in one sentence why it cannot', async () => {
    const withoutTables = new URL(other.url);
    withoutTables.pathname = '/postgres';
    expect(await run(withoutTables.toString())).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'The demonstration authority could not be loaded: the database has no tables yet; bring it up to date first.\n',
    });
    const { code, stdout, stderr } = await run('postgres://nobody@127.0.0.1:1/nothing');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^The demonstration authority could not be loaded: .*ECONNREFUSED.*\n$/);
  });
});
