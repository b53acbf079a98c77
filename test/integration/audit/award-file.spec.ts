import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { strFromU8, unzipSync } from 'fflate';
import { awardFileEntries } from '#brokerage/audit/award-file.queries';
import { CancelBroadcast } from '#brokerage/broadcasts/cancel-broadcast';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { WithdrawOffer } from '#brokerage/offers/withdraw-offer';
import type { AwardFile } from '#contracts/award-files';
import { AuditChain } from '#platform/audit/audit-chain';
import { HeadPublisher } from '#platform/audit/head-publisher';
import { zipped } from '#platform/files/zip';
import { anAuditedStory, type AuditedStory } from '../../support/builders/audited-story.js';
import { faultsOfAwardFile } from '../../support/independent-audit/check-award-file.js';
import { World } from '../../support/world.js';

describe('the award file', () => {
  let world: World;
  let folder: string;
  let story: AuditedStory;
  const publicKey = (): string => fs.readFileSync(path.join(folder, 'key.pem.pub'), 'utf8');

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'homeward-award-'));
    const at = (name: string): string => path.join(folder, name);
    world = await World.open({
      settings: { AUDIT_HEADS_FILE: at('heads.jsonl'), AUDIT_KEY_FILE: at('key.pem') },
    });
    story = await anAuditedStory(world);
    await closeAll();
    await publish();
  });
  afterAll(async () => {
    await world.close();
    fs.rmSync(folder, { recursive: true });
  });

  /** The chain of an award file ends before a sealed broadcast that is open. */
  async function closeAll(): Promise<void> {
    const open = await world.rows<{ id: string; closesAt: Date }>(
      `SELECT id, closes_at AS "closesAt" FROM broadcast WHERE status = 'open' ORDER BY closes_at`,
    );
    for (const { id, closesAt } of open) {
      if (closesAt > world.clock.now()) world.clock.set(closesAt.toISOString());
      await world.get(CloseBroadcast).execute(id);
    }
  }

  async function publish(): Promise<void> {
    while ((await world.get(AuditChain).seal()) > 0);
    await world.get(HeadPublisher).publish();
  }

  /** Downloads the file and unpacks it. */
  async function unpacked(broadcastId: string, authorityId: string): Promise<{ json: string; html: string }> {
    const entries = await awardFileEntries(world.reader, authorityId, {
      broadcastId,
      now: world.clock.now(),
    });
    const chunks: Uint8Array[] = [];
    for await (const chunk of zipped(Readable.from(entries))) chunks.push(chunk);
    const files = unzipSync(Buffer.concat(chunks));
    expect(Object.keys(files)).toEqual(['award-file.json', 'award-file.html', 'messages.csv']);
    return { json: strFromU8(files['award-file.json']!), html: strFromU8(files['award-file.html']!) };
  }

  it('is proven by code that knows nothing of Homeward', async () => {
    const { json, html } = await unpacked(story.broadcastId, story.authorityId);
    expect(faultsOfAwardFile(json, publicKey())).toEqual([]);
    const { records, segments } = JSON.parse(json) as AwardFile;
    const kinds = new Set(records.map(({ record }) => record));
    expect([...kinds].sort()).toEqual([
      'award',
      'broadcast',
      'decline',
      'extension',
      'offer',
      'placement',
      'ranking',
    ]);
    const names = segments.flatMap(({ links }) =>
      links.flatMap((link) => ('event' in link ? String(link.event.name) : [])),
    );
    expect(names).toEqual(
      expect.arrayContaining([
        'broadcast.opened',
        'invitation.opened',
        'invitation.seen',
        'offer.lost',
        'award.made',
        'placement.started',
      ]),
    );
    for (const said of ['The person knows this branch', 'We know the street well'])
      expect(html).toContain(said);
  });

  it('has no details of the person, and no note on the package', async () => {
    const { json, html } = await unpacked(story.broadcastId, story.authorityId);
    const [person] = await world.rows<Record<string, unknown>>(
      `SELECT p.* FROM person p JOIN award a ON a.person_id = p.id WHERE a.id = $1`,
      [story.awardId],
    );
    const details = Object.entries(person ?? {}).flatMap(([column, value]) =>
      /name|address|postcode|nhs|phone|birth/.test(column) && typeof value === 'string' ? [value] : [],
    );
    expect(details.length).toBeGreaterThan(2);
    for (const detail of [...details, 'Key safe at the door']) {
      expect(json).not.toContain(detail);
      expect(html).not.toContain(detail);
    }
  });

  it('withholds earlier versions of an offer, and offers that were withdrawn', async () => {
    const { broadcast, asked, pkg, lot } = await world.aBroadcastOpen();
    const [first, second] = asked;
    const gone = await world.anOffer({ from: first!, pkg, note: 'Secret one' });
    await world.get(WithdrawOffer).execute(first!.user.caller, { offerId: gone.id });
    await world.anOffer({ from: second!, pkg, note: 'Open one' });
    world.clock.set(broadcast.closesAt);
    await world.get(CloseBroadcast).execute(broadcast.id);
    await publish();
    const { json } = await unpacked(broadcast.id, lot.authorityId);
    expect(faultsOfAwardFile(json, publicKey())).toEqual([]);
    expect(json).toContain('Open one');
    expect(json).not.toContain('Secret one');
  });

  it('is refused by the independent check once any byte of what it proves is changed', async () => {
    const { json } = await unpacked(story.broadcastId, story.authorityId);
    const changes: readonly (readonly [string, string])[] = [
      ['The person knows this branch', 'The person knows that branch'],
      ['"hourlyRatePence": 2440', '"hourlyRatePence": 2441'],
      ['"rank": 2', '"rank": 1'],
      ['"eligible": true', '"eligible": false'],
      ['"name": "invitation.seen"', '"name": "invitation.sent"'],
      ['"count": "', '"count": "1'],
    ];
    for (const [from, to] of changes) {
      expect(json).toContain(from);
      expect(faultsOfAwardFile(json.replace(from, to), publicKey())).not.toEqual([]);
    }
  });

  it('is refused by the independent check if a record was left out', async () => {
    const { json } = await unpacked(story.broadcastId, story.authorityId);
    const file = JSON.parse(json) as AwardFile;
    const shorter = { ...file, records: file.records.filter(({ record }) => record !== 'decline') };
    expect(faultsOfAwardFile(JSON.stringify(shorter), publicKey())).toContain(
      `the file lacks decline ${story.declinedInvitationId} decline`,
    );
  });

  it('says that no head covers it yet, and is proven after the next head', async () => {
    const { award, lot } = await world.anAward();
    while ((await world.get(AuditChain).seal()) > 0);
    const early = await unpacked(award.broadcastId, lot.authorityId);
    expect(faultsOfAwardFile(early.json, publicKey())).toEqual(['a segment has no head yet']);
    await publish();
    const { json } = await unpacked(award.broadcastId, lot.authorityId);
    expect(faultsOfAwardFile(json, publicKey())).toEqual([]);
  });

  it('is there only after the close, for the own authority, and never for a cancelled broadcast', async () => {
    const { broadcast, lot, officer } = await world.aBroadcastOpen();
    const now = world.clock.now();
    const asked = (authorityId: string) =>
      awardFileEntries(world.reader, authorityId, { broadcastId: broadcast.id, now });
    await expect(asked(lot.authorityId)).rejects.toMatchObject({ code: 'broadcast_still_open' });
    await expect(asked((await world.anAuthority()).id)).rejects.toMatchObject({
      code: 'broadcast_not_found',
    });
    await world
      .get(CancelBroadcast)
      .execute(officer.caller, { broadcastId: broadcast.id, reason: 'Not needed' });
    await expect(asked(lot.authorityId)).rejects.toMatchObject({ code: 'award_file_not_available' });
  });

  it('waits until its last event is sealed', async () => {
    const { award, lot } = await world.anAward();
    const asked = awardFileEntries(world.reader, lot.authorityId, {
      broadcastId: award.broadcastId,
      now: world.clock.now(),
    });
    await expect(asked).rejects.toMatchObject({
      code: 'award_file_not_available',
      facts: { reason: 'not_sealed_yet' },
    });
  });
});
