import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Download } from 'playwright-core';
import { VerifyAudit } from '#brokerage/audit/verify-audit';
import { AuditChain } from '#platform/audit/audit-chain';
import { HeadPublisher } from '#platform/audit/head-publisher';
import { faultsOfAwardFile } from '../support/independent-audit/check-award-file.js';
import { type Head, isSignedBy } from '../support/independent-audit/heads.js';
import { accessibilityErrors, Journey, PHONE, scrollsSideways } from './browser.js';

describe('auditing the log, in a real browser', () => {
  let journey: Journey;
  let folder: string;
  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'homeward-auditing-'));
    journey = await Journey.open({
      AUDIT_HEADS_FILE: path.join(folder, 'heads.jsonl'),
      AUDIT_KEY_FILE: path.join(folder, 'key.pem'),
    });
  });
  afterAll(async () => {
    await journey.close();
    fs.rmSync(folder, { recursive: true });
  });
  afterEach(() => expect(journey.browserErrors).toEqual([]));

  const publicKey = (): string => fs.readFileSync(path.join(folder, 'key.pem.pub'), 'utf8');

  async function bytesOf(download: Download): Promise<Buffer> {
    return fs.readFileSync(await download.path());
  }

  it('tells the auditor that nothing was verified, then that the log is whole, and hands out head and award file', async () => {
    const { world } = journey.api;
    const { lot, broadcast } = await world.anAward();
    const auditor = await world.aUser({ role: 'auditor', authorityId: lot.authorityId });
    const page = await journey.signedIn(auditor, { viewport: PHONE });
    await page.getByRole('link', { name: 'Log' }).first().isVisible();
    await page.goto('/log');
    await page.getByText('The log has not been verified yet.').waitFor();

    while ((await world.get(AuditChain).seal()) > 0);
    await world.get(HeadPublisher).publish();
    await world.get(VerifyAudit).executeAndKeep();
    await page.goto('/log');
    await page.getByText(/^The log is whole: /).waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);

    const [headFile] = await Promise.all([page.waitForEvent('download'), page.locator('#head').click()]);
    const head = JSON.parse((await bytesOf(headFile)).toString()) as Head;
    expect(isSignedBy(head, publicKey())).toBe(true);

    await page.goto(`/broadcasts/${broadcast.id}`);
    const [zip] = await Promise.all([page.waitForEvent('download'), page.locator('#award-file').click()]);
    const files = unzipSync(await bytesOf(zip));
    expect(faultsOfAwardFile(strFromU8(files['award-file.json']!), publicKey())).toEqual([]);
  });

  it('shows the page without script', async () => {
    const { world } = journey.api;
    const auditor = await world.aUser({ role: 'auditor' });
    const page = await journey.signedIn(auditor, { javaScriptEnabled: false });
    await page.goto('/log');
    await page.getByRole('heading', { name: 'Log', level: 1 }).waitFor();
    expect(await page.locator('#head').getAttribute('href')).toBe('/log/head');
  });
});
