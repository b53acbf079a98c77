import type { OpenWorkView, UserView } from '#contracts/identity';
import type { Role } from '#contracts/roles-and-actors';
import { NO_WORK } from '../../../testing/no-work.js';
import { UNREACHABLE, aUser, TestConsole, Refusal } from '../../../testing/test-console.js';

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
const NEW: UserView = { ...COLLEAGUE, hasJoined: false, linkExpiresAt: '2026-01-22T09:00:00Z' };
const PAGE = `/users/${COLLEAGUE.id}`;
const ROUTE = `/v1${PAGE}`;
const FILLED = { name: ' Ilona ', email: 'ilona@example.org', role: 'officer' };
const LINK = { token: 'a-token-that-is-shown-once', expiresAt: '2026-01-22T09:00:00Z' };

const NOBODY_ASKS = { 'GET /v1/users?state=asking': { items: [], next: null } };
const HELD: OpenWorkView = {
  openItems: 2,
  openByKind: { ...NO_WORK, package: 2 },
  sessions: 1,
  hasColleague: true,
  hasCommissioner: true,
};
const OWN_BRANCHES = {
  'GET /v1/branches?providerId=1-101635212&limit=200': {
    items: [
      { id: '1-1', name: 'North' },
      { id: '1-2', name: 'South' },
    ],
    next: null,
  },
};

describe('the users', () => {
  it('are listed in pages, by role and state', async () => {
    const site = await TestConsole.open({
      ...NOBODY_ASKS,
      'GET /v1/users?role=officer&state=active&after=a%2Fb': { items: [COLLEAGUE, GONE, NEW], next: 'c&d' },
    });
    const visitor = site.signedIn('administrator');
    const { text, html } = await visitor.get('/users?role=officer&state=active&after=a%2Fb');
    expect(text).toContain('李 <i>Chen colleague@example.org brokerage officer Active');
    expect(text).toContain('Disabled');
    expect(text).toContain('Invited');
    const links = html.querySelectorAll('main a').map((link) => link.getAttribute('href'));
    const more = '/users?role=officer&state=active&after=c%26d';
    expect(links).toEqual(['/users/new', '/users', PAGE, `/users/${GONE.id}`, PAGE, more]);
  });
});

describe('the search for users', () => {
  it('keeps the name, the role and the status in the address of the next page', async () => {
    const site = await TestConsole.open({
      ...NOBODY_ASKS,
      'GET /v1/users?role=officer&search=Chen': { items: [COLLEAGUE], next: 'n' },
    });
    const { html } = await site.signedIn('administrator').get('/users?role=officer&state=&search=+Chen+');
    expect(html.querySelector('#search')?.getAttribute('value')).toBe('Chen');
    const links = html.querySelectorAll('main a').map((link) => link.getAttribute('href'));
    expect(links).toContain('/users?role=officer&search=Chen&after=n');
    expect(links).toContain('/users');
  });
});

