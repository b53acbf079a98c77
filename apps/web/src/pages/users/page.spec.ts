import type { UserView } from '#contracts/identity';
import { UNREACHABLE, aUser, TestConsole, Refusal } from '../../../testing/test-console.js';

const PASSWORD = 'correct horse battery staple';
const COLLEAGUE: UserView = {
  ...aUser('officer'),
  id: '01900000-0000-7000-8000-0000000000cc',
  email: 'colleague@example.org',
  name: '李 <i>Chen',
  version: 3,
};
const GONE: UserView = {
  ...COLLEAGUE,
  id: '01900000-0000-7000-8000-0000000000dd',
  disabledAt: '2026-01-02T10:00:00Z',
};
const PAGE = `/users/${COLLEAGUE.id}`;
const ROUTE = `/v1${PAGE}`;
const FILLED = {
  name: ' Ilona ',
  email: 'ilona@example.org',
  role: 'officer',
  providerId: '',
  password: PASSWORD,
};

describe('the users', () => {
  it('are listed in pages', async () => {
    const site = await TestConsole.open({
      'GET /v1/users?after=a%2Fb': { items: [COLLEAGUE, GONE], next: 'c&d' },
    });
    const { text, html } = await site.signedIn('administrator').get('/users?after=a%2Fb');
    expect(text).toContain('李 <i>Chen colleague@example.org brokerage officer – Yes');
    expect(text).toContain('Disabled');
    const links = html.querySelectorAll('main a').map((link) => link.getAttribute('href'));
    expect(links).toEqual(['/users/new', PAGE, `/users/${GONE.id}`, '/users?after=c%26d']);
  });
});

