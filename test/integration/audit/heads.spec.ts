import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AuditSealer } from '../../../apps/worker/src/audit-sealer.js';
import { rowsCheck } from '#brokerage/digests/rows-check';
import { AuditChain } from '#platform/audit/audit-chain';
import { trustedKeys } from '#platform/audit/head-files';
import { HeadPublisher } from '#platform/audit/head-publisher';
import { type RowsCheck, verifyLog } from '#platform/audit/verify-log';
import { type Head, headsIn, isSignedBy } from '../../support/independent-audit/heads.js';
import { World } from '../../support/world.js';

describe('the heads outside of the database', () => {
  let world: World;
  let folder: string;
  const file = (name: string): string => path.join(folder, name);
  const heads = (): Head[] => headsIn(file('heads.jsonl'));

  beforeEach(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'homeward-heads-'));
    const settings = { AUDIT_HEADS_FILE: file('heads.jsonl'), AUDIT_KEY_FILE: file('key.pem') };
    world = await World.open({ providers: [AuditSealer], settings });
  });
  afterEach(async () => {
    await world.close();
    fs.rmSync(folder, { recursive: true });
  });

  async function sealedEvents(): Promise<void> {
    await world.aBroadcastOpen({ branches: 1 });
    while ((await world.get(AuditChain).seal()) > 0);
  }

  it('say what the last seal is, signed by a key that only its owner can read', async () => {
    await sealedEvents();
    await world.get(HeadPublisher).publish();
    const [seal] = await world.rows<{ position: string; hash: string; number: string }>(
      `SELECT position, encode(hash, 'hex') AS hash, number FROM event_seal ORDER BY position DESC LIMIT 1`,
    );
    expect(heads()).toMatchObject([{ position: seal?.position, hash: seal?.hash, count: seal?.number }]);
    const [head] = heads();
    expect(isSignedBy(head!, fs.readFileSync(file('key.pem.pub'), 'utf8'))).toBe(true);
    expect(fs.statSync(file('key.pem')).mode & 0o777).toBe(0o600);
  });

  it('are appended only if there is something new, however many publish at once', async () => {
    await sealedEvents();
    await Promise.all(Array.from({ length: 4 }, () => world.get(HeadPublisher).publish()));
    expect(heads()).toHaveLength(1);
    await sealedEvents();
    await Promise.all(Array.from({ length: 4 }, () => world.get(HeadPublisher).publish()));
    expect(heads()).toHaveLength(2);
    const copies = await world.rows<{ line: string }>('SELECT line FROM audit_head ORDER BY position');
    expect(copies.map(({ line }) => JSON.parse(line) as Head)).toEqual(heads());
  });

  it('are no fault if they are published while the log is verified, and may be the first', async () => {
    await sealedEvents();
    const check = rowsCheck(world.reader);
    const publishing: RowsCheck = {
      ...check,
      check: async (events) => {
        await sealedEvents();
        await world.get(HeadPublisher).publish();
        return check.check(events);
      },
    };
    const verify = (rows: RowsCheck) =>
      verifyLog(world.reader, {
        heads: { file: file('heads.jsonl'), keys: () => trustedKeys(file('key.pem')) },
        rows,
        now: world.clock.now(),
      });
    // The first run finds no file of heads, and no key. The second reads a head, and then another is published.
    expect(await verify(publishing)).toMatchObject({ verdict: 'unproven', fault: null, unproven: 'no_head' });
    expect(heads()).toHaveLength(1);
    expect(await verify(publishing)).toMatchObject({ verdict: 'whole', fault: null });
    expect(heads()).toHaveLength(2);
    expect(await verify(rowsCheck(world.reader))).toMatchObject({ verdict: 'whole', fault: null });
  });

  it('begin a new line after one that a crash cut off', async () => {
    await sealedEvents();
    await world.get(HeadPublisher).publish();
    fs.appendFileSync(file('heads.jsonl'), '{"at":"2026');
    await sealedEvents();
    await world.get(HeadPublisher).publish();
    expect(heads()).toHaveLength(2);
  });

  it('are not published with a new key once there are heads', async () => {
    await sealedEvents();
    await world.get(HeadPublisher).publish();
    fs.rmSync(file('key.pem'));
    await sealedEvents();
    await expect(world.get(HeadPublisher).publish()).rejects.toThrow('key.pem is missing');
    expect(heads()).toHaveLength(1);
    expect(fs.existsSync(file('key.pem'))).toBe(false);
  });

  it('are not published for a log that ends before the last head', async () => {
    await sealedEvents();
    await world.get(HeadPublisher).publish();
    await world.rows('ALTER TABLE event_seal DISABLE TRIGGER ALL');
    await world.rows('DELETE FROM event_seal WHERE position = (SELECT max(position) FROM event_seal)');
    await expect(world.get(HeadPublisher).publish()).rejects.toThrow(
      /the log ends at \d+, before the last head/,
    );
    expect(heads()).toHaveLength(1);
  });

  it('have a last one from before the worker stopped', async () => {
    const sealer = world.get(AuditSealer);
    sealer.onApplicationBootstrap();
    await sealedEvents();
    await sealer.onModuleDestroy();
    const [newest] = await world.rows<{ position: string }>(
      'SELECT max(position) AS position FROM event_seal',
    );
    expect(heads().map(({ position }) => position)).toEqual([newest?.position]);
  });
});
