import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import type { OwnUserView } from '#contracts/identity';
import type { LinkTarget, MessageRulesView, MessageView, Outbox, OwnMessageView } from '#contracts/messages';
import type { Page } from '#contracts/list-page';
import { Database } from '#platform/database/database';
import { ApiWorld, until } from '../../support/api-world.js';
import type { TestUser } from '../../support/builders/authorities.js';
import type { OpenBroadcast } from '../../support/builders/broadcasts.js';

describe('messages over the API', () => {
  let api: ApiWorld;
  let open: OpenBroadcast;
  let commissioner: TestUser;
  beforeAll(async () => {
    api = await ApiWorld.open();
    open = await api.world.aBroadcastOpen({ branches: 2, pkg: { urgency: 'hospital' } });
    const { authorityId } = open.lot;
    commissioner = await api.world.aUser({ role: 'commissioner', authorityId });
    await handled();
  });
  afterAll(() => api.close());

  const handled = () =>
    until('every message is handled', async () => {
      const rows = await api.world.rows(
        `SELECT 1 FROM event e WHERE e.position > (SELECT position FROM log_reader WHERE name = 'messenger')
         UNION ALL SELECT 1 FROM message WHERE status IN ('waiting', 'sending') AND next_at <= $1`,
        [api.world.clock.now()],
      );
      return rows.length === 0;
    });
  const outbox = async (user: TestUser, query = ''): Promise<Outbox> =>
    (await api.as(user).get(`/v1/messages${query}`).expect(200)).body as Outbox;
  const target = async (user: TestUser, type: string, id: string) =>
    ((await api.as(user).get(`/v1/message-links/${type}/${id}`).expect(200)).body as LinkTarget).target;

  it('show the officers what would have been sent to the branches, in full', async () => {
    const { items, sendsMail } = await outbox(commissioner);
    expect(sendsMail).toBe(false);
    expect(items).toMatchObject(
      [1, 2].map(() => ({
        kind: 'invitation',
        status: 'not_sent',
        recipientName: null,
        branchName: expect.stringMatching(/^Branch/) as string,
        packageReference: open.pkg.reference,
        text: { subject: `Invitation: package ${open.pkg.reference}` },
      })),
    );
    expect(items[0]?.text.link).toMatch(/^http:\/\/localhost:3000\/to\/invitation\//);
  });

  it('keep the seal: reminders are shown only after the round has closed', async () => {
    const { broadcast, pkg, asked } = open;
    await api.world.anOffer({ from: asked[0]!, pkg });
    api.world.clock.pass({ minutes: 61 });
    await handled();
    const shownTo = async (user: TestUser) =>
      (await outbox(user)).items.map(({ kind, status }) => `${kind} ${status}`);
    const story = async () =>
      (
        (await api.as(commissioner).get(`/v1/packages/${pkg.id}/messages`).expect(200))
          .body as Page<MessageView>
      ).items.map(({ kind, status }) => `${kind} ${status}`);
    const hidden = ['deadline_near', 'over', 'waiting'];
    for (const shown of [await shownTo(commissioner), await shownTo(open.officer), await story()])
      for (const word of hidden) expect(shown.join()).not.toContain(word);
    for (const status of ['over', 'waiting'])
      expect((await outbox(commissioner, `?status=${status}`)).items).toEqual([]);
    expect((await outbox(commissioner, '?kind=deadline_near')).items).toEqual([]);

    api.world.clock.set(broadcast.closesAt);
    await api.world.get(CloseBroadcast).execute(broadcast.id);
    await handled();
    expect((await story()).toSorted()).toEqual([
      'deadline_near not_sent',
      'deadline_near over',
      'invitation not_sent',
      'invitation not_sent',
      'offers_to_compare not_sent',
    ]);
  });

  it('count as unread until their recipient sees them, and staff learn that only after the round has closed', async () => {
    const sealed = await api.world.aBroadcastOpen({ branches: 2, pkg: { urgency: 'hospital' } });
    await handled();
    const [one, other] = sealed.asked;
    const unread = async (user: TestUser): Promise<unknown> =>
      ((await api.as(user).get('/v1/me').expect(200)).body as OwnUserView).unreadMessages;
    const see = (user: TestUser, seen: object) => api.as(user).post('/v1/me/messages/seen').send(seen);
    const seenAt = async (user: TestUser, path: string) =>
      ((await api.as(user).get(path).expect(200)).body as Page<MessageView>).items
        .filter(({ kind, packageId }) => kind === 'invitation' && packageId === sealed.pkg.id)
        .map((view) => view.seenAt !== null);
    const readable = async (user: TestUser): Promise<number> =>
      (await api.world.get(Database).readerFor(user.actor).query('SELECT 1 FROM message_seen')).length;
    const story = `/v1/packages/${sealed.pkg.id}/messages`;
    expect([await unread(one!.user), await unread(other!.user)]).toEqual([1, 1]);
    const page = { name: 'invitation', id: one!.invitationId };
    await see(other!.user, { page }).expect(200, { unreadMessages: 1 }); // of another branch
    await see(one!.user, { page: { ...page, name: 'standing' } }).expect(200, { unreadMessages: 1 });
    await see(one!.user, { page }).expect(200, { unreadMessages: 0 });
    await see(one!.user, { page }).expect(200, { unreadMessages: 0 });
    expect(await api.world.rows('SELECT 1 FROM message_seen')).toHaveLength(1);
    expect(await seenAt(sealed.officer, story)).toEqual([false, false]);
    expect(await readable(sealed.officer)).toBe(0); // the database hides the rows a second time
    expect([await readable(one!.user), await readable(other!.user)]).toEqual([1, 0]);
    expect(await seenAt(sealed.officer, '/v1/messages')).toEqual([false, false]);

    api.world.clock.set(sealed.broadcast.closesAt);
    await api.world.get(CloseBroadcast).execute(sealed.broadcast.id);
    await handled();
    expect((await seenAt(sealed.officer, story)).toSorted()).toEqual([false, true]);
    expect(await readable(sealed.officer)).toBe(1);
    const { items } = (await api.as(other!.user).get('/v1/me/messages').expect(200))
      .body as Page<OwnMessageView>;
    expect(items.at(-1)).toMatchObject({ seenAt: null, subject: { id: other!.invitationId } });
    await see(other!.user, { subject: { type: 'invitation', id: one!.invitationId } }).expect(200);
    expect(await unread(other!.user)).toBeGreaterThan(0);
    await see(other!.user, { upTo: items[0]!.id }).expect(200, { unreadMessages: 0 });
    for (const bad of [{}, { page, upTo: items[0]!.id }, { page: { name: 'nowhere' } }, { upTo: 'x' }])
      await see(one!.user, bad).expect(400);
  });

  it('are filtered, and read in pages', async () => {
    const { items, next } = await outbox(commissioner, '?kind=invitation&limit=1');
    expect(items).toHaveLength(1);
    const rest = await outbox(commissioner, `?kind=invitation&limit=1&after=${next ?? ''}`);
    expect(rest).toMatchObject({ next: null, items: [{ kind: 'invitation' }] });
    expect(rest.items[0]?.id).not.toBe(items[0]?.id);
    await api.as(commissioner).get('/v1/messages?kind=unknown').expect(400);
    await api.as(commissioner).get('/v1/messages?after=%00').expect(400);
  });

  it('are of no other organisation', async () => {
    const strangers = [
      await api.world.aUser({ role: 'officer' }),
      await api.world.aUser({ role: 'auditor' }),
      await api.world.aUser({ role: 'provider_administrator' }),
    ];
    for (const stranger of strangers) expect((await outbox(stranger)).items).toEqual([]);
    await api.as(strangers[0]!).get(`/v1/packages/${open.pkg.id}/messages`).expect(404);
    const administrator = await api.world.aUser({
      role: 'provider_administrator',
      providerId: open.asked[0]!.provider.id,
    });
    const own = await outbox(administrator);
    expect(own.items.map(({ branchId }) => branchId)).toEqual(own.items.map(() => open.asked[0]!.branch.id));
    expect(own.items.length).toBeGreaterThan(0);
  });

  it('about accounts are shown to administrators and auditors, and not to colleagues', async () => {
    const { authorityId } = open.lot;
    const { id, email } = open.officer;
    await api.anyone.post('/v1/account-links/request').send({ email }).expect(204);
    await handled();
    const of = async (user: TestUser) =>
      (await outbox(user)).items.filter(({ kind }) => kind === 'password_link');
    const administrator = await api.world.aUser({ role: 'administrator', authorityId });
    const auditor = await api.world.aUser({ role: 'auditor', authorityId });
    expect(await of(administrator)).toMatchObject([{ status: 'not_sent', text: { link: '' } }]);
    expect(await of(auditor)).toHaveLength(1);
    expect(await of(commissioner)).toEqual([]);
    expect((await outbox(administrator)).items.filter(({ branchId }) => branchId !== null)).toEqual([]);
    expect(await api.world.rows('SELECT 1 FROM account_link WHERE user_id = $1', [id])).toEqual([]);
  });

  it('lead each role to its page, and nobody to what the user may not see', async () => {
    const { asked, officer, pkg, broadcast } = open;
    const [one, other] = asked;
    expect(await target(one!.user, 'invitation', one!.invitationId)).toEqual({
      page: 'invitation',
      id: one!.invitationId,
      of: null,
    });
    expect(await target(other!.user, 'invitation', one!.invitationId)).toBeNull();
    expect(await target(officer, 'invitation', one!.invitationId)).toMatchObject({
      page: 'broadcast',
      id: broadcast.id,
    });
    expect(await target(officer, 'package', pkg.id)).toMatchObject({ page: 'package', id: pkg.id });
    const stranger = await api.world.aUser({ role: 'officer' });
    expect(await target(stranger, 'package', pkg.id)).toBeNull();
    for (const [type, id] of [
      ['package', 'x'],
      ['constructor', pkg.id],
      ['__proto__', pkg.id],
      ['unknown', pkg.id],
    ] as const)
      expect(await target(officer, type, id)).toBeNull();
    await api
      .as(officer)
      .get(`/v1/message-links/package/${'x'.repeat(101)}`)
      .expect(400);
  });

  it('have their rules in words for every role', async () => {
    const { body } = await api.as(open.asked[0]!.user).get('/v1/message-rules').expect(200);
    const { rules, silent } = body as MessageRulesView;
    expect(rules.length).toBeGreaterThan(40);
    expect(silent.length).toBeGreaterThan(40);
  });
});
