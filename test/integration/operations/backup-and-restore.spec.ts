import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { VerifyAudit } from '#brokerage/audit/verify-audit';
import { UploadDocument } from '#brokerage/documents/upload-document';
import { AuditChain } from '#platform/audit/audit-chain';
import { HeadPublisher } from '#platform/audit/head-publisher';
import { until } from '../../support/api-world.js';
import type { TestUser } from '../../support/builders/authorities.js';
import { environmentWith, type FreshDatabase } from '../../support/environment.js';
import { violations } from '../../support/invariants.js';
import { World } from '../../support/world.js';

const ROOT = path.resolve(__dirname, '../../..');
const SERVE = path.join(ROOT, 'scripts/lib/testing/serve-data-folder.mjs');

interface Ended {
  readonly code: number;
  readonly output: string;
}

/** Runs a script of the operator to its end. The output has both streams. */
function script(name: string, ...args: string[]): Promise<Ended> {
  const { REDIS_URL: _, DATABASE_URL: __, ...env } = environmentWith({});
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [path.join(ROOT, 'scripts', name), ...args],
      { env },
      (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, output: `${stdout}${stderr}` }),
    );
  });
}

function comingTuesday(): Date {
  const day = new Date();
  day.setUTCDate(day.getUTCDate() + ((9 - day.getUTCDay()) % 7 || 7));
  day.setUTCHours(9, 0, 0, 0);
  return day;
}

/** A PostgreSQL server on a data folder, in a process of its own. */
class Served {
  private constructor(
    private readonly child: ChildProcess,
    readonly database: FreshDatabase,
  ) {}

  static async start(folder: string, settings: object, backup?: string): Promise<Served> {
    const args = [SERVE, folder, JSON.stringify(settings), ...(backup === undefined ? [] : [backup])];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const { value: line } = (await lines.next()) as IteratorYieldResult<string>;
    const env = JSON.parse(line) as Record<string, string>;
    return new Served(child, {
      url: env.ADMIN_DATABASE_URL!,
      runtimeUrl: env.DATABASE_URL!,
      crossTenantUrl: env.CROSS_TENANT_DATABASE_URL!,
      ownerUrl: env.OWNER_DATABASE_URL!,
      drop: () => Promise.resolve(),
    });
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.stdin?.end();
    await ended;
  }
}