describe('adding a user', () => {
  it('sends what was typed with one idempotency key', async () => {
    const site = await TestConsole.open({ 'POST /v1/users': COLLEAGUE });
    const visitor = site.signedIn('administrator');
    await visitor.get('/users/new');
    for (const _ of [1, 2])
      expect(await visitor.submit('/users/new', FILLED)).toMatchObject({ location: '/users' });
    const [first, second] = site.requests.filter(({ route }) => route === 'POST /v1/users');
    expect(first?.body).toEqual({
      name: 'Ilona',
      email: 'ilona@example.org',
      role: 'officer',
      password: PASSWORD,
    });
    expect(first?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
    expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
  });

  it('shows every missing field without asking the API', async () => {
    const site = await TestConsole.open({});
    const visitor = site.signedIn('administrator');
    await visitor.get('/users/new');
    const { status, html } = await visitor.submit('/users/new', { name: ' ', role: '' });
    const links = html.querySelectorAll('.govuk-error-summary a').map((link) => link.getAttribute('href'));
    expect([status, links]).toEqual([400, ['#name', '#email', '#role', '#password']]);
    for (const link of links) expect(html.querySelectorAll(link ?? '')).toHaveLength(1);
    const requested = site.requests.map(({ route }) => route);
    expect(requested.filter((route) => route.startsWith('GET /v1/me'))).toEqual(['GET /v1/me', 'GET /v1/me']);
    expect(requested.some((route) => route.startsWith('POST'))).toBe(false);
  });

  it.each([
    [new Refusal(409, 'email_taken'), '#email', 'already signs in with this e-mail address'],
    [new Refusal(404, 'provider_not_found'), '#providerId', 'no such provider'],
    [new Refusal(422, 'provider_shared'), '#providerId', 'another authority too'],
    [
      new Refusal(400, 'invalid_request', { fields: { password: ['x'] } }),
      '#password',
      '12 to 200 characters',
    ],
    [new Refusal(400, 'invalid_request', { fields: { providerId: ['x'] } }), '#providerId', 'CQC id'],
  ])('keeps what was typed after a refusal: %j', async (apiAnswer, field, words) => {
    const site = await TestConsole.open({ 'POST /v1/users': apiAnswer });
    const visitor = site.signedIn('administrator');
    await visitor.get('/users/new');
    const { status, html } = await visitor.submit('/users/new', {
      ...FILLED,
      role: 'provider',
      providerId: '1-1',
    });
    expect(status).toBe(apiAnswer.status);
    const link = html.querySelector('.govuk-error-summary a');
    expect([link?.getAttribute('href'), link?.textContent]).toEqual([field, expect.stringContaining(words)]);
    const value = (id: string) => html.querySelector(id)?.getAttribute('value');
    expect([value('#name'), value('#email'), value('#providerId')]).toEqual(['Ilona', FILLED.email, '1-1']);
    expect(html.querySelector('input[name=role][checked]')?.getAttribute('value')).toBe('provider');
    expect(html.toString()).not.toContain(PASSWORD);
  });

  it('shows a failure page if changing the form cannot help', async () => {
    const site = await TestConsole.open({ 'POST /v1/users': UNREACHABLE });
    const visitor = site.signedIn('administrator');
    await visitor.get('/users/new');
    const { status, html } = await visitor.submit('/users/new', FILLED);
    expect([status, html.querySelectorAll('#name')]).toEqual([503, []]);
  });
});

describe('a user', () => {
  const apiAnswers = { [`GET ${ROUTE}`]: COLLEAGUE };

  it.each([
    ['', { name: 'Chen Li', version: 3 }],
    [PASSWORD, { name: 'Chen Li', version: 3, password: PASSWORD }],
  ])(
    'is changed with the version that the administrator saw, with the new password “%s”',
    async (password, sent) => {
      const site = await TestConsole.open({ ...apiAnswers, [`PATCH ${ROUTE}`]: COLLEAGUE });
      const visitor = site.signedIn('administrator');
      await visitor.get(PAGE);
      expect(await visitor.submit(PAGE, { name: ' Chen Li ', password })).toMatchObject({ location: PAGE });
      expect(site.requests.find(({ route }) => route === `PATCH ${ROUTE}`)?.body).toEqual(sent);
    },
  );

  it('shows a colleague’s change beside what was typed', async () => {
    const site = await TestConsole.open({
      ...apiAnswers,
      [`PATCH ${ROUTE}`]: new Refusal(409, 'version_stale'),
    });
    const visitor = site.signedIn('administrator');
    await visitor.get(PAGE);
    const { status, text, html } = await visitor.submit(PAGE, { name: 'Typed' });
    expect([status, text]).toEqual([409, expect.stringContaining('The name now reads: 李 <i>Chen')]);
    expect(html.querySelector('#name')?.getAttribute('value')).toBe('Typed');
    expect(html.querySelector('input[name=version]')?.getAttribute('value')).toBe('3');
  });

  it.each([
    [{ name: '' }, undefined, 'Enter the name'],
    [
      { password: 'short' },
      new Refusal(400, 'invalid_request', { fields: { password: ['x'] } }),
      '12 to 200',
    ],
    [{ password: PASSWORD }, new Refusal(422, 'provider_shared'), 'another authority too'],
  ])('shows the error of %j', async (typed, apiAnswer, words) => {
    const site = await TestConsole.open({ ...apiAnswers, [`PATCH ${ROUTE}`]: apiAnswer });
    const visitor = site.signedIn('administrator');
    await visitor.get(PAGE);
    const { html } = await visitor.submit(PAGE, typed);
    expect(html.querySelector('.govuk-error-summary')?.textContent).toContain(words);
  });

  it('is disabled and enabled with a message each time', async () => {
    const site = await TestConsole.open({
      ...apiAnswers,
      [`GET /v1/users/${GONE.id}`]: GONE,
      [`POST ${ROUTE}/disable`]: GONE,
      [`POST /v1/users/${GONE.id}/enable`]: COLLEAGUE,
    });
    const visitor = site.signedIn('administrator');
    await visitor.get(PAGE);
    expect(await visitor.submit(`${PAGE}/disable`)).toMatchObject({ status: 303, location: PAGE });
    expect((await visitor.get(`/users/${GONE.id}`)).text).toMatch(
      /is disabled, is signed out.*Disabled since 2 January/,
    );
    expect(await visitor.submit(`/users/${GONE.id}/enable`)).toMatchObject({ status: 303 });
  });

  it('has no button to disable the user’s own account', async () => {
    const self = aUser('administrator');
    const site = await TestConsole.open({ [`GET /v1/users/${self.id}`]: self });
    const { html, text } = await site.signedIn('administrator').get(`/users/${self.id}`);
    expect(text).toContain('This is you.');
    expect(html.querySelectorAll(`form[action$="/disable"]`)).toEqual([]);
  });
});
