import { ExpireDocuments } from '#brokerage/documents/expire-documents';
import { DOCUMENT_QUOTA_BYTES } from '#domain/documents/document-quota';
import { MOST_WORDINGS } from '#domain/wordings';
import type { OwnOfferView } from '#contracts/offers';
import { ApiWorld } from '../../support/api-world.js';
import type { TestUser } from '../../support/builders/authorities.js';
import { termsFor } from '../../support/builders/broadcasts.js';

const HOUR = { hours: 1 };

describe('what one organisation may use', () => {
  let api: ApiWorld;
  afterEach(() => api.close());

  const upload = (by: TestUser, text: string) =>
    fetch(`${api.url}/v1/documents?name=note.txt`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${by.token}`,
        'content-type': 'text/plain',
        'idempotency-key': api.world.aKey(),
      },
      body: text,
    });
  const stored = async (): Promise<number> => (await api.world.rows('SELECT 1 FROM document')).length;

  it('is so many changes a minute of all its users, over REST and the socket, while others go on', async () => {
    api = await ApiWorld.open({ WRITES_A_MINUTE_OF_PROVIDER: '5' });
    const { world } = api;
    const open = await world.aBroadcastOpen({ branches: 2 });
    const [busy, other] = open.asked;
    const { id: providerId } = busy!.provider;
    const colleague = await world.aUser({ role: 'provider', providerId });
    const seen = (by: TestUser) => api.as(by).post(`/v1/invitations/${busy!.invitationId}/seen`);
    for (const by of [busy!.user, colleague, busy!.user, colleague, busy!.user]) await seen(by).expect(200);
    const { body, headers } = await seen(colleague).expect(429);
    expect(body).toMatchObject({ code: 'too_many_requests' });
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    const { socket } = await api.live(busy!.user);
    const answer = await socket.emitWithAck('invitation.seen', { invitationId: busy!.invitationId });
    expect(answer).toMatchObject({ ok: false, problem: { code: 'too_many_requests' } });
    await api.as(busy!.user).get('/v1/invitations').expect(200);
    await api.as(other!.user).post(`/v1/invitations/${other!.invitationId}/seen`).expect(200);
  });

  it('is so many wordings of an offer, the last of which can be withdrawn', async () => {
    api = await ApiWorld.open();
    const { world } = api;
    const open = await world.aBroadcastOpen({ branches: 1 });
    const { user, branch, invitationId } = open.asked[0]!;
    const terms = termsFor(world, open.pkg, branch.id);
    const make = () => api.as(user).post(`/v1/invitations/${invitationId}/offers`, terms);
    const { body } = await make().expect(201);
    const { id } = body as OwnOfferView;
    await world.rows('UPDATE offer SET version = $2 WHERE id = $1', [id, MOST_WORDINGS.offer - 1]);
    const revise = { ...terms, version: MOST_WORDINGS.offer - 1 };
    await api.as(user).put(`/v1/offers/${id}`, revise).expect(422);
    await api.as(user).post(`/v1/offers/${id}/withdraw`).expect(200);
    const refused = await make().expect(422);
    expect(refused.body).toMatchObject({ code: 'too_many_wordings', facts: { most: MOST_WORDINGS.offer } });
  });

  it('is so many bytes of documents, also when ten arrive at once', async () => {
    api = await ApiWorld.open();
    const provider = await api.world.aUser({ role: 'provider' });
    await api.world.rows('ALTER TABLE document DISABLE TRIGGER USER');
    expect((await upload(provider, 'first')).status).toBe(201);
    // One row stands for all that the provider has stored. Its bytes are not stored, only counted.
    await api.world.rows(
      'ALTER TABLE document DROP CONSTRAINT ck_document_size, DROP CONSTRAINT ck_document_largest',
    );
    await api.world.rows('UPDATE document SET byte_size = $1', [DOCUMENT_QUOTA_BYTES.provider - 30]);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => upload(provider, `ten bytes${index}`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array<number>(3).fill(201),
      ...Array<number>(7).fill(422),
    ]);
    const refused = (await answers.find(({ status }) => status === 422)?.json()) as { code: string };
    expect(refused.code).toBe('document_quota_reached');
    expect((await upload(await api.world.aUser({ role: 'provider' }), 'another provider')).status).toBe(201);
  });

  it('keeps a document that is cited for good, and another for 7 days, after which it cannot be cited', async () => {
    api = await ApiWorld.open();
    const { world } = api;
    const lot = await world.aLot();
    const { branch } = await world.aContractedBranch({ lot });
    const commissioner = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const idOf = async (answer: Response): Promise<string> => ((await answer.json()) as { id: string }).id;
    const [cited, uncited] = [
      await idOf(await upload(commissioner, 'cited')),
      await idOf(await upload(commissioner, 'not')),
    ];
    const notice = { by: commissioner, branchId: branch.id };
    await world.aRestriction({ ...notice, documentId: cited });

    world.clock.pass({ days: 7 });
    expect(await world.get(ExpireDocuments).execute()).toBe(0);
    world.clock.pass({ seconds: 1 });
    await expect(world.aRestriction({ ...notice, documentId: uncited })).rejects.toMatchObject({
      code: 'document_not_found',
    });
    await world.aRestriction({ ...notice, documentId: cited });
    expect(await world.get(ExpireDocuments).execute()).toBe(0);
    world.clock.pass(HOUR);
    expect(await world.get(ExpireDocuments).execute()).toBe(1);
    expect(await world.get(ExpireDocuments).execute()).toBe(0);
    expect(await stored()).toBe(1);
    expect(await world.eventsOf(uncited)).toEqual(['document.uploaded', 'document.expired']);
    await expect(world.rows('DELETE FROM document')).rejects.toThrow(/frozen/);
  });
});
