import type { SessionStarted, UserWithLink } from '#contracts/identity';
import { ApiWorld, until } from '../support/api-world.js';
import { PASSWORD, type TestUser } from '../support/builders/authorities.js';

/**
 * Tests how sessions and links expire within two days, over HTTP and the live socket. The test moves the
 * clock.
 */
describe('sessions and links', () => {
  let api: ApiWorld;
  beforeAll(async () => {
    api = await ApiWorld.open();
  });
  afterAll(() => api.close());

  async function signIn(user: Pick<TestUser, 'email'>, authorization = ''): Promise<SessionStarted> {
    const request = api.anyone.post('/v1/sessions').send({ email: user.email, password: PASSWORD });
    const { body } = await (authorization ? request.set('authorization', authorization) : request).expect(
      201,
    );
    return body as SessionStarted;
  }
  const status = async ({ token }: { token: string }) => (await api.as({ token }).get('/v1/me')).status;

  it('end an idle session for REST and socket alike; closing the socket revives nothing', async () => {
    const user = await api.world.aUser({ role: 'officer' });
    const session = await signIn(user);
    const { socket } = await api.live(session);
    api.world.clock.pass({ hours: 3 });
    expect(await socket.emitWithAck('feed.resume', {})).toMatchObject({
      ok: false,
      problem: { code: 'not_signed_in' },
    });
    await until('the socket is closed', () => !socket.connected);
    expect(await status(session)).toBe(401);
    socket.disconnect();
    expect(await status(session)).toBe(401);
    await expect(api.live(session)).rejects.toThrow('not_signed_in');
    const [row] = await api.world.rows<{ idle: boolean }>(
      'SELECT last_seen_at < $2::timestamptz AS idle FROM session WHERE id = $1',
      [session.session.id, api.world.clock.in({ hours: -2 })],
    );
    expect(row?.idle).toBe(true);
  });

  it('end the session that a new sign-in replaces, with its sockets', async () => {
    const user = await api.world.aUser({ role: 'officer' });
    const [old, elsewhere] = [await signIn(user), await signIn(user)];
    const { socket } = await api.live(old);
    const fresh = await signIn(user, `Bearer ${old.token}`);
    await until('the socket is closed', () => !socket.connected);
    expect([await status(old), await status(elsewhere), await status(fresh)]).toEqual([401, 200, 200]);
  });

  it('let a user in by a link, which a repeated request is not shown again', async () => {
    const administrator = await api.world.aUser({ role: 'administrator' });
    const key = api.world.aKey();
    const body = { email: 'ilona@example.org', name: 'Ilona', role: 'officer' };
    const first = await api.as(administrator).post('/v1/users', body, key).expect(201);
    const again = await api.as(administrator).post('/v1/users', body, key).expect(201);
    const { user, link } = first.body as UserWithLink;
    expect(again.body).toEqual({ user, link: null, isMailed: false });
    const token = link?.token;
    const shown = await api.anyone.post('/v1/account-links/read').send({ token }).expect(200);
    expect(shown.body).toMatchObject({ email: 'ilona@example.org', name: 'Ilona' });
    await api.anyone.post('/v1/account-links/use').send({ token, password: 'Password1234' }).expect(422);
    await api.anyone.post('/v1/account-links/use').send({ token, password: PASSWORD }).expect(204);
    await api.anyone.post('/v1/account-links/use').send({ token, password: PASSWORD }).expect(410);
    await api.anyone.post('/v1/account-links/read').send({ token }).expect(410);
    await signIn({ email: 'ilona@example.org' });
  });

  it('tell auditors and administrators of accounts, and nobody else', async () => {
    const administrator = await api.world.aUser({ role: 'administrator' });
    const authorityId = administrator.actor.kind === 'staff' ? administrator.actor.authorityId : '';
    const [auditor, officer] = [
      await api.world.aUser({ role: 'auditor', authorityId }),
      await api.world.aUser({ role: 'officer', authorityId }),
    ];
    const [heardByAuditor, heardByOfficer] = [await api.live(auditor), await api.live(officer)];
    const command = { email: 'told@example.org', name: 'Told', role: 'officer' };
    await api.as(administrator).post('/v1/users', command).expect(201);
    await until('the auditor has heard', () => heardByAuditor.heard.length === 2);
    expect(heardByAuditor.heard.map(({ name }) => name)).toEqual(['user.created', 'user.link_issued']);
    expect(heardByOfficer.heard).toEqual([]);
    const { body } = await api.as(auditor).get('/v1/account-events').expect(200);
    const names = (body as { items: { name: string }[] }).items.map(({ name }) => name);
    expect(names).toEqual(['user.link_issued', 'user.created']);
  });
});
