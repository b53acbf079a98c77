import { createHash } from 'node:crypto';
import { documentContent, documentIn } from '#brokerage/documents/documents.queries';
import { UploadDocument } from '#brokerage/documents/upload-document';
import { RecordPermission } from '#brokerage/restrictions/record-permission';
import { RecordRestriction } from '#brokerage/enforcement/record-restriction';
import type { TestUser } from '../../support/builders/authorities.js';
import { World } from '../../support/world.js';
import { aBranchOwingUpdates, submitting } from '../reports/branch-owing-updates.js';

describe('a document', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const upload = (by: TestUser, text = 'The letter', requestKey = world.aKey()) =>
    world
      .get(UploadDocument)
      .execute(
        { ...by.caller, requestKey },
        { name: `O'Brien <b> 李.txt`, mediaType: 'text/plain', content: Buffer.from(text) },
      );

  it('is kept as it came, with its checksum, and nobody changes it', async () => {
    const officer = await world.aUser({ role: 'officer' });
    const { id, ...kept } = await upload(officer);
    const sha256 = createHash('sha256').update('The letter').digest('hex');
    expect(kept).toEqual({
      name: `O'Brien <b> 李.txt`,
      mediaType: 'text/plain',
      byteSize: 10,
      sha256,
      uploadedAt: world.clock.now().toISOString(),
      uploadedBy: officer.id,
    });
    const authorityId = officer.actor.kind === 'staff' ? officer.actor.authorityId : '';
    const { content } = await documentContent(world.reader, { authorityId }, id);
    expect(content.toString()).toBe('The letter');
    for (const sql of [`UPDATE document SET name = 'x' WHERE id = $1`, 'DELETE FROM document WHERE id = $1'])
      await expect(world.rows(sql, [id])).rejects.toThrow();
    const [event] = await world.rows<{ payload: object }>('SELECT payload FROM event WHERE subject_id = $1', [
      id,
    ]);
    expect(event?.payload).toEqual({
      documentId: id,
      mediaType: 'text/plain',
      byteSize: 10,
      digests: ['document', 'words'].map((part) => ({
        record: 'document',
        key: id,
        part,
        digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      })),
    });
  });

  it('is kept once for a key, which knows other bytes apart and remembers none', async () => {
    const officer = await world.aUser({ role: 'officer' });
    const key = world.aKey();
    const answers = await Promise.all([1, 2, 3].map(() => upload(officer, 'Same bytes', key)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    await expect(upload(officer, 'Other bytes', key)).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
    expect(await world.rows('SELECT 1 FROM document WHERE uploaded_by = $1', [officer.id])).toHaveLength(1);
    const [kept] = await world.rows('SELECT * FROM request_key WHERE key = $1', [key]);
    expect(JSON.stringify(kept)).not.toContain('Same bytes');
  });

  it('is its authority’s or its provider’s, and the authority’s too once it is attached to what is owed to it', async () => {
    const { user, commissioner, authorityId, provider, open } = await aBranchOwingUpdates(world);
    const ofProvider = await upload(user);
    const ofAuthority = await upload(commissioner);
    const read = (scope: Parameters<typeof documentIn>[1], id: string) => documentIn(world.reader, scope, id);
    const notFound = { code: 'document_not_found' };
    const other = { authorityId: (await world.anAuthority()).id };

    await expect(read({ authorityId }, ofProvider.id)).rejects.toMatchObject(notFound);
    await expect(read({ providerId: provider.id }, ofAuthority.id)).rejects.toMatchObject(notFound);
    await expect(read(other, ofAuthority.id)).rejects.toMatchObject(notFound);
    await submitting(world, user)((await open()).id, { documentId: ofProvider.id });
    await expect(read({ authorityId }, ofProvider.id)).resolves.toMatchObject({ id: ofProvider.id });
    await expect(read(other, ofProvider.id)).rejects.toMatchObject(notFound);
    await expect(
      submitting(world, user)((await open()).id, { documentId: ofAuthority.id }),
    ).rejects.toMatchObject(notFound);
  });

  it('is cited by a notice and by a permission of its own authority', async () => {
    const { branch, lot, commissioner } = await aBranchOwingUpdates(world);
    const person = await world.aPerson({ authorityId: lot.authorityId });
    const own = await upload(commissioner);
    const foreign = await upload(await world.aUser({ role: 'commissioner' }));
    const restrict = (documentId: string) =>
      world.get(RecordRestriction).execute(commissioner.caller, {
        branchId: branch.id,
        source: 'authority',
        reference: 'R-1',
        evidence: 'E',
        documentId,
        reason: 'W',
        from: world.clock.now().toISOString(),
        lotIds: [],
        conditions: [{ kind: 'no_new_people' }],
      });
    await expect(restrict(foreign.id)).rejects.toMatchObject({ code: 'document_not_found' });
    const { documentId, conditions, recordedBy, ownerId } = await restrict(own.id);
    expect([documentId, recordedBy, ownerId]).toEqual([own.id, commissioner.id, commissioner.id]);
    const permit = (cited: string) =>
      world.get(RecordPermission).execute(commissioner.caller, {
        conditionId: conditions[0]!.id,
        personId: person.id,
        until: world.clock.in({ days: 7 }).toISOString(),
        reference: 'P-1',
        evidence: 'E',
        documentId: cited,
      });
    await expect(permit(foreign.id)).rejects.toMatchObject({ code: 'document_not_found' });
    expect(await permit(own.id)).toMatchObject({ documentId: own.id, recordedBy: commissioner.id });
  });
});