/** Backups of a database that is written to meanwhile, with PostgreSQL's archive of its write-ahead log switched on. */
describe('a backup under load', () => {
  let folder: string;
  let source: Served;
  let world: World;
  let backup: string;
  let keyFile: string;
  let officer: TestUser;
  const at = (...names: string[]): string => path.join(folder, ...names);
  const open: { close(): Promise<void> }[] = [];

  const worldOn = async (served: Served, data: string): Promise<World> => {
    const opened = await World.open({
      database: served.database,
      settings: {
        AUDIT_HEADS_FILE: path.join(data, 'audit', 'heads.jsonl'),
        AUDIT_KEY_FILE: path.join(data, 'audit', 'signing-key.pem'),
      },
    });
    open.push(opened);
    return opened;
  };
  const serve = async (...given: Parameters<typeof Served.start>): Promise<Served> => {
    const served = await Served.start(...given);
    open.push({ close: () => served.stop() });
    return served;
  };
  const publish = async (of: World): Promise<void> => {
    while ((await of.get(AuditChain).seal()) > 0);
    await of.get(HeadPublisher).publish();
  };
  const newest = async (of: World): Promise<number> =>
    Number((await of.rows<{ position: string }>('SELECT max(position) AS position FROM event'))[0]?.position);

  const upload = (of: World) =>
    of.get(UploadDocument).execute(officer.caller, {
      name: 'Letter.txt',
      mediaType: 'text/plain',
      content: Buffer.from(randomBytes(20_000).toString('hex')),
    });

  /** Acts until it is told to stop: care is brokered and started, documents arrive, and the log is sealed. */
  async function load(isOver: () => boolean): Promise<void> {
    const uploading = async () => {
      while (!isOver()) await upload(world);
    };
    const brokering = async () => {
      do {
        await world.aPlacement();
        await publish(world);
      } while (!isOver());
    };
    await Promise.all([uploading(), brokering()]);
  }

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'homeward-backup-'));
    fs.chmodSync(folder, 0o755); // the account of PostgreSQL enters it
    keyFile = at('apart', 'signing-key.pem');
    for (const name of ['source', 'restored', 'recovered']) fs.mkdirSync(at(name), { mode: 0o711 });
    source = await serve(at('source'), {
      archive_mode: 'on',
      archive_command: `test ! -f ${at('source', 'archive')}/%f && cp %p ${at('source', 'archive')}/%f`,
    });
    world = await worldOn(source, at('source'));
    world.clock.set(comingTuesday()); // the scripts judge the log by the machine's own time
    officer = await world.aUser({ role: 'officer' });
    await upload(world);
    await world.aPlacement();
    await publish(world);
  }, 120_000);
  afterAll(async () => {
    for (const opened of open.toReversed()) await opened.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('is taken while acts run, without the signing key, and keeps only as many as asked', async () => {
    const before = await newest(world);
    let isOver = false;
    const loading = load(() => isOver);
    const take = () => script('backup.mjs', '--data', at('source'), '--to', at('backups'), '--keep', '1');
    const first = await take();
    const second = await script(
      ...([
        'backup.mjs',
        '--data',
        at('source'),
        '--to',
        at('backups'),
        '--keep',
        '1',
        '--key-to',
        keyFile,
      ] as const),
    );
    isOver = true;
    await loading;
    expect([first, second].map(({ code }) => code)).toEqual([0, 0]);

    fs.symlinkSync(at('backups'), at('link'));
    const beside = ['--to', at('backups'), '--key-to', at('link', 'key.pem')];
    const refused = await script('backup.mjs', '--data', at('source'), ...beside);
    expect(refused).toMatchObject({
      code: 1,
      output: expect.stringContaining('must not lie beside') as string,
    });
    fs.symlinkSync(at('source'), at('source-link'));
    for (const inside of [at('source'), at('source', 'backups'), at('source-link', 'postgres', 'b')]) {
      const { code, output } = await script('backup.mjs', '--data', at('source'), '--to', inside);
      expect([code, output]).toEqual([1, expect.stringContaining('lies in the data folder')]);
    }
    expect(fs.existsSync(at('source', 'backups'))).toBe(false);
    const kept = fs.readdirSync(at('backups'));
    expect(kept).toHaveLength(1);
    backup = at('backups', kept[0]!);
    expect(await newest(world)).toBeGreaterThan(before);

    const key = fs.readFileSync(at('source', 'audit', 'signing-key.pem'), 'utf8');
    expect(fs.readFileSync(keyFile, 'utf8')).toBe(key);
    const files = fs.readdirSync(backup, { recursive: true, encoding: 'utf8' });
    const texts = files.filter((file) => fs.statSync(path.join(backup, file)).isFile());
    expect(
      texts.filter((file) => fs.readFileSync(path.join(backup, file)).includes(key.split('\n')[1]!)),
    ).toEqual([]);
  }, 120_000);

  it('is restored elsewhere, and every invariant and the audit chain hold', async () => {
    const { code, output } = await script(
      ...(['restore.mjs', '--from', backup, '--data', at('restored'), '--key', keyFile] as const),
    );
    expect(output).toContain('The log is whole');
    expect(code).toBe(0);

    const restored = await worldOn(await serve(at('restored'), {}), at('restored'));
    restored.clock.set(world.clock.now());
    expect(
      await violations((sql, parameters) => restored.rows(sql, parameters), restored.clock.now()),
    ).toEqual([]);
    const reached = await newest(restored);
    expect(reached).toBeLessThanOrEqual(await newest(world));
    const same = `SELECT id, payload, position FROM event WHERE position <= ${reached} ORDER BY position`;
    expect(await restored.rows(same)).toEqual(await world.rows(same));
    const documents = 'SELECT count(*)::int AS n FROM document';
    expect((await restored.rows<{ n: number }>(documents))[0]?.n).toBeGreaterThan(0);

    await upload(restored);
    await publish(restored);
    expect(await restored.get(VerifyAudit).execute()).toMatchObject({ verdict: 'whole' });
  }, 120_000);

  it('is refused where there is data, and if a byte of it has changed, and changes nothing', async () => {
    const onto = await script('restore.mjs', '--from', backup, '--data', at('source'));
    expect(onto).toMatchObject({ code: 1, output: expect.stringContaining('has data already') as string });

    const damaged = at('damaged');
    fs.cpSync(backup, damaged, { recursive: true });
    const file = path.join(damaged, 'postgres', 'global', 'pg_control');
    const bytes = fs.readFileSync(file);
    bytes[100] = 255 - bytes[100]!;
    fs.writeFileSync(file, bytes);
    const changed = await script('restore.mjs', '--from', damaged, '--data', at('new'));
    expect(changed).toMatchObject({
      code: 1,
      output: expect.stringContaining('pg_control has changed') as string,
    });

    fs.rmSync(path.join(damaged, 'backup.json'));
    const cutOff = await script('restore.mjs', '--from', damaged, '--data', at('new'));
    expect(cutOff).toMatchObject({
      code: 1,
      output: expect.stringContaining('not a complete backup') as string,
    });
    expect(fs.existsSync(at('new'))).toBe(false);
  }, 60_000);

  it('and the archived log recover the database as it was at an instant', async () => {
    await world.aPlacement();
    const wanted = await newest(world);
    const [instant] = await world.rows<{ now: string }>('SELECT clock_timestamp()::text AS now');
    await world.aPlacement();
    const [switched] = await world.rows<{ segment: string }>(
      'SELECT pg_walfile_name(pg_switch_wal()) AS segment',
    );
    await until('the log is archived', () =>
      Promise.resolve(fs.existsSync(at('source', 'archive', switched!.segment))),
    );

    const recovered = await worldOn(
      await serve(
        at('recovered'),
        {
          restore_command: `cp ${at('source', 'archive')}/%f %p`,
          recovery_target_time: instant!.now,
          recovery_target_action: 'promote',
        },
        backup,
      ),
      at('recovered'),
    );
    await until('the recovery has ended', async () => {
      const [row] = await recovered.rows<{ over: boolean }>('SELECT NOT pg_is_in_recovery() AS over');
      return row?.over ?? false;
    });
    expect(await newest(recovered)).toBe(wanted);
    recovered.clock.set(world.clock.now());
    while ((await recovered.get(AuditChain).seal()) > 0);
    expect(await recovered.get(AuditChain).verify()).toBeNull();
    expect(
      await violations((sql, parameters) => recovered.rows(sql, parameters), recovered.clock.now()),
    ).toEqual([]);
  }, 120_000);
});
