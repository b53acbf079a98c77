import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { strFromU8 } from 'fflate';
import { auditView, latestHead } from '#brokerage/audit/audit.queries';
import { awardFileEntries } from '#brokerage/audit/award-file.queries';
import { VerifyAudit } from '#brokerage/audit/verify-audit';
import { AwardOffer } from '#brokerage/awards/award-offer';
import { CancelBroadcast } from '#brokerage/broadcasts/cancel-broadcast';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import type { AwardFile } from '#contracts/award-files';
import { AuditChain } from '#platform/audit/audit-chain';
import { HeadPublisher } from '#platform/audit/head-publisher';
import { faultsOfAwardFile } from '../../support/independent-audit/check-award-file.js';
import { headsIn } from '../../support/independent-audit/heads.js';
import { World } from '../../support/world.js';

describe('while a sealed broadcast is open', () => {
  let world: World;
  let folder: string;
  const file = (name: string): string => path.join(folder, name);

  beforeEach(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'homeward-sealed-heads-'));
    const settings = { AUDIT_HEADS_FILE: file('heads.jsonl'), AUDIT_KEY_FILE: file('key.pem') };
    world = await World.open({ settings });
  });
  afterEach(async () => {
    await world.close();
    fs.rmSync(folder, { recursive: true });
  });

  async function publish(): Promise<void> {
    world.clock.pass({ minutes: 1 });
    while ((await world.get(AuditChain).seal()) > 0);
    await world.get(HeadPublisher).publish();
    await world.get(VerifyAudit).executeAndKeep();
  }

  const asAuditor = (authorityId: string) =>
    Promise.all([latestHead(world.reader), auditView(world.reader, authorityId)]);

  it('auditors of every authority are told the head from before it, and answers change nothing', async () => {
    const { lot: elsewhere } = await world.anAward();
    const other = { id: elsewhere.authorityId };
    await publish();
    const [before] = await asAuditor(other.id);
    const { broadcast, asked, pkg, lot } = await world.aBroadcastOpen({ branches: 2 });
    await publish();
    const opened = await asAuditor(lot.authorityId);
    expect(opened[0]).toBe(before);
    await world.anOffer({ from: asked[0]!, pkg });
    await publish();
    for (const authorityId of [lot.authorityId, other.id]) {
      const [head, view] = await asAuditor(authorityId);
      expect(head).toBe(before);
      expect(view.head).toEqual(opened[1].head);
      expect(view.verdict).toBe('whole');
      expect(view.sentence).toBe(
        'The log is whole. The numbers are shown after the sealed broadcasts that are open have closed.',
      );
    }
    const newest = headsIn(file('heads.jsonl')).at(-1);
    expect(JSON.parse(before)).not.toEqual(newest);

    world.clock.set(broadcast.closesAt);
    await world.get(CloseBroadcast).execute(broadcast.id);
    const [head, view] = await asAuditor(lot.authorityId);
    expect(JSON.parse(head)).toMatchObject({ position: newest?.position });
    expect(view.sentence).toMatch(/^The log is whole: \d+ events/);
  });

  it('the head moves on when it is cancelled, so that a cancelled broadcast does not hold it for good', async () => {
    await world.anAward();
    await publish();
    const { broadcast, officer, lot } = await world.aBroadcastOpen({ branches: 1 });
    await publish();
    const [held] = await asAuditor(lot.authorityId);
    const cancel = { broadcastId: broadcast.id, reason: 'Not needed' };
    await world.get(CancelBroadcast).execute(officer.caller, cancel);
    expect((await asAuditor(lot.authorityId))[0]).not.toBe(held);
  });

  it('the award file of another ends before it, and is proven to its end after it has closed', async () => {
    const first = await world.aBroadcastOpen({ branches: 2 });
    const { lot, officer } = first;
    const offer = await world.anOffer({ from: first.asked[0]!, pkg: first.pkg });
    await publish();
    world.clock.pass({ minutes: 30 });
    const second = await world.aBroadcastOpen({ branches: 2 });
    await world.anOffer({ from: second.asked[0]!, pkg: second.pkg });
    world.clock.set(first.broadcast.closesAt);
    await world.get(CloseBroadcast).execute(first.broadcast.id);
    const award = { broadcastId: first.broadcast.id, offerId: offer.id };
    await world.get(AwardOffer).execute(officer.caller, award);
    await publish();
    const asked = async (): Promise<AwardFile> => {
      const given = { broadcastId: award.broadcastId, now: world.clock.now() };
      const [json] = await awardFileEntries(world.reader, lot.authorityId, given);
      if (!Buffer.isBuffer(json?.content)) throw new Error('the award file is no buffer');
      return JSON.parse(strFromU8(json.content)) as AwardFile;
    };
    const publicKey = fs.readFileSync(file('key.pem.pub'), 'utf8');
    const early = await asked();
    expect(early.isChainComplete).toBe(false);
    const names = early.segments.flatMap(({ links }) =>
      links.flatMap((link) => ('event' in link ? link.event.name : [])),
    );
    expect(names).toEqual(expect.arrayContaining(['broadcast.opened', 'offer.made']));
    expect(names).not.toContain('award.made');
    expect(early.records.length).toBeGreaterThan(3);
    expect(faultsOfAwardFile(JSON.stringify(early), publicKey)).toEqual(['the chain is not complete yet']);

    world.clock.set(second.broadcast.closesAt);
    await world.get(CloseBroadcast).execute(second.broadcast.id);
    const late = await asked();
    expect(late.isChainComplete).toBe(true);
    expect(faultsOfAwardFile(JSON.stringify(late), publicKey)).toEqual([]);
  });
});