describe('adding a user', () => {
  it('shows the link once, in the answer itself, under the address of the console', async () => {
    const site = await TestConsole.open({ 'POST /v1/users': { user: NEW, link: LINK } });
    const visitor = site.signedIn('administrator', {
      'x-forwarded-proto': 'https',
      host: 'homeward.example',
    });
    visitor.cookies.set('__Host-homeward-session', visitor.cookies.get('homeward-session') ?? '');
    await visitor.get('/users/new');
    const { status, text, headers } = await visitor.submit('/users/new', FILLED);
    expect(status).toBe(200);
    expect(text).toContain(`https://homeward.example/account-link/${LINK.token}`);
    expect(text).toContain('22 January 2026 at 09:00');
    expect(JSON.stringify(headers)).not.toContain(LINK.token);
    expect(headers['cache-control']).toBe('no-store');
  });

  it('sends what was typed with one idempotency key, and says that a repeated form shows no link', async () => {
    const answers = [
      { user: NEW, link: LINK },
      { user: NEW, link: null },
    ];
    const site = await TestConsole.open({ 'POST /v1/users': () => answers.shift() });
    const visitor = site.signedIn('administrator');
    const { html } = await visitor.get('/users/new');
    const key = html.querySelector('input[name=key]')?.getAttribute('value') ?? '';
    await visitor.submit('/users/new', FILLED);
    await visitor.get('/users/new');
    const { text } = await visitor.submit('/users/new', { ...FILLED, key });
    expect(text).toContain('cannot be shown again');
    const [first, second] = site.requests.filter(({ route }) => route === 'POST /v1/users');
    expect(first?.body).toEqual({ name: 'Ilona', email: 'ilona@example.org', role: 'officer' });
    expect(first?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
    expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
  });

  it.each<[Role, string[]]>([
    ['administrator', ['officer', 'commissioner', 'administrator', 'auditor']],
    ['provider_administrator', ['provider', 'provider_administrator']],
  ])('offers a %s the roles of the own organisation', async (role, offered) => {
    const site = await TestConsole.open({ ...OWN_BRANCHES });
    const { html } = await site.signedIn(role).get('/users/new');
    const values = html.querySelectorAll('input[name=role]').map((input) => input.getAttribute('value'));
    expect(values).toEqual(offered);
    expect(html.querySelectorAll('input[type=password]')).toEqual([]);
  });

  it('shows every missing field without asking the API', async () => {
    const site = await TestConsole.open({});
    const visitor = site.signedIn('administrator');
    await visitor.get('/users/new');
    const { status, html } = await visitor.submit('/users/new', { name: ' ', role: '' });
    const links = html.querySelectorAll('.govuk-error-summary a').map((link) => link.getAttribute('href'));
    expect([status, links]).toEqual([400, ['#name', '#email', '#role']]);
    for (const link of links) expect(html.querySelectorAll(link ?? '')).toHaveLength(1);
    const requested = site.requests.map(({ route }) => route);
    expect(requested.filter((route) => route.startsWith('GET /v1/me'))).toHaveLength(3);
    expect(requested.some((route) => route.startsWith('POST'))).toBe(false);
  });

  it.each([
    [new Refusal(409, 'email_taken'), '#email', 'Another user has this e-mail address'],
    [new Refusal(400, 'invalid_request', { fields: { role: ['x'] } }), '#role', 'Choose a role'],
  ])('keeps what was typed after a refusal: %j', async (apiAnswer, field, words) => {
    const site = await TestConsole.open({ 'POST /v1/users': apiAnswer });
    const visitor = site.signedIn('administrator');
    await visitor.get('/users/new');
    const { status, html } = await visitor.submit('/users/new', FILLED);
    expect(status).toBe(apiAnswer.status);
    const link = html.querySelector('.govuk-error-summary a');
    expect([link?.getAttribute('href'), link?.textContent]).toEqual([field, expect.stringContaining(words)]);
    const value = (id: string) => html.querySelector(id)?.getAttribute('value');
    expect([value('#name'), value('#email')]).toEqual(['Ilona', FILLED.email]);
    expect(html.querySelector('input[name=role][checked]')?.getAttribute('value')).toBe('officer');
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
  const apiAnswers = { [`GET ${ROUTE}`]: COLLEAGUE, [`GET ${ROUTE}/open-work`]: HELD };
  const TYPED = { name: ' Chen Li ', email: 'chen@example.org', role: 'auditor' };
  const CONFIRMED = { ...TYPED, step: 'confirm' };

  it('is changed with the version that the administrator saw', async () => {
    const site = await TestConsole.open({ ...apiAnswers, [`PATCH ${ROUTE}`]: COLLEAGUE });
    const visitor = site.signedIn('administrator');
    await visitor.get(PAGE);
    const { text } = await visitor.submit(PAGE, TYPED);
    expect(text).toContain('changes from brokerage officer to auditor');
    expect(text).toContain('Their session ends at once');
    expect(text).toContain('2 open items of work go to the colleague with the fewest open items');
    expect(site.requests.some(({ route }) => route.startsWith('PATCH'))).toBe(false);
    expect(await visitor.submit(PAGE, CONFIRMED)).toMatchObject({ location: PAGE });
    const sent = site.requests.find(({ route }) => route === `PATCH ${ROUTE}`)?.body;
    expect(sent).toEqual({ name: 'Chen Li', email: 'chen@example.org', role: 'auditor', version: 3 });
  });

  it('shows a colleague’s change beside what was typed', async () => {
    const site = await TestConsole.open({
      ...apiAnswers,
      [`PATCH ${ROUTE}`]: new Refusal(409, 'version_stale'),
    });
    const visitor = site.signedIn('administrator');
    await visitor.get(PAGE);
    const { status, text, html } = await visitor.submit(PAGE, { ...CONFIRMED, name: 'Typed' });
    expect([status, text]).toEqual([409, expect.stringContaining('The details now read: 李 <i>Chen')]);
    expect(html.querySelector('#name')?.getAttribute('value')).toBe('Typed');
    expect(html.querySelector('input[name=version]')?.getAttribute('value')).toBe('3');
  });

  it.each([
    [{ name: '' }, undefined, 'Enter a name'],
    [{}, new Refusal(409, 'email_taken'), 'Another user has this e-mail address'],
    [{}, new Refusal(422, 'role_change_not_allowed'), 'cannot have this role'],
  ])('shows the error of %j', async (typed, apiAnswer, words) => {
    const site = await TestConsole.open({ ...apiAnswers, [`PATCH ${ROUTE}`]: apiAnswer });
    const visitor = site.signedIn('administrator');
    await visitor.get(PAGE);
    const { html } = await visitor.submit(PAGE, { ...CONFIRMED, ...typed });
    expect(html.querySelector('.govuk-error-summary')?.textContent).toContain(words);
  });

  it('gets a new link, which is shown once, and which can be revoked', async () => {
    const site = await TestConsole.open({
      [`GET ${ROUTE}`]: NEW,
      [`POST ${ROUTE}/link`]: { user: NEW, link: LINK },
      [`DELETE ${ROUTE}/link`]: COLLEAGUE,
    });
    const visitor = site.signedIn('administrator');
    expect((await visitor.get(PAGE)).text).toContain('Valid until 22 January 2026');
    const { text } = await visitor.submit(`${PAGE}/link`);
    expect(text).toContain(`/account-link/${LINK.token}`);
    await visitor.get(PAGE);
    expect(await visitor.submit(`${PAGE}/link/revoke`)).toMatchObject({ status: 303, location: PAGE });
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
    const { text } = await visitor.get(`${PAGE}/disable`);
    expect(text).toContain('is signed out everywhere at once');
    expect(text).toContain('2 open items of work go to the colleague');
    expect(await visitor.submit(`${PAGE}/disable`)).toMatchObject({ status: 303, location: PAGE });
    expect((await visitor.get(`/users/${GONE.id}`)).text).toMatch(
      /User disabled and signed out.*Disabled since 2 January/,
    );
    expect(await visitor.submit(`/users/${GONE.id}/enable`)).toMatchObject({ status: 303 });
  });

  it('has no button to disable the own account, nor to issue a link for it', async () => {
    const self = aUser('administrator');
    const site = await TestConsole.open({ [`GET /v1/users/${self.id}`]: self });
    const { html, text } = await site.signedIn('administrator').get(`/users/${self.id}`);
    expect(text).toContain('You cannot disable your own account.');
    expect(html.querySelectorAll(`form[action$="/disable"], form[action$="/link"]`)).toEqual([]);
    expect(html.querySelectorAll('input[name=role]')).toHaveLength(1);
  });
});

describe('what users ask for', () => {
  const ASKS: UserView = { ...COLLEAGUE, request: { at: '2026-01-14T10:00:00Z', newEmail: null } };

  it('is counted above the list, and shown and dismissed beside the user', async () => {
    const site = await TestConsole.open({
      'GET /v1/users': { items: [ASKS], next: null },
      'GET /v1/users?state=asking': { items: [ASKS], next: null },
      [`GET ${ROUTE}`]: ASKS,
      [`DELETE ${ROUTE}/request`]: COLLEAGUE,
    });
    const visitor = site.signedIn('administrator');
    const { text, html } = await visitor.get('/users');
    expect(text).toContain('1 user has requested a link');
    expect(html.querySelector('a[href="/users?state=asking"]')).not.toBeNull();
    expect((await visitor.get(PAGE)).text).toContain('A link was requested for this account');
    expect(await visitor.submit(`${PAGE}/request/dismiss`)).toMatchObject({ status: 303, location: PAGE });
  });

  it('says which address a link confirms', async () => {
    const request = { at: '2026-01-14T10:00:00Z', newEmail: 'new@example.org' };
    const site = await TestConsole.open({ [`GET ${ROUTE}`]: { ...COLLEAGUE, request } });
    const { text } = await site.signedIn('administrator').get(PAGE);
    expect(text).toContain('Requested the address new@example.org');
  });
});

describe('the branches of a user', () => {
  const BIDDER: UserView = { ...COLLEAGUE, role: 'provider', providerId: '1-101635212', branchIds: ['1-2'] };
  const answers = { ...OWN_BRANCHES, [`GET ${ROUTE}`]: BIDDER, [`PUT ${ROUTE}/branches`]: BIDDER };

  it.each([
    [{ branches: 'all', 'branch-1-1': 'yes' }, null],
    [{ branches: 'some', 'branch-1-1': 'yes', 'branch-1-2': '' }, ['1-1']],
  ])('are sent as chosen: %j', async (typed, branchIds) => {
    const site = await TestConsole.open(answers);
    const visitor = site.signedIn('provider_administrator');
    expect((await visitor.get(PAGE)).text).toContain('Branches South Change the branches of');
    const { html } = await visitor.get(`${PAGE}/branches`);
    expect(html.querySelectorAll('input[type=checkbox][checked]').map(({ id }) => id)).toEqual([
      'branch-1-2',
    ]);
    expect(await visitor.submit(`${PAGE}/branches`, typed)).toMatchObject({ status: 303, location: PAGE });
    const sent = site.requests.find(({ route }) => route === `PUT ${ROUTE}/branches`)?.body;
    expect(sent).toEqual({ branchIds, version: 3 });
  });

  it.each([
    [{ branches: '' }, '#branches', 'Choose all branches or some branches.'],
    [{ branches: 'some', 'branch-1-2': '' }, '#branches-2', 'Choose at least one branch.'],
  ])('must be chosen: %j', async (typed, field, words) => {
    const site = await TestConsole.open(answers);
    const visitor = site.signedIn('provider_administrator');
    await visitor.get(`${PAGE}/branches`);
    const { html } = await visitor.submit(`${PAGE}/branches`, typed);
    const link = html.querySelector('.govuk-error-summary a');
    expect([link?.getAttribute('href'), link?.textContent]).toEqual([field, words]);
    expect(html.querySelectorAll(field)).toHaveLength(1);
  });

  it('are no page for a council', async () => {
    const site = await TestConsole.open(answers);
    expect((await site.signedIn('administrator').get(`${PAGE}/branches`)).status).toBe(403);
  });
});
