import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { UNREACHABLE, TestConsole, Refusal, TOKEN } from '../../testing/test-console.js';

const SESSIONS = { 'GET /v1/sessions': [] };

describe('a page of the console', () => {
  it('loads only content of its own origin, and is not cached', async () => {
    const site = await TestConsole.open({});
    const { headers, html } = await site.visitor().get('/sign-in');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    const [ours, inline, ...more] = html.querySelectorAll('script');
    expect([inline?.getAttribute('nonce'), inline?.getAttribute('src')]).toEqual([nonce, undefined]);
    expect(ours?.getAttribute('src')).toMatch(/^\/assets\/[0-9a-f]{16}\/console\.js$/);
    expect(more).toEqual([]);
    expect(html.querySelectorAll('[style], [onclick]')).toEqual([]);
  });

  it('has a new nonce in each answer', async () => {
    const site = await TestConsole.open({});
    const policies = await Promise.all([1, 2].map(() => site.visitor().get('/sign-in')));
    expect(new Set(policies.map(({ headers }) => headers['content-security-policy'])).size).toBe(2);
  });

  it('has its style sheets cached for ever and compressed', async () => {
    const site = await TestConsole.open({});
    const { html } = await site.visitor().get('/sign-in');
    for (const url of [
      html.querySelector('link[rel=stylesheet]')?.getAttribute('href') ?? '',
      html.querySelector('link[rel=icon]')?.getAttribute('href') ?? '',
      html.querySelector('script[src]')?.getAttribute('src') ?? '',
    ]) {
      const headers = { 'accept-encoding': 'br, gzip' };
      const answer = await site.web.inject({ url, headers });
      expect([url, answer.statusCode, answer.headers['content-encoding']]).toEqual([url, 200, 'br']);
      expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    }
  });

  it.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['identity', undefined, (page: Buffer) => page],
  ])('is encoded for a browser that accepts %s', async (accepted, encoding, decompress) => {
    const site = await TestConsole.open({});
    const headers = { 'accept-encoding': accepted };
    const answer = await site.web.inject({ url: '/sign-in', headers });
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(decompress(answer.rawPayload).toString()).toContain('</html>');
  });

  describe('a form', () => {
    const apiAnswers = { ...SESSIONS, 'DELETE /v1/sessions/current': null };
    const refused = { status: 403, text: expect.stringContaining('This form has expired') as string };

    it('of a console page is accepted', async () => {
      const site = await TestConsole.open({ ...apiAnswers });
      const visitor = site.signedIn('officer');
      await visitor.get('/sessions');
      expect(await visitor.submit('/sign-out')).toMatchObject({ status: 303, location: '/sign-in' });
      expect(visitor.cookies.has('homeward-session')).toBe(false);
    });

    it.each([
      ['without a token', {}, {}],
      ['with a made-up token', { formToken: 'x' }, {}],
    ])('%s is refused', async (_how, fields, headers) => {
      const site = await TestConsole.open({ ...apiAnswers });
      const visitor = site.signedIn('officer');
      await visitor.get('/sessions');
      expect(await visitor.post('/sign-out', { ...fields, ...headers })).toMatchObject(refused);
      expect(site.requests.map(({ route }) => route)).not.toContain('DELETE /v1/sessions/current');
    });

    it('with the token of another browser or another session is refused', async () => {
      const site = await TestConsole.open({ ...apiAnswers });
      const [one, other] = [site.signedIn('officer'), site.signedIn('officer')];
      const { html } = await one.get('/sessions');
      const formToken = html.querySelector('input[name=formToken]')?.getAttribute('value') ?? '';
      await other.get('/sessions');
      expect(await other.post('/sign-out', { formToken })).toMatchObject(refused);
      one.cookies.set('homeward-session', 'another');
      expect(await one.post('/sign-out', { formToken })).toMatchObject(refused);
    });

    it('from another site is refused, even with a valid token', async () => {
      const site = await TestConsole.open({ ...apiAnswers });
      const visitor = site.signedIn('officer');
      const { html } = await visitor.get('/sessions');
      const formToken = html.querySelector('input[name=formToken]')?.getAttribute('value') ?? '';
      const foreign = site.visitor({ 'sec-fetch-site': 'cross-site' });
      for (const [name, value] of visitor.cookies) foreign.cookies.set(name, value);
      expect(await foreign.post('/sign-out', { formToken })).toMatchObject(refused);
    });

    it('that cannot be parsed is answered with a failure page', async () => {
      const site = await TestConsole.open({});
      const request = { method: 'POST', url: '/sign-in', payload: { email: 'x' } } as const;
      const { statusCode, body } = await site.web.inject(request);
      expect([statusCode, body]).toEqual([415, expect.stringContaining('is not accepted')]);
    });
  });

  describe('a page', () => {
    it.each([
      ['/', '/sign-in'],
      ['/sessions', '/sign-in?next=%2Fsessions'],
      ['/queues/alarms/failed?after=50', '/sign-in?next=%2Fqueues%2Falarms%2Ffailed%3Fafter%3D50'],
    ])('%s redirects a user who is not signed in to %s', async (path, to) => {
      const site = await TestConsole.open({});
      expect(await site.visitor().get(path)).toMatchObject({ status: 303, location: to });
      expect(site.requests).toEqual([]);
    });

    it('clears an ended session, says so once, and is the address to return to', async () => {
      const site = await TestConsole.open({ 'GET /v1/sessions': new Refusal(401, 'not_signed_in') });
      const visitor = site.signedIn('officer');
      const { location } = await visitor.get('/sessions');
      expect([location, visitor.cookies.has('homeward-session')]).toEqual([
        '/sign-in?next=%2Fsessions',
        false,
      ]);
      expect((await visitor.get(location)).text).toContain('You were signed out');
      expect((await visitor.get(location)).text).not.toContain('You were signed out');
    });

    it.each([
      [new Refusal(403, 'role_not_allowed'), 403, 'Your role does not allow this'],
      [new Refusal(404, 'session_not_found'), 404, 'has already ended'],
      [new Refusal(409, 'busy_try_again'), 409, 'A colleague changed this at the same moment'],
      [new Refusal(429, 'too_many_requests', { retryAfterSeconds: 7 }), 429, 'Wait a few seconds'],
      [new Refusal(500, 'internal_error'), 500, 'Reference: request-1'],
    ])('that the API refuses with %j answers %i and names the user', async (apiAnswer, status, words) => {
      const site = await TestConsole.open({ 'GET /v1/sessions': apiAnswer });
      const answer = await site.signedIn('officer').get('/sessions');
      expect(answer.status).toBe(status);
      expect(answer.text).toContain(words);
      expect(answer.text).toContain("Seán O'Brien <b> 李, brokerage officer");
      expect(answer.html.querySelector('main b')).toBeNull();
    });

    it('says that the API is not available, and keeps the session', async () => {
      const site = await TestConsole.open({ 'GET /v1/sessions': UNREACHABLE });
      const visitor = site.signedIn('officer');
      expect(await visitor.get('/sessions')).toMatchObject({ status: 503 });
      expect(visitor.cookies.get('homeward-session')).toBe(TOKEN);
    });

    it('with a bug hides the details from the user and reports them to the log', async () => {
      const site = await TestConsole.open({ 'GET /v1/sessions': [{ startedAt: 'yesterday' }] });
      const { status, text } = await site.signedIn('officer').get('/sessions');
      expect(status).toBe(500);
      expect(text).not.toMatch(/RangeError|yesterday|\.ts|\.njk/);
      expect(site.bugs).toHaveLength(1);
    });

    it('redirects from the address of a form to the page with the form', async () => {
      const site = await TestConsole.open({});
      const answer = await site.signedIn('officer').get('/broadcasts/b1/close');
      expect(answer).toMatchObject({ status: 303, location: '/board' });
      expect(site.requests).toEqual([]);
    });

    it.each([
      ['PUT', '/board', 'GET, HEAD'],
      ['OPTIONS', '/packages/p1', 'GET, HEAD'],
      ['DELETE', '/sign-in', 'GET, HEAD, POST'],
    ])('answers %s %s with 405 and the methods that it has', async (method, url, allow) => {
      const site = await TestConsole.open({});
      const answer = await site.web.inject({ method: method as 'PUT', url });
      expect([answer.statusCode, answer.headers.allow]).toEqual([405, allow]);
      expect(answer.json()).toMatchObject({ code: 'method_not_allowed' });
      const page = await site.web.inject({ method: method as 'PUT', url, headers: { accept: 'text/html' } });
      expect([page.statusCode, page.body]).toEqual([
        405,
        expect.stringContaining('cannot be used in this way'),
      ]);
    });

    it('that does not exist is answered to a browser as a page and to a script as problem details', async () => {
      const site = await TestConsole.open({});
      expect(await site.visitor().get('/nothing')).toMatchObject({ status: 404 });
      const machine = await site.web.inject({ url: '/nothing' });
      expect(machine.json()).toMatchObject({ code: 'unknown_route' });
    });
  });
});
