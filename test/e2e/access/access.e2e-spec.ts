import { openApi } from '../../../apps/api/src/openapi/serve-docs.js';
import { ROLES, type Role } from '#contracts/roles-and-actors';
import { type Acknowledgement, LIVE_MESSAGES } from '#contracts/live-feed';
import { ApiWorld } from '../../support/api-world.js';
import { committedOpenApi } from '../../support/openapi-check.js';
import { storeTenantRecords, type TenantRecords, privateIds } from './tenant-records.js';
import { MESSAGES, type RouteCase, ROUTES } from './expected-access.js';

const NOWHERE = '00000000-0000-7000-8000-000000000000';

/**
 * Calls every route and socket message with every role, with the tenant's own data and with the data of
 * another tenant (docs/rules.md §6.10).
 */
describe('access', () => {
  let api: ApiWorld;
  let own: TenantRecords;
  let foreign: TenantRecords;

  beforeAll(async () => {
    api = await ApiWorld.open();
    own = await storeTenantRecords(api.world);
    foreign = await storeTenantRecords(api.world);
  });
  afterAll(() => api.close());

  const cases = Object.entries(ROUTES).map(([route, one]) => {
    const [method = '', template = ''] = route.split(' ');
    return { route, method, template, ...one };
  });
  const guarded = cases.filter(({ roles }) => roles !== 'public');
  const mayCome = ({ roles }: RouteCase, role: Role): boolean => roles === 'public' || roles.includes(role);
  const nowhere = (template: string): string =>
    template
      .replace('{urgency}', 'routine')
      .replace('{branchId}', '1-00000000')
      .replaceAll(/\{\w+\}/g, NOWHERE);

  function ask(token: string | null, method: string, path: string, body: object = {}) {
    const client = api.as({ token: token ?? 'x' });
    switch (method) {
      case 'GET':
        return client.get(path);
      case 'DELETE':
        return client.delete(path);
      case 'PATCH':
        return client.patch(path, body);
      case 'PUT':
        return client.put(path, body);
      default:
        return client.post(path, body);
    }
  }

  it('is stated here for every route that exists, and for none that does not', () => {
    const { paths } = openApi(api.app);
    const existing = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(existing.sort()).toEqual(Object.keys(ROUTES).sort());
  });

  it('is described by docs/api/openapi.json, which `npm run openapi` renews', () => {
    const described: unknown = JSON.parse(JSON.stringify(openApi(api.app)));
    expect(described).toEqual(committedOpenApi().document);
  });

  it('is described as it answers, and a test would know if it were not', () => {
    const described = committedOpenApi();
    const answer = { status: 200, type: 'application/json', body: [{ id: 'half a lot' }] };
    expect(described.faultIn('GET', '/v1/lots', answer)).toContain('required');
    expect(described.faultIn('GET', '/v1/nothing', answer)).toContain('not described');
  });

  it('is stated here for every message of the socket', () => {
    expect(Object.keys(MESSAGES).sort()).toEqual([...LIVE_MESSAGES].sort());
  });

  it.each(guarded)('$route is shut without a session', async ({ method, template }) => {
    const { status, body } = await ask(null, method, nowhere(template));
    expect([status, (body as { code: string }).code]).toEqual([401, 'not_signed_in']);
  });

  it.each(
    guarded.flatMap((one) => ROLES.filter((role) => !mayCome(one, role)).map((role) => ({ ...one, role }))),
  )('$route is shut for role $role', async ({ method, template, path, body, role }) => {
    const { status, body: problem } = await ask(
      own.users[role].token,
      method,
      path?.(own, role) ?? nowhere(template),
      body?.(own),
    );
    expect([status, (problem as { code: string }).code]).toEqual([403, 'role_not_allowed']);
  });

  const ofTenants = guarded.filter(
    ({ path, shared, template }) => path && !shared && !template.startsWith('/v1/sessions'),
  );
  const names = guarded.filter(({ namesOwn }) => namesOwn);
  const withRoles = (some: typeof guarded) =>
    some.flatMap((one) => ROLES.filter((role) => mayCome(one, role)).map((role) => ({ ...one, role })));

  it.each(withRoles([...ofTenants, ...names]))(
    '$route: what is another’s is not there for role $role',
    async ({ method, template, path, body, role }) => {
      const { status } = await ask(
        foreign.users[role].token,
        method,
        path?.(own, role) ?? template,
        body?.(own),
      );
      expect(status).toBe(404);
    },
  );

  it.each(withRoles(guarded.filter(({ method, path, shared }) => method === 'GET' && !path && !shared)))(
    '$route shows role $role nothing of another’s',
    async ({ template, role }) => {
      const { status, text } = await ask(foreign.users[role].token, 'GET', template);
      expect(status).toBe(200);
      for (const id of privateIds(own)) expect(text).not.toContain(id);
    },
  );

  describe('a user of a provider who is limited to another branch', () => {
    const ofProviders = guarded.filter(
      (one) => mayCome(one, 'provider') && !one.template.startsWith('/v1/sessions'),
    );

    it.each(ofProviders.filter(({ path, shared, namesOwn }) => (path || namesOwn) && !shared))(
      '$route: what is outside the limit is not there',
      async ({ method, template, path, body }) => {
        const { status, body: problem } = await ask(
          own.limited.token,
          method,
          path?.(own, 'provider') ?? template,
          body?.(own),
        );
        expect([404, 403]).toContain(status);
        expect((problem as { code: string }).code).toMatch(/_not_found$|^branch_outside_limit$/);
      },
    );

    it.each(ofProviders.filter(({ method, path, shared }) => method === 'GET' && !path && !shared))(
      '$route shows nothing outside the limit',
      async ({ template }) => {
        const { status, text } = await ask(own.limited.token, 'GET', template);
        expect(status).toBe(200);
        // The limit is about branches. The branch of the user works in the same lot.
        for (const id of privateIds(own)) if (id !== own.lotId) expect(text).not.toContain(id);
        expect(text).not.toContain(own.branchId);
      },
    );

    it.each(Object.entries(MESSAGES).filter(([, { roles }]) => roles.includes('provider')))(
      'message %s',
      async (name, { body }) => {
        const { socket } = await api.live(own.limited);
        const emit = socket.emitWithAck.bind(socket) as (
          name: string,
          body: object,
        ) => Promise<Acknowledgement<unknown>>;
        const answer = await emit(name, body(own));
        expect(answer.ok ? 'done' : answer.problem.code).toMatch(/_not_found$|^feed_position_unknown$/);
      },
    );
  });

  it('another’s session cannot be ended', async () => {
    await ask(foreign.users.officer.token, 'DELETE', `/v1/sessions/${own.sessionId}`).expect(404);
  });

  it.each(Object.entries(MESSAGES).flatMap(([name, one]) => ROLES.map((role) => ({ name, role, ...one }))))(
    'message $name from role $role',
    async ({ name, roles, role, body }) => {
      const say = async (records: TenantRecords): Promise<Acknowledgement<unknown>> => {
        const { socket } = await api.live(records.users[role]);
        const emit = socket.emitWithAck.bind(socket) as (
          name: string,
          body: object,
        ) => Promise<Acknowledgement<unknown>>;
        return emit(name, body(own));
      };
      const answer = await say(foreign);
      const code = answer.ok ? 'done' : answer.problem.code;
      if (roles.includes(role)) expect(code).toMatch(/_not_found$|^feed_position_unknown$/);
      else expect(code).toBe('role_not_allowed');
    },
  );

  /** True for routes that end sessions. The test calls them last, because other calls need the sessions. */
  const endsSessions = ({ method, template }: { method: string; template: string }): boolean =>
    (method === 'DELETE' && template.startsWith('/v1/sessions')) || template.endsWith('/disable');

  it.each(withRoles(guarded.filter((one) => !endsSessions(one))))(
    '$route lets role $role in to its own',
    async ({ method, template, path, role }) => {
      const { status, body } = await ask(
        own.users[role].token,
        method,
        path?.(own, role) ?? nowhere(template),
      );
      const isSealed = (body as { code?: string }).code === 'offers_sealed';
      expect([200, 201, 204, 400, 409, 415, 422]).toContain(isSealed ? 200 : status);
    },
  );

  it('a user may be shut out by its own administrator, and any session ended by whose it is', async () => {
    await ask(own.users.administrator.token, 'POST', `/v1/users/${own.userId}/disable`).expect(200);
    await ask(own.users.officer.token, 'GET', '/v1/me').expect(401);
    await ask(own.users.auditor.token, 'DELETE', `/v1/sessions/${own.users.auditor.actor.sessionId}`).expect(
      204,
    );
    await ask(own.users.provider.token, 'DELETE', '/v1/sessions/current').expect(204);
    await ask(own.users.commissioner.token, 'DELETE', '/v1/sessions').expect(204);
    for (const role of ['auditor', 'provider', 'commissioner'] as const)
      await ask(own.users[role].token, 'GET', '/v1/me').expect(401);
  });
});
