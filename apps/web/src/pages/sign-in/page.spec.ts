import { UNREACHABLE, aUser, TestConsole, Refusal, TOKEN } from '../../../testing/test-console.js';

const SESSION = { token: TOKEN, session: {}, user: aUser('officer'), guessedAt: null };
const FILLED = { email: 'o@example.org', password: ' with blanks ' };

describe('the sign-in page', () => {
  it('shows users with passwords only in a demonstration', async () => {
    const plain = await (await TestConsole.open({})).visitor().get('/sign-in');
    expect(plain.text).not.toMatch(/demonstration/i);
    const demonstration = [{ role: 'officer', email: 'officer@leicestershire.example', password: 'for all' }];
    const shown = await (await TestConsole.open({}, { demonstration })).visitor().get('/sign-in');
    expect(shown.text).toContain('officer@leicestershire.example');
    const proxied = { 'x-forwarded-for': '192.0.2.1' };
    const elsewhere = await (await TestConsole.open({}, { demonstration })).visitor(proxied).get('/sign-in');
    expect(elsewhere.text).not.toContain('officer@leicestershire.example');
  });

  it('tells a user that the password was guessed at', async () => {
    const guessed = { ...SESSION, guessedAt: '2026-01-14T10:00:00Z' };
    const answers = { 'POST /v1/sessions': guessed, 'GET /v1/sessions': [] };
    const site = await TestConsole.open(answers);
    const visitor = site.signedIn('officer');
    visitor.cookies.delete('homeward-session');
    await visitor.get('/sign-in');
    await visitor.submit('/sign-in', FILLED);
    expect((await visitor.get('/sessions')).text).toContain('Many wrong passwords were tried');
  });

  it('sends the password exactly as typed, with the address and the browser', async () => {
    const site = await TestConsole.open({ 'POST /v1/sessions': SESSION });
    const visitor = site.visitor({ 'user-agent': 'Firefox/140', 'x-forwarded-for': '203.0.113.9' });
    await visitor.get('/sign-in');
    const { status, location, headers } = await visitor.submit('/sign-in', FILLED);
    expect([status, location]).toEqual([303, '/board']);
    expect(site.requests).toMatchObject([
      {
        route: 'POST /v1/sessions',
        body: FILLED,
        headers: { 'user-agent': 'Firefox/140', 'x-forwarded-for': '203.0.113.9, 127.0.0.1' },
      },
    ]);
    expect(site.requests[0]?.headers).not.toHaveProperty('authorization');
    const kept = String(headers['set-cookie']);
    expect(kept).toContain(`homeward-session=${TOKEN}; Path=/; HttpOnly; SameSite=Lax`);
    expect(kept).not.toMatch(/Expires|Max-Age|Secure/);
  });

  it('sets cookies for https and this host only, if it is served over https', async () => {
    const site = await TestConsole.open({ 'POST /v1/sessions': SESSION });
    const visitor = site.visitor({ 'x-forwarded-proto': 'https' });
    await visitor.get('/sign-in');
    const { headers } = await visitor.submit('/sign-in', FILLED);
    expect(String(headers['set-cookie'])).toContain(
      `__Host-homeward-session=${TOKEN}; Path=/; HttpOnly; Secure; SameSite=Lax`,
    );
  });

  it.each([
    ['/sessions', '/sessions'],
    ['//evil.example', '/board'],
    ['https://evil.example/', '/board'],
    ['/queues/alarms/failed?after=50', '/queues/alarms/failed?after=50'],
  ])('with the requested address %s redirects to %s', async (next, to) => {
    const site = await TestConsole.open({ 'POST /v1/sessions': SESSION });
    const visitor = site.visitor();
    const action = `/sign-in?next=${encodeURIComponent(next)}`;
    const { html } = await visitor.get(action);
    const shown = html.querySelector('main form')?.getAttribute('action') ?? '';
    const { location } = await visitor.submit(shown, FILLED);
    expect(location).toBe(to);
  });

  it.each([
    [new Refusal(401, 'sign_in_failed'), 401, /is wrong. Check both/, 'wrong'],
    [
      new Refusal(400, 'invalid_request', { fields: { email: ['x'] } }),
      401,
      /is wrong. Check both/,
      'no address',
    ],
    [new Refusal(429, 'sign_in_throttled', { retryAfterSeconds: 300 }), 429, /in 5 min/, 'too often'],
    [new Refusal(500, 'internal_error'), 500, /Something went wrong/, 'a bug of the API'],
    [UNREACHABLE, 503, /is not available/, 'the API is away'],
  ])('shows the form again: %s: %i', async (apiAnswer, status, words, _why) => {
    const site = await TestConsole.open({ 'POST /v1/sessions': apiAnswer });
    const visitor = site.visitor();
    await visitor.get('/sign-in');
    const refused = await visitor.submit('/sign-in', FILLED);
    expect(refused.status).toBe(status);
    expect(refused.html.querySelector('.govuk-error-summary')?.textContent).toMatch(words);
    expect(refused.html.querySelector('#email')?.getAttribute('value')).toBe(FILLED.email);
    expect(refused.html.toString()).not.toContain('with blanks');
    expect(refused.headers['retry-after']).toBe(status === 429 ? '300' : undefined);
  });

  it('shows which field is empty, without asking the API', async () => {
    const site = await TestConsole.open({});
    const visitor = site.visitor();
    await visitor.get('/sign-in');
    const { html } = await visitor.submit('/sign-in', { email: ' ', password: '' });
    const links = html.querySelectorAll('.govuk-error-summary a').map((link) => link.getAttribute('href'));
    expect(links).toEqual(['#email', '#password']);
    expect(html.querySelector('#email')?.getAttribute('aria-describedby')).toBe('email-error');
    expect(site.requests).toEqual([]);
  });
});
