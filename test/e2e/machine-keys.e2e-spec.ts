import type { KeyMade } from '#contracts/keys';
import { ApiWorld, until } from '../support/api-world.js';
import { PASSWORD, type TestUser } from '../support/builders/authorities.js';

/** Tests what a machine key may do over HTTP and the live socket. */
describe('a machine key', () => {
  let api: ApiWorld;
  beforeAll(async () => {
    api = await ApiWorld.open();
  });
  afterAll(() => api.close());

  async function keyOf(user: TestUser, scopes: readonly string[], days = 90): Promise<KeyMade> {
    const { body } = await api.as(user).post('/v1/keys', { name: 'Payroll', scopes, days }).expect(201);
    return body as KeyMade;
  }
  const using = ({ secret }: KeyMade) => api.as({ token: secret ?? '' });

  it('opens the routes of its scopes and no other, and says which scope is missing', async () => {
    const { officer, pkg, broadcast } = await api.world.aBroadcastOpen();
    const key = await keyOf(officer, ['packages:read']);
    await using(key).get(`/v1/packages/${pkg.id}`).expect(200);
    await using(key).get(`/v1/broadcasts/${broadcast.id}`).expect(200);
    for (const path of ['/v1/me', '/v1/sessions', '/v1/keys', '/v1/people', '/v1/feed'])
      await using(key)
        .get(path)
        .expect(403)
        .expect(({ body }) => expect(body).toMatchObject({ code: 'key_scope_missing' }));
    await using(key).post(`/v1/broadcasts/${broadcast.id}/cancel`, { reason: 'x' }).expect(403);
    await using(key)
      .post('/v1/keys', { name: 'x', scopes: ['events'], days: 1 })
      .expect(403);
    const { body } = await api.as(officer).get('/v1/keys').expect(200);
    expect(body).toMatchObject({
      keys: [{ id: key.key.id, lastUsedAt: api.world.clock.now().toISOString() }],
    });
  });

  it('makes an offer for a provider, as its user', async () => {
    const { asked } = await api.world.aBroadcastOpen();
    const [first] = asked;
    if (!first) throw new Error('a branch was invited');
    const key = await keyOf(first.user, ['invitations:read', 'offers:write']);
    await using(key).get(`/v1/invitations/${first.invitationId}`).expect(200);
    await using(key)
      .post(`/v1/invitations/${first.invitationId}/decline`, { reason: 'too_far', note: null })
      .expect(200);
    const [row] = await api.world.rows(
      `SELECT actor_id AS "actorId" FROM event WHERE name = 'invitation.declined' AND subject_id = $1`,
      [first.invitationId],
    );
    expect(row).toEqual({ actorId: first.user.id });
  });

  it('hears events on the socket with its scope, and is cut off when it ends', async () => {
    const officer = await api.world.aUser({ role: 'officer' });
    const [deaf, hearing] = [await keyOf(officer, ['packages:read']), await keyOf(officer, ['events'])];
    await expect(api.live({ token: deaf.secret ?? '' })).rejects.toThrow('key_scope_missing');
    const { socket } = await api.live({ token: hearing.secret ?? '' });
    await api.as(officer).delete(`/v1/keys/${hearing.key.id}`).expect(204);
    await until('the socket is closed', () => !socket.connected);
    await using(hearing).get('/v1/feed').expect(401);
  });

  it('is not ended by a sign-in that sends it', async () => {
    const officer = await api.world.aUser({ role: 'officer' });
    const key = await keyOf(officer, ['events']);
    await api.anyone
      .post('/v1/sessions')
      .set('authorization', `Bearer ${key.secret ?? ''}`)
      .send({ email: officer.email, password: PASSWORD })
      .expect(201);
    await using(key).get('/v1/feed').expect(200);
  });

  it.each([
    { body: { name: 'x', scopes: [], days: 1 }, field: 'scopes' },
    { body: { name: 'x', scopes: ['everything'], days: 1 }, field: 'scopes' },
    { body: { name: 'x', scopes: ['events', 'events'], days: 1 }, field: 'scopes' },
    { body: { name: 'x', scopes: 'events', days: 1 }, field: 'scopes' },
    { body: { name: 'x', scopes: ['events'], days: 367 }, field: 'days' },
    { body: { name: 'x', scopes: ['events'], days: 0 }, field: 'days' },
    { body: { name: '\u2060', scopes: ['events'], days: 1 }, field: 'name' },
    { body: { name: 'x'.repeat(101), scopes: ['events'], days: 1 }, field: 'name' },
  ])('is refused with the field $field for $body', async ({ body, field }) => {
    const officer = await api.world.aUser({ role: 'officer' });
    const refused = await api.as(officer).post('/v1/keys', body).expect(400);
    expect(refused.body).toMatchObject({
      code: 'invalid_request',
      facts: { fields: { [field]: expect.any(Array) as unknown } },
    });
  });
});
