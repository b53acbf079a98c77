import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { VerifyAudit } from '#brokerage/audit/verify-audit';
import type { AuditView } from '#contracts/audit';
import { AuditChain } from '#platform/audit/audit-chain';
import { HeadPublisher } from '#platform/audit/head-publisher';
import { ApiWorld } from '../../support/api-world.js';
import { environmentWith } from '../../support/environment.js';

const ROOT = path.resolve(__dirname, '../../..');

describe('the proof of the log', () => {
  let api: ApiWorld;
  let folder: string;
  const file = (name: string): string => path.join(folder, name);
  const seal = async (): Promise<void> => {
    while ((await api.world.get(AuditChain).seal()) > 0);
  };

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'homeward-proof-'));
    api = await ApiWorld.open({ AUDIT_HEADS_FILE: file('heads.jsonl'), AUDIT_KEY_FILE: file('key.pem') });
  });
  afterAll(async () => {
    await api.close();
    fs.rmSync(folder, { recursive: true });
  });

  /** Runs `npm run audit:verify` as an operator would. */
  function verify(...options: readonly string[]): { code: number | null; said: string } {
    const { DATABASE_URL, CROSS_TENANT_DATABASE_URL = '' } = api.world.config;
    const given = {
      DATABASE_URL,
      CROSS_TENANT_DATABASE_URL,
      AUDIT_HEADS_FILE: file('heads.jsonl'),
      AUDIT_KEY_FILE: file('key.pem'),
    };
    const run = spawnSync('node', ['scripts/audit-verify.mjs', ...options], {
      cwd: ROOT,
      env: environmentWith(given),
      encoding: 'utf8',
    });
    return { code: run.status, said: run.stdout.trim().split('\n').at(-1) + run.stderr };
  }

  it('is told to auditors: nothing yet, then the sentence and the head', async () => {
    const { lot } = await api.world.anAward();
    const auditor = await api.world.aUser({ role: 'auditor', authorityId: lot.authorityId });
    const asked = async (): Promise<AuditView> =>
      (await api.as(auditor).get('/v1/audit').expect(200)).body as AuditView;
    expect(await asked()).toEqual({ checkedAt: null, verdict: null, sentence: null, head: null });
    await api.as(auditor).get('/v1/audit/head').expect(404);

    await seal();
    await api.world.get(HeadPublisher).publish();
    await api.world.get(VerifyAudit).executeAndKeep();
    const told = await asked();
    expect(told).toMatchObject({
      verdict: 'whole',
      sentence: expect.stringMatching(/^The log is whole: /) as string,
    });
    const headers = { authorization: `Bearer ${auditor.token}` };
    const answer = await fetch(`${api.url}/v1/audit/head`, { headers });
    expect(answer.headers.get('content-disposition')).toContain('homeward-head.jsonl');
    expect(await answer.text()).toBe(fs.readFileSync(file('heads.jsonl'), 'utf8'));
  });

  it('does not name the row of another authority', async () => {
    const { award, lot } = await api.world.anAward();
    await seal();
    await api.world.rows(`UPDATE award SET reason = 'Another' WHERE id = $1`, [award.id]);
    await api.world.get(VerifyAudit).executeAndKeep();
    const sentenceFor = async (authorityId: string): Promise<string> => {
      const auditor = await api.world.aUser({ role: 'auditor', authorityId });
      const { body } = await api.as(auditor).get('/v1/audit').expect(200);
      return (body as AuditView).sentence ?? '';
    };
    expect(await sentenceFor(lot.authorityId)).toContain(award.id);
    const other = await sentenceFor((await api.world.anAuthority()).id);
    expect(other).toMatch(/^The log is not whole: a row was altered after the event at position \d+\.$/);
    await api.world.rows('UPDATE award SET reason = NULL WHERE id = $1', [award.id]);
  });

  it('is told to an operator in a sentence, with an exit code', async () => {
    await seal();
    await api.world.get(HeadPublisher).publish();
    expect(verify()).toMatchObject({ code: 0, said: expect.stringMatching(/^The log is whole: /) as string });
    expect(verify('--keys', file('key.pem.pub'))).toMatchObject({ code: 0 });
    const alone = verify('--heads', file('no-heads.jsonl'));
    expect(alone).toMatchObject({ code: 2, said: expect.stringMatching(/^Not proven: /) as string });
    const [{ id } = { id: '' }] = await api.world.rows<{ id: string }>('SELECT id FROM award LIMIT 1');
    await api.world.rows('UPDATE award SET hourly_rate_pence = hourly_rate_pence + 1 WHERE id = $1', [id]);
    const broken = verify('--json');
    await api.world.rows('UPDATE award SET hourly_rate_pence = hourly_rate_pence - 1 WHERE id = $1', [id]);
    expect(broken.code).toBe(1);
    expect(JSON.parse(broken.said)).toMatchObject({
      verdict: 'broken',
      fault: { fault: 'row_altered', row: { record: 'award', key: id, part: 'award' } },
    });
    expect(verify('--nonsense').code).toBe(3);
  }, 120_000);
});
