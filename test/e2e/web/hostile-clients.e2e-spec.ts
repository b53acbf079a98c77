import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { Visitor } from '../../../apps/web/testing/visitor.js';
import { ApiWorld } from '../../support/api-world.js';
import { PASSWORD, type TestUser } from '../../support/builders/authorities.js';
import { webFor } from '../../support/console-server.js';

/**
 * Sends invalid requests to the console. The console must refuse each request without an unexpected error.
 */
describe('the console with requests that no browser sends', () => {
  let api: ApiWorld;
  let web: FastifyInstance;
  let administrator: TestUser;
  const bugs: unknown[] = [];
  beforeAll(async () => {
    api = await ApiWorld.open({ TRUSTED_PROXIES: '1' });
    web = await webFor(api.url, { onBug: (error) => bugs.push(error) });
    administrator = await api.world.aUser({ role: 'administrator' });
  });
  afterEach(() => expect(bugs).toEqual([]));
  afterAll(async () => {
    await web.close();
    await api.close();
  });

  function signedIn(): Visitor {
    const visitor = new Visitor(web);
    visitor.cookies.set('homeward-session', administrator.token);
    return visitor;
  }

  it.each([
    '/users/..',
    '/users/%2e%2e',
    '/users/..%2f..%2fme',
    '/users/:id',
    '/users/%00',
    "/users/'%20OR%201=1--",
    '/users?after=%00',
    '/users?after=a&after=b',
    `/users?after=${'x'.repeat(2_000)}`,
    '/queues/%E6%9D%8E/failed',
    '/queues/..%2fme%3f/failed',
    '/queues/alarms/failed?after=-1',
    '/queues/alarms/__proto__',
    '/sessions/x/end',
    '/assets/../package.json',
    '/assets/%2e%2e/src/main.js',
    '/constructor',
  ])('GET %s is answered by a page', async (path) => {
    const { status } = await signedIn().get(path);
    expect([200, 303, 400, 404]).toContain(status);
  });

  it.each(['a\r\nx: y', 'ÿ\u0001', '%0d%0a', '"', 'x'.repeat(5_000), '李'])(
    'the session cookie %j signs no user in',
    async (session) => {
      const visitor = new Visitor(web);
      visitor.cookies.set('homeward-session', encodeURIComponent(session));
      visitor.cookies.set('homeward-notice', encodeURIComponent(session));
      expect(await visitor.get('/users')).toMatchObject({ status: 303, location: '/sign-in?next=%2Fusers' });
    },
  );

  it.each([
    ['/sign-in', { email: '\0', password: '\0' }],
    ['/sign-in', { email: 'x'.repeat(10_000), password: 'x'.repeat(10_000) }],
    ['/sign-in', { email: "O'Brien <b> 李", password: '💥' }],
    ['/sign-in', { __proto__: 'x', constructor: 'y' }],
  ])('POST %s with %j shows the form with errors', async (action, fields) => {
    const visitor = new Visitor(web);
    await visitor.get(action);
    const { status, html } = await visitor.submit(action, fields);
    expect([400, 401, 429]).toContain(status);
    expect(html.querySelector('.govuk-error-summary')).not.toBeNull();
  });

  it.each([
    ['/users/new', { key: 'a\r\nb', name: '\0', email: '\0', role: 'king' }],
    ['/users/new', { name: '<b>', email: 'a@b.example', role: 'provider', providerId: '../..' }],
    ['/users/new', { name: 'x'.repeat(5_000), email: '@', role: 'officer' }],
  ])('POST %s with %j shows the form with errors', async (action, fields) => {
    const visitor = signedIn();
    await visitor.get(action);
    const { status, html } = await visitor.submit(action, fields);
    expect(status).toBe(400);
    expect(html.querySelector('.govuk-error-summary')).not.toBeNull();
  });

  it.each(['', 'x', '-1', '1e999', '2147483648'])(
    'a user at version “%s” is not changed',
    async (version) => {
      const visitor = signedIn();
      const page = `/users/${administrator.id}`;
      await visitor.get(page);
      const { status } = await visitor.submit(page, {
        version,
        name: 'Somebody else',
        email: administrator.email,
        role: 'administrator',
      });
      expect([400, 409]).toContain(status);
    },
  );

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'] as const)(
    '%s is refused, because the page has other methods',
    async (method) => {
      const headers = { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' };
      const { statusCode } = await web.inject({ method, url: '/sign-in', headers, payload: 'a=b' });
      expect(statusCode).toBe(405);
    },
  );

  it.each(['br', 'gzip', 'deflate, br'])('a form compressed as %s is not decompressed', async (encoding) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-encoding': encoding };
    const payload = brotliCompressSync(Buffer.alloc(400_000_000, 'a'));
    const [start, answer] = [
      process.cpuUsage(),
      await web.inject({ method: 'POST', url: '/sign-in', headers, payload }),
    ];
    const refused = process.cpuUsage(start).user;
    expect(answer.statusCode).toBe(415);
    const before = process.cpuUsage();
    expect(brotliDecompressSync(payload)).toHaveLength(400_000_000);
    expect(refused).toBeLessThan(process.cpuUsage(before).user);
  });

  it.each([
    [{ 'content-type': 'application/json' }, '{"email":"x"}', 415],
    [{ 'content-type': 'application/x-www-form-urlencoded' }, `a=${'x'.repeat(300_000)}`, 413],
    [{ 'content-type': 'application/x-www-form-urlencoded' }, '%%%=%E0&=&&a[b]=c', 403],
    [{ 'content-type': 'multipart/form-data; boundary=x' }, '--x--', 415],
  ])('a body with %j is refused with a page', async (headers, payload, status) => {
    const answer = await web.inject({ method: 'POST', url: '/sign-in', headers, payload });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8']);
  });

  it('accepts any user agent and any forwarded address', async () => {
    const visitor = new Visitor(web, {
      'user-agent': 'ÿ<script>\u00ad',
      'x-forwarded-for': 'ÿ, <b>',
      accept: 'text/html',
    });
    await visitor.get('/sign-in');
    const { status } = await visitor.submit('/sign-in', { email: administrator.email, password: PASSWORD });
    expect(status).toBe(303);
    const { html } = await visitor.get('/sessions');
    expect(html.querySelectorAll('main script')).toEqual([]);
  });
});
