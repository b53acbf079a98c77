import { VISITS } from '../../support/builders/people.js';
import type { TestUser } from '../../support/builders/authorities.js';
import { ApiWorld, type Client } from '../../support/api-world.js';

/**
 * Sends hostile and malformed requests. No request may cause a 5xx response or hang. No refused request may
 * change data.
 */
describe('a hostile or clumsy client', () => {
  let api: ApiWorld;
  let officer: TestUser;
  let client: Client;
  let personId: string;

  beforeAll(async () => {
    api = await ApiWorld.open();
    const lot = await api.world.aLot();
    officer = await api.world.aUser({ role: 'officer', authorityId: lot.authorityId });
    client = api.as(officer);
    personId = (await api.world.aPerson({ authorityId: lot.authorityId })).id;
  });
  afterAll(() => api.close());

  const pkg = (changes: object = {}) => ({
    personId,
    urgency: 'routine',
    visits: VISITS,
    needs: [],
    ...changes,
  });
  const visit = (changes: object) => pkg({ visits: [{ ...VISITS[0], ...changes }] });
  const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);

  it.each<{ why: string; body: () => object; status: number; code: string }>([
    { why: 'an unknown field', body: () => pkg({ status: 'live' }), status: 400, code: 'invalid_request' },
    {
      why: 'an unknown field deep inside',
      body: () => visit({ admin: true }),
      status: 400,
      code: 'invalid_request',
    },
    { why: 'a wrong type', body: () => pkg({ visits: 'daily' }), status: 400, code: 'invalid_request' },
    { why: 'a list of lists', body: () => pkg({ visits: deep(40) }), status: 400, code: 'invalid_request' },
    {
      why: 'a visit that is null',
      body: () => pkg({ visits: [null] }),
      status: 400,
      code: 'invalid_request',
    },
    { why: 'an endless number', body: () => visit({ minutes: 1e308 }), status: 422, code: 'package_invalid' },
    {
      why: 'more minutes than a column holds',
      body: () => visit({ minutes: 99_999_999_999 }),
      status: 422,
      code: 'package_invalid',
    },
    { why: 'half a minute', body: () => visit({ minutes: 30.5 }), status: 400, code: 'invalid_request' },
    { why: 'three carers', body: () => visit({ carers: 3 }), status: 400, code: 'invalid_request' },
    { why: 'a NUL in a note', body: () => pkg({ note: 'a\u0000b' }), status: 400, code: 'invalid_request' },
    { why: 'a lone surrogate', body: () => pkg({ note: 'a\ud800b' }), status: 400, code: 'invalid_request' },
    { why: 'half an id', body: () => pkg({ personId: '0000' }), status: 400, code: 'invalid_request' },
    {
      why: 'a person who is not there',
      body: () => pkg({ personId: '00000000-0000-7000-8000-000000000000' }),
      status: 404,
      code: 'person_not_found',
    },
    { why: 'no visits', body: () => pkg({ visits: [] }), status: 422, code: 'package_invalid' },
    {
      why: 'every fault at once',
      body: () => visit({ minutes: 15, days: [] }),
      status: 422,
      code: 'package_invalid',
    },
  ])('is answered clearly: $why', async ({ body, status, code }) => {
    const answer = await client.post('/v1/packages', body());
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([status, code]);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(await api.world.rows('SELECT 1 FROM package')).toEqual([]);
  });

  it('is refused what is endlessly deep, whether or not it has signed in', async () => {
    const body = `{"email": ${'['.repeat(20_000)}${']'.repeat(20_000)}, "password": "x"}`;
    const send = api.anyone.post('/v1/sessions').set('content-type', 'application/json').send(body);
    await send
      .expect(400)
      .expect(({ body: problem }) => expect(problem).toMatchObject({ code: 'invalid_request' }));
  });

  it.each([
    { path: '/v1/lots', body: { code: 'A', name: 'A', areas: [] }, field: 'weights' },
    {
      path: '/v1/branches',
      body: { id: '1-1234567', providerId: '1-1', registration: [] },
      field: 'registration',
    },
    { path: '/v1/branches', body: { id: '1-1234567', providerId: '1-1' }, field: 'ratings' },
    { path: '/v1/branches', body: { id: '1-1234567', source: [] }, field: 'source' },
    { path: '/v1/branches', body: { source: { kind: 'rumour', reference: 'x' } }, field: 'source.kind' },
    {
      path: '/v1/restrictions',
      body: { from: '2027-02-31T00:00:00Z', conditions: [{ kind: 'closed' }] },
      field: 'from',
    },
    { path: '/v1/restrictions', body: { conditions: [[{ kind: 'closed' }]] }, field: 'conditions' },
  ])('is told what $path lacks or cannot be: $field', async ({ path, body, field }) => {
    const commissioner = await api.world.aUser({ role: 'commissioner' });
    const answer = await api.as(commissioner).post(path, body).expect(400);
    expect((answer.body as { facts: { fields: object } }).facts.fields).toHaveProperty([field]);
  });

  it('is refused an e-mail that is half a character', async () => {
    const administrator = await api.world.aUser({ role: 'administrator' });
    const body = { email: '\ud800@example.org', name: 'N', role: 'officer' };
    await api.as(administrator).post('/v1/users', body).expect(400);
  });

  it.each(['name', 'email', 'role'])(
    'may leave out the %s of a user, and not say that there is none',
    async (field) => {
      const administrator = await api.world.aUser({ role: 'administrator' });
      const path = `/v1/users/${administrator.id}`;
      const answer = await api
        .as(administrator)
        .patch(path, { version: 1, [field]: null })
        .expect(400);
      expect((answer.body as { facts: { fields: object } }).facts.fields).toHaveProperty([field]);
    },
  );

  it('is refused a name that is too long as PostgreSQL counts', async () => {
    const name = encodeURIComponent('a\ufe0f'.repeat(101));
    const answer = await api.anyone
      .post(`/v1/documents?name=${name}`)
      .set({ authorization: `Bearer ${officer.token}`, 'idempotency-key': 'k', 'content-type': 'text/plain' })
      .send('words');
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([400, 'invalid_request']);
  });

  it('is refused a key of a socket message that is too long as PostgreSQL counts', async () => {
    const provider = await api.world.aUser({ role: 'provider' });
    const { socket } = await api.live(provider);
    const answer = await socket.emitWithAck('offer.withdraw', {
      offerId: '00000000-0000-7000-8000-000000000000',
      idempotencyKey: 'a\ufe0f'.repeat(101),
    });
    expect(answer).toMatchObject({ ok: false, problem: { code: 'invalid_request' } });
  });

  it.each([
    ['ZZ99 3VZ', 'postcode_no_fixed_abode'],
    ['LE11 3TO', 'postcode_invalid'],
    ['QQ1 1AA', 'postcode_invalid'],
  ])('is told what is wrong with the postcode %s: %s', async (postcode, fault) => {
    const body = {
      reference: 'P-postcode',
      givenName: 'Ada',
      familyName: 'Example',
      bornOn: '1941-05-06',
      addressLines: ['1 High Street'],
      postcode,
      livesAlone: true,
    };
    const answer = await client.post('/v1/people', body).expect(422);
    expect(
      (answer.body as { facts: { faults: { code: string }[] } }).facts.faults.map(({ code }) => code),
    ).toEqual([fault]);
  });

  it('sets nobody’s password but the own', async () => {
    const administrator = await api.world.aUser({ role: 'administrator' });
    const password = 'kettle-tulip-harbour';
    const body = { email: 'new@example.org', name: 'N', role: 'officer', password };
    await api.as(administrator).post('/v1/users', body).expect(400);
    const path = `/v1/users/${administrator.id}`;
    await api.as(administrator).patch(path, { version: 1, password }).expect(400);
  });

  it('is told every field that is wrong', async () => {
    const { body } = await client.post('/v1/packages', { visits: [{ key: '!', minutes: 'x' }] }).expect(400);
    const { fields } = (body as { facts: { fields: object } }).facts;
    expect(Object.keys(fields)).toEqual(
      expect.arrayContaining([
        'personId',
        'urgency',
        'needs',
        'visits.0.key',
        'visits.0.minutes',
        'visits.0.days',
      ]),
    );
  });

  it.each([
    {
      why: 'half a body',
      type: 'application/json',
      body: '{"personId": ',
      status: 400,
      code: 'invalid_request',
    },
    { why: 'no JSON', type: 'application/json', body: 'hello', status: 400, code: 'invalid_request' },
    { why: 'a list for a body', type: 'application/json', body: '[]', status: 400, code: 'invalid_request' },
    { why: 'null for a body', type: 'application/json', body: 'null', status: 400, code: 'invalid_request' },
    {
      why: 'another kind of body',
      type: 'text/xml',
      body: '<a/>',
      status: 415,
      code: 'unsupported_media_type',
    },
    {
      why: 'a body that is too large',
      type: 'application/json',
      body: JSON.stringify({ note: 'x'.repeat(300_000) }),
      status: 413,
      code: 'payload_too_large',
    },
    {
      why: 'a poisoned prototype',
      type: 'application/json',
      body: '{"__proto__": {"role": "auditor"}}',
      status: 400,
      code: 'invalid_request',
    },
  ])('is answered clearly: $why', async ({ type, body, status, code }) => {
    const answer = await api.anyone
      .post('/v1/packages')
      .set({ authorization: `Bearer ${officer.token}`, 'idempotency-key': 'k', 'content-type': type })
      .send(body);
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([status, code]);
  });

  it.each([
    { path: '/v1/packages?limit=0', status: 400, code: 'invalid_request' },
    { path: '/v1/packages?limit=201', status: 400, code: 'invalid_request' },
    { path: '/v1/packages?limit=1&limit=2', status: 400, code: 'invalid_request' },
    { path: '/v1/packages?after=nonsense', status: 400, code: 'invalid_cursor' },
    { path: '/v1/packages?after[a]=b', status: 400, code: 'invalid_request' },
    { path: '/v1/packages?status=lost', status: 400, code: 'invalid_request' },
    { path: '/v1/packages?colour=red', status: 400, code: 'invalid_request' },
    { path: '/v1/packages/not-an-id', status: 400, code: 'invalid_request' },
    { path: '/v1/branches?name=%00', status: 400, code: 'invalid_request' },
    { path: "/v1/branches/1'%20OR%201=1", status: 400, code: 'invalid_request' },
    { path: '/v1/%E0%A4%A', status: 400, code: 'invalid_request' },
    { path: '/v1/nowhere', status: 404, code: 'unknown_route' },
    { path: '/V1/packages', status: 404, code: 'unknown_route' },
  ])('asks for $path', async ({ path, status, code }) => {
    const answer = await client.get(path);
    expect([answer.status, (answer.body as { code?: string }).code]).toEqual([status, code]);
  });

  it('must give a key where something is created, of a sane length', async () => {
    const send = (key?: string) => {
      const test = api.anyone.post('/v1/packages').set('authorization', `Bearer ${officer.token}`);
      return (key === undefined ? test : test.set('idempotency-key', key)).send(pkg());
    };
    expect((await send()).body).toMatchObject({ code: 'idempotency_key_required' });
    expect((await send('x'.repeat(201))).body).toMatchObject({ code: 'invalid_request' });
  });

  it('is given a page at a time, each thing once, and an empty list as a list', async () => {
    const lot = await api.world.aLot();
    const other = await api.world.aUser({ role: 'officer', authorityId: lot.authorityId });
    expect((await api.as(other).get('/v1/packages').expect(200)).body).toEqual({ items: [], next: null });
    const made: string[] = [];
    for (let index = 0; index < 5; index++) made.unshift((await api.world.aPackage({ by: other })).id);
    const seen: string[] = [];
    for (let after = ''; ;) {
      const { body } = await api.as(other).get(`/v1/packages?limit=2${after}`).expect(200);
      const page = body as { items: { id: string }[]; next: string | null };
      seen.push(...page.items.map(({ id }) => id));
      if (page.next === null) break;
      after = `&after=${page.next}`;
    }
    expect(seen).toEqual(made);
  });

  it('finds a stale version refused, with the one that is current', async () => {
    const lot = await api.world.aLot();
    const other = await api.world.aUser({ role: 'officer', authorityId: lot.authorityId });
    const { id } = await api.world.aPackage({ by: other });
    const edit = { urgency: 'urgent', visits: VISITS, needs: [], version: 1 };
    await api.as(other).put(`/v1/packages/${id}`, edit).expect(200);
    await api
      .as(other)
      .put(`/v1/packages/${id}`, edit)
      .expect(409)
      .expect(({ body }) =>
        expect(body).toMatchObject({ code: 'version_stale', facts: { expected: 1, current: 2 } }),
      );
  });
});
