import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { UploadDocument } from '#brokerage/documents/upload-document';
import { evidencePack } from '#brokerage/audit/evidence-pack.queries';
import { AmendRestriction } from '#brokerage/enforcement/amend-restriction';
import { zipped } from '#platform/files/zip';
import type { TestUser } from '../../support/builders/authorities.js';
import { anAuditedStory } from '../../support/builders/audited-story.js';
import { aSuspendedBranch, started } from '../../support/builders/reallocations.js';
import { World } from '../../support/world.js';
import { checking, aBranchOwingUpdates, submitting } from './branch-owing-updates.js';

describe('the evidence pack', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const about = (restrictionId: string) => ({ restrictionId, now: world.clock.now() });

  async function pack(authorityId: string, restrictionId: string) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of zipped(await evidencePack(world.reader, authorityId, about(restrictionId))))
      chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    const files = Object.entries(unzipSync(new Uint8Array(bytes)));
    return { bytes, files: new Map(files.map(([name, content]) => [name, Buffer.from(content)])) };
  }

  const upload = (by: TestUser, name: string, text: string) =>
    world
      .get(UploadDocument)
      .execute(by.caller, { name, mediaType: 'text/plain', content: Buffer.from(text) });

  it('holds the notice, its wordings, every update and every document, each number from a row', async () => {
    const { user, commissioner, authorityId, notice, open, reports } = await aBranchOwingUpdates(world);
    const letter = await upload(commissioner, 'Letter 李.txt', 'The notice');
    await world.get(AmendRestriction).execute(commissioner.caller, {
      restrictionId: notice.id,
      version: 1,
      reason: 'The letter came',
      documentId: letter.id,
    });
    world.clock.set('2026-03-12T10:00:00Z');
    const plan = await upload(user, 'plan.txt', 'The plan');
    await submitting(world, user)((await open()).id, {
      account: '=HYPERLINK("http://x","O\'Brien, <b>")',
      documentId: plan.id,
    });
    const second = await open();
    world.clock.set(second.dueAt);
    await checking(world)(second.id);

    const { bytes, files } = await pack(authorityId, notice.id);

    expect([...files.keys()].sort()).toEqual(
      [
        'manifest.json',
        'updates.csv',
        `documents/${letter.id} Letter 李.txt`,
        `documents/${plan.id} plan.txt`,
      ].sort(),
    );
    const manifest = JSON.parse(files.get('manifest.json')!.toString()) as {
      reports: unknown;
      files: { path: string; sha256: string; byteSize: number }[];
    };
    expect(manifest).toMatchObject({
      restriction: { id: notice.id, reference: 'NOP-1', version: 2 },
      versions: [{ version: 1 }, { version: 2, reason: 'The letter came', documentId: letter.id }],
      counts: { due: 1, received: 1, overdue: 1, not_owed: 0, late: 0 },
      permissions: [],
      ledger: null,
      concerns: [{ kind: 'missed_report', reportId: second.id }],
      transfers: [],
    });
    expect(manifest.reports).toEqual(JSON.parse(JSON.stringify(await reports())));
    for (const { path, sha256, byteSize } of manifest.files) {
      const content = files.get(path)!;
      expect([content.length, createHash('sha256').update(content).digest('hex')]).toEqual([
        byteSize,
        sha256,
      ]);
    }
    expect(manifest.files.map(({ path }) => path)).toHaveLength(3);

    const [heading, first, missed, due] = files.get('updates.csv')!.toString().split('\r\n');
    // Excel recognises UTF-8 by the mark, and reads London's date and time in this form.
    expect(heading).toBe(
      '\ufeffnumber,due_on,due_at,status,overdue_at,received_at,late,received_by,account,document,document_sha256',
    );
    expect(first).toBe(
      `1,2026-03-16,2026-03-17 00:00:00,received,,2026-03-12 10:00:00,false,${user.id},` +
        `"'=HYPERLINK(""http://x"",""O'Brien, <b>"")",documents/${plan.id} plan.txt,${plan.sha256}`,
    );
    expect(missed).toBe(`2,2026-03-30,2026-03-31 00:00:00,overdue,2026-03-31 00:00:00,,false,,,,`);
    expect(due).toMatch(/^3,2026-04-13,.*,due,,,false,,,,$/);
    expect((await pack(authorityId, notice.id)).bytes.equals(bytes)).toBe(true);
  });

  it('of a notice from CQC holds for another authority neither updates nor documents that are not its own', async () => {
    const { user, commissioner, notice, open } = await aBranchOwingUpdates(world);
    const letter = await upload(commissioner, 'letter.txt', 'x');
    await world.get(AmendRestriction).execute(commissioner.caller, {
      restrictionId: notice.id,
      version: 1,
      reason: 'W',
      documentId: letter.id,
    });
    await submitting(world, user)((await open()).id);
    const other = await world.anAuthority();
    const { files } = await pack(other.id, notice.id);
    expect([...files.keys()]).toEqual(['manifest.json', 'updates.csv']);
    expect(JSON.parse(files.get('manifest.json')!.toString())).toMatchObject({
      reports: [],
      counts: { received: 0 },
    });
  });

  it('holds the agreements under a growth limit, their documents, and the ledger', async () => {
    const { authorityId, restrictionId, permissionId } = await anAuditedStory(world);
    const { files } = await pack(authorityId, restrictionId);
    const manifest = JSON.parse(files.get('manifest.json')!.toString()) as Record<string, unknown>;
    expect(manifest).toMatchObject({
      permissions: [{ id: permissionId, reference: 'P-1', minutes: 60 }],
      ledger: [],
    });
  });

  it('holds the transfer of each person whom the notice moved, and no concern from before it', async () => {
    const suspended = await aSuspendedBranch(world, { people: [undefined, undefined] });
    const { id: reallocationId } = await started(world, suspended);
    const { authorityId } = suspended.lot;
    const { files } = await pack(authorityId, suspended.restrictionId);
    const manifest = JSON.parse(files.get('manifest.json')!.toString()) as Record<string, unknown>;
    const { placements } = suspended;
    expect(manifest).toMatchObject({
      ledger: null,
      concerns: [],
      transfers: [
        {
          reallocation: { id: reallocationId },
          cases: placements.map(() => ({ reallocationId })),
          untouched: [],
        },
      ],
    });
    const [{ cases } = { cases: [] }] = manifest.transfers as { cases: { placementId: string }[] }[];
    expect(cases.map(({ placementId }) => placementId).sort()).toEqual(placements.map(({ id }) => id).sort());
  });

  it('of another authority’s notice is not there', async () => {
    const { notice } = await aBranchOwingUpdates(world, { source: 'authority' });
    const other = await world.anAuthority();
    await expect(evidencePack(world.reader, other.id, about(notice.id))).rejects.toMatchObject({
      code: 'restriction_not_found',
    });
  });
});
