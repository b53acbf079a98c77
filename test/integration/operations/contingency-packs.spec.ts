import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { ContingencyGauges } from '#brokerage/contingency/contingency-gauges';
import { contingencyOf } from '#brokerage/contingency/contingency.queries';
import { packFacts } from '#brokerage/contingency/pack-facts.queries';
import { packFiles } from '#brokerage/contingency/pack-files';
import { SetContingencyKey } from '#brokerage/contingency/set-contingency-key';
import { WriteContingencyPacks } from '#brokerage/contingency/write-contingency-packs';
import { ContestNotice } from '#brokerage/restrictions/contest-notice';
import { registry } from '#platform/metrics/registry';
import type { TestUser } from '../../support/builders/authorities.js';
import { World } from '../../support/world.js';

const ROOT = path.resolve(__dirname, '../../..');
const PACK = /^homeward-contingency-\d{4}-\d{2}-\d{2}\.zip\.age$/;

describe('contingency packs', () => {
  let folder: string;
  let world: World;
  let administrator: TestUser;
  let care: Awaited<ReturnType<World['aPlacement']>>;
  let own: string;
  let authorityId: string;
  let secret: string;
  let recipient: string;

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'homeward-contingency-'));
    world = await World.open({ settings: { CONTINGENCY_FOLDER: folder } });
    care = await world.aPlacement();
    ({ authorityId } = care.lot);
    administrator = await world.aUser({ role: 'administrator', authorityId });
    own = path.join(folder, authorityId);
    secret = await generateX25519Identity();
    recipient = await identityToRecipient(secret);
  });
  afterAll(async () => {
    await world.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const write = () => world.get(WriteContingencyPacks).execute();
  const setKey = (key: string | null) =>
    world.get(SetContingencyKey).execute(administrator.caller, { recipient: key });
  const packs = () => fs.readdirSync(own).filter((name) => PACK.test(name));
  const view = () => contingencyOf(world.reader, authorityId, world.clock.now());

  it('are not written without a key, and a key with a mistake is refused', async () => {
    expect(await write()).toEqual({ written: 0, failed: [] });
    const mistyped = recipient.slice(0, -1) + (recipient.endsWith('q') ? 'p' : 'q');
    for (const wrong of [mistyped, secret, 'age1', ''])
      await expect(setKey(wrong)).rejects.toMatchObject({ code: 'contingency_key_invalid' });
    expect(await world.eventsOf(authorityId)).not.toContain('authority.contingency_key_set');
  });

  it('are written once, however many workers try, and are readable with the council’s key only', async () => {
    expect(await setKey(recipient)).toMatchObject({ recipient, isOverdue: false, packs: [] });
    const tries = await Promise.all(Array.from({ length: 5 }, write));
    expect(tries.flatMap(({ failed }) => failed)).toEqual([]);
    expect(tries.reduce((sum, { written }) => sum + written, 0)).toBe(1);
    expect(await write()).toEqual({ written: 0, failed: [] });
    const events = await world.eventsOf(authorityId);
    expect(events.filter((name) => name === 'authority.contingency_pack_written')).toHaveLength(1);

    expect(fs.readdirSync(own)).toHaveLength(1); // no drafts are left
    const file = path.join(own, packs()[0]!);
    const { packs: told } = await view();
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({
      fileName: path.basename(file),
      people: 1,
      bytes: fs.statSync(file).size,
      sha256: createHash('sha256').update(fs.readFileSync(file)).digest('hex'),
    });
    const [person] = await world.rows<{ name: string; postcode: string }>(
      'SELECT family_name AS name, postcode FROM person WHERE id = $1',
      [care.placement.personId],
    );
    expect(fs.readFileSync(file).includes(person!.name)).toBe(false);

    const open = (key: string, to: string) => {
      fs.writeFileSync(path.join(folder, 'key'), `${key}\n`);
      const script = path.join(ROOT, 'scripts/contingency.mjs');
      const args = ['open', file, '--key', path.join(folder, 'key'), '--to', path.join(folder, to)];
      return execFileSync(process.execPath, [script, ...args], { stdio: 'pipe' });
    };
    const stranger = await generateX25519Identity();
    expect(() => open(stranger, 'no')).toThrow('cannot be opened with this key');
    open(secret, 'opened');
    const page = fs.readFileSync(path.join(folder, 'opened', 'work-from-this-page.html'), 'utf8');
    const table = fs.readFileSync(path.join(folder, 'opened', 'care.csv'), 'utf8');
    for (const text of [page, table]) {
      expect(text).toContain(person!.name);
      expect(text).toContain(person!.postcode);
    }
    expect(page).toContain('How to work from this page');
  });

  it('hold concerns, contests, updates that are owed, disputes and contracts', async () => {
    const { branch, user } = care.winner;
    const commissioner = await world.aUser({ role: 'commissioner', authorityId });
    const notice = await world.aRestriction({
      ...{ by: commissioner, branchId: branch.id, source: 'cqc' },
      conditions: [{ kind: 'reporting', everyDays: 14 }],
    });
    const contest = { branchId: branch.id, restrictionId: notice.id, reason: 'We sent it' };
    await world.get(ContestNotice).execute(user.caller, contest);
    await world.rows(
      `INSERT INTO concern (id, authority_id, branch_id, kind, package_id, owner_id, at)
       VALUES (gen_random_uuid(), $1, $2, 'hand_back', $3, $4, now())`,
      [authorityId, branch.id, care.pkg.id, commissioner.id],
    );
    const other = await world.aContractedBranch({ lot: care.lot });
    await world.aSubcontract({ lot: care.lot, branchId: branch.id, deliveringBranchId: other.branch.id });

    const facts = await packFacts(world.reader, authorityId, world.clock.now());
    const work = facts.work.map(({ what, branchName, owner }) => [what, branchName, owner !== null]);
    for (const what of ['look_into_hand_back', 'answer_contest', 'update_owed_by_branch'])
      expect(work).toContainEqual([what, branch.name, true]);
    const files = packFiles('Council', facts, world.clock.now());
    const [page, contracts] = ['work-from-this-page.html', 'contracts.csv'].map((name) =>
      Buffer.from(files.find((file) => file.name === name)?.content as Uint8Array).toString(),
    );
    for (const said of [
      'answer contest',
      'update owed by branch',
      'look into hand back',
      `${other.branch.name} may deliver for`,
    ])
      expect(page).toContain(said);
    expect(contracts).toContain(`${care.lot.name},${branch.name},,1,1,`);
    expect(contracts).toContain(`${care.lot.name},${branch.name},${other.branch.name},`);
  });

  it('hold nothing of another authority', async () => {
    const other = await world.aPlacement();
    const [stranger] = await world.rows<{ reference: string }>(
      'SELECT reference FROM package WHERE id = $1',
      [other.placement.packageId],
    );
    const table = fs.readFileSync(path.join(folder, 'opened', 'care.csv'), 'utf8');
    expect(table.trim().split('\n')).toHaveLength(2);
    expect(fs.readdirSync(folder).filter((name) => name === other.lot.authorityId)).toEqual([]);
    expect(stranger!.reference).not.toBe('');
  });

  it('come every night, seven stay, and a new key gets its own at once', async () => {
    for (let night = 0; night < 9; night++) {
      world.clock.pass({ days: 1 });
      await write();
    }
    expect(packs()).toHaveLength(7);
    const next = await identityToRecipient(await generateX25519Identity());
    await setKey(next);
    expect(await write()).toMatchObject({ written: 1 });
    expect((await view()).packs).toHaveLength(10);
  });

  it('are overdue after 26 hours, on the page and as a metric, and one that fails is tried again', async () => {
    world.clock.pass({ hours: 26 });
    expect((await view()).isOverdue).toBe(false);
    world.clock.pass({ seconds: 1 });
    expect((await view()).isOverdue).toBe(true);
    await world.get(ContingencyGauges).collect();
    const metric = await registry.getSingleMetricAsString('homeward_contingency_pack_age_seconds');
    expect(metric).toMatch(/homeward_contingency_pack_age_seconds 93601$/);

    fs.renameSync(own, `${own}-away`);
    fs.writeFileSync(own, ''); // a file in place of the folder
    expect((await write()).failed).toHaveLength(1);
    expect((await view()).isOverdue).toBe(true);
    fs.rmSync(own);
    fs.renameSync(`${own}-away`, own);
    expect(await write()).toMatchObject({ written: 1, failed: [] });
    expect((await view()).isOverdue).toBe(false);

    await setKey(null);
    world.clock.pass({ days: 3 });
    expect(await write()).toEqual({ written: 0, failed: [] });
    expect((await view()).isOverdue).toBe(false);
  });
});
