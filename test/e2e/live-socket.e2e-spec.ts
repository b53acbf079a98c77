import { LIVE_PATH } from '#contracts/live-feed';
import { ApiWorld, type LiveClient, until } from '../support/api-world.js';
import { termsFor } from '../support/builders/broadcasts.js';

/**
 * A live socket without TypeScript types for its messages, so that a test can send wrong message names and
 * payloads.
 */
type Untyped = {
  emitWithAck(name: string, ...payload: unknown[]): Promise<{ ok: boolean; problem?: { code: string } }>;
};

describe('the live socket', () => {
  let api: ApiWorld;
  beforeAll(async () => {
    api = await ApiWorld.open();
  });
  afterAll(() => api.close());

  const refusalOf = (socket: LiveClient): Promise<Error> =>
    new Promise((resolve, reject) => {
      socket.once('connect_error', resolve);
      socket.once('connect', () => reject(new Error('connected')));
    });

  it('connects nobody without a session', async () => {
    expect((await refusalOf(api.socket(''))).message).toBe('not_signed_in');
    expect((await refusalOf(api.socket('stolen'))).message).toBe('not_signed_in');
  });

  it('runs the same act as REST, under the same idempotency key', async () => {
    const { pkg, asked } = await api.world.aBroadcastOpen({ branches: 1 });
    const [from] = asked;
    if (!from) throw new Error('nobody was asked');
    const terms = termsFor(api.world, pkg, from.branch.id);
    const key = api.world.aKey();
    const { socket } = await api.live(from.user);
    const { invitationId } = from;
    const [overSocket, overRest] = await Promise.all([
      socket.emitWithAck('offer.make', { invitationId, idempotencyKey: key, terms }),
      api.as(from.user).post(`/v1/invitations/${invitationId}/offers`, terms, key).expect(201),
    ]);
    expect(overSocket).toEqual({ ok: true, value: overRest.body as unknown });
    expect(await api.world.rows('SELECT 1 FROM offer WHERE invitation_id = $1', [invitationId])).toHaveLength(
      1,
    );
  });

  it('hears what is its own, in order, and nothing of another provider or authority', async () => {
    const open = await api.world.aBroadcastOpen({ branches: 2 });
    const [one, two] = open.asked;
    if (!one || !two) throw new Error('two were asked');
    const elsewhere = await api.world.aUser({ role: 'officer' });
    const [mine, theirs, staff, foreign] = await Promise.all([
      api.live(one.user),
      api.live(two.user),
      api.live(open.officer),
      api.live(elsewhere),
    ]);
    await api.world.anOffer({ from: one, pkg: open.pkg });
    await api.as(one.user).post(`/v1/invitations/${one.invitationId}/seen`).expect(200);
    await until('it is heard', () => mine.heard.length === 2 && staff.heard.length === 1);
    expect(mine.heard.map(({ name }) => name)).toEqual(['offer.made', 'invitation.seen']);
    expect(theirs.heard).toEqual([]);
    expect(foreign.heard).toEqual([]);
    expect(staff.heard.map(({ name }) => name)).toEqual(['broadcast.offers_changed']);
    expect(JSON.stringify(staff.heard)).not.toMatch(new RegExp(`${one.branch.id}|${one.user.id}`));
  });

  it.each([
    { why: 'an unknown message', name: 'offer.steal', payload: [{}], code: 'unknown_route' },
    { why: 'no payload', name: 'offer.make', payload: [], code: 'invalid_request' },
    { why: 'a number', name: 'offer.make', payload: [42], code: 'invalid_request' },
    { why: 'a list', name: 'offer.make', payload: [[1, 2]], code: 'invalid_request' },
    { why: 'nothing', name: 'invitation.seen', payload: [null], code: 'invalid_request' },
    {
      why: 'an unknown field',
      name: 'invitation.seen',
      payload: [{ invitationId: '0', admin: true }],
      code: 'invalid_request',
    },
    {
      why: 'a prototype',
      name: 'invitation.seen',
      payload: [JSON.parse('{"__proto__": {"a": 1}, "invitationId": "x"}') as object],
      code: 'invalid_request',
    },
    {
      why: 'terms that are no terms',
      name: 'offer.make',
      payload: [
        { invitationId: '00000000-0000-7000-8000-000000000000', idempotencyKey: 'k', terms: 'cheap' },
      ],
      code: 'invalid_request',
    },
  ])('answers $why with an error, and stays open', async ({ name, payload, code }) => {
    const user = await api.world.aUser({ role: 'provider' });
    const { socket } = await api.live(user);
    const answer = await (socket as unknown as Untyped).emitWithAck(name, ...payload);
    expect(answer).toMatchObject({ ok: false, problem: { code } });
    expect(socket.connected).toBe(true);
  });

  it.each([undefined, [], [[]]])('answers terms that are %j with an error', async (terms) => {
    const open = await api.world.aBroadcastOpen({ branches: 1 });
    const [from] = open.asked;
    if (!from) throw new Error('nobody was asked');
    const { socket } = await api.live(from.user);
    const payload = { invitationId: from.invitationId, idempotencyKey: 'k', terms };
    const answer = await (socket as unknown as Untyped).emitWithAck('offer.make', payload);
    expect(answer).toMatchObject({ ok: false, problem: { code: 'invalid_request' } });
  });

  it('lets one client have only so much under way', async () => {
    const user = await api.world.aUser({ role: 'provider' });
    const { socket } = await api.live(user);
    const message = { invitationId: '00000000-0000-7000-8000-000000000000' };
    const answers = await Promise.all(
      Array.from({ length: 200 }, () =>
        (socket as unknown as Untyped).emitWithAck('invitation.seen', message),
      ),
    );
    const codes = new Set(answers.map(({ problem }) => problem?.code));
    expect(codes).toEqual(new Set(['invitation_not_found', 'too_many_requests']));
  });

  it('closes on a message that is too large, and the server goes on', async () => {
    const user = await api.world.aUser({ role: 'provider' });
    const { socket } = await api.live(user);
    const closed = new Promise((resolve) => socket.once('disconnect', resolve));
    (socket as unknown as { emit(name: string, payload: unknown): void }).emit(
      'offer.make',
      'x'.repeat(200_000),
    );
    await closed;
    expect((await api.live(user)).socket.connected).toBe(true);
  });

  it('closes at once when its user is disabled, and hears nothing more', async () => {
    const lot = await api.world.aLot();
    const officer = await api.world.aUser({ role: 'officer', authorityId: lot.authorityId });
    const administrator = await api.world.aUser({ role: 'administrator', authorityId: lot.authorityId });
    const { socket } = await api.live(officer);
    const closed = new Promise<string>((resolve) => socket.once('disconnect', resolve));
    await api.as(administrator).post(`/v1/users/${officer.id}/disable`).expect(200);
    expect(await closed).toBe('io server disconnect');
    expect((await refusalOf(api.socket(officer.token))).message).toBe('not_signed_in');
  });

  it.each([
    { name: 'offer.make', fields: { idempotencyKey: 'k', terms: {} } },
    {
      name: 'offer.withdraw',
      fields: { offerId: '00000000-0000-7000-8000-000000000000', idempotencyKey: 'k' },
    },
    { name: 'invitation.seen', fields: {} },
  ])('lets staff of an authority answer nothing in a provider’s place: $name', async ({ name, fields }) => {
    const { socket } = await api.live(await api.world.aUser({ role: 'officer' }));
    const message = { invitationId: '00000000-0000-7000-8000-000000000000', ...fields };
    const answer = await (socket as unknown as Untyped).emitWithAck(name, message);
    expect(answer).toMatchObject({ ok: false, problem: { code: 'role_not_allowed' } });
  });

  it('asks at each message whether the session goes on, whatever the log has told', async () => {
    const user = await api.world.aUser({ role: 'provider' });
    const { socket } = await api.live(user);
    const closed = new Promise<string>((resolve) => socket.once('disconnect', resolve));
    await api.world.rows('UPDATE app_user SET disabled_at = now() WHERE id = $1', [user.id]);
    const answer = await socket.emitWithAck('feed.resume', {});
    expect(answer).toMatchObject({ ok: false, problem: { code: 'not_signed_in' } });
    expect(await closed).toBe('io server disconnect');
  });

  it('does not serve its client library, and stands at one path', async () => {
    await api.anyone.get(`${LIVE_PATH}/socket.io.js`).expect(400);
  });
});
