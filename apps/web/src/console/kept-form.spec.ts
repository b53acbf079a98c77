import { randomBytes } from 'node:crypto';
import { aUser, UNREACHABLE, TestConsole, Refusal } from '../../testing/test-console.js';
import { aWork } from '../../testing/providing.js';
import { LONGEST_SEALED } from './kept-submission.js';
import type { Visitor } from '../../testing/visitor.js';

const PAGE = '/people/new';
const SAME_ORIGIN = { 'sec-fetch-site': 'same-origin' };
const TYPED = {
  reference: 'LAS-1',
  givenName: '"><script>李',
  familyName: "O'Brien <b>",
  bornOn: '1938-11-02',
  addressLines: '1 High Street\n\nLoughborough',
  postcode: 'LE11 3TU',
  nhsNumber: '',
};
const RECORDED = {
  'POST /v1/people/find': new Refusal(404, 'person_not_found'),
  'POST /v1/lots/locate': { lotId: 'l' },
  'GET /v1/lots/l': { id: 'l', name: 'Charnwood' },
};

/** Opens the page of a form in a simulated browser that sends the given headers. */
async function openForm(apiAnswers: Record<string, unknown> = {}, headers = SAME_ORIGIN) {
  const answers: Record<string, unknown> = {
    ...RECORDED,
    'POST /v1/people': { id: 'p', version: 1 },
    ...apiAnswers,
  };
  const site = await TestConsole.open(answers);
  const visitor = site.signedIn('officer', headers);
  await visitor.get(PAGE);
  return { site, visitor, answers };
}
const recordRequests = ({ requests }: TestConsole) =>
  requests.filter(({ route }) => route === 'POST /v1/people');
/** The name of the cookie with the kept form that was kept last. */
const keptCookie = ({ cookies }: Visitor): string =>
  [...cookies.keys()].filter((name) => name.startsWith('homeward-kept-form-')).at(-1) ?? '';
const sendKeptForm = (visitor: Visitor) => visitor.submit(PAGE);

describe('a form that cannot be accepted', () => {
  it.each([
    [new Refusal(409, 'busy_try_again'), 409, 'A colleague changed this at the same moment'],
    [new Refusal(429, 'too_many_requests'), 429, 'Wait a few seconds'],
    [new Refusal(500, 'internal_error'), 500, 'Reference: request-1'],
    [UNREACHABLE, 503, 'is not available at the moment'],
  ])('is kept after %j, and one button sends it again', async (apiAnswer, status, words) => {
    const { site, visitor, answers } = await openForm({ 'POST /v1/people': apiAnswer });
    const answer = await visitor.submit(PAGE, TYPED);
    expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(words)]);
    expect(answer.text).toContain('Your answers are saved');
    expect(answer.html.querySelectorAll('main script, main b')).toEqual([]);
    answers['POST /v1/people'] = { id: 'p', version: 1 };
    expect((await sendKeptForm(visitor)).location).toBe('/packages/new?person=p');
    expect(recordRequests(site).at(-1)?.body).toMatchObject({
      familyName: "O'Brien <b>",
      givenName: '"><script>李',
      addressLines: ['1 High Street', 'Loughborough'],
    });
  });

  it('after a new sign-in names the user for whom it will be sent', async () => {
    const { site, visitor } = await openForm();
    visitor.cookies.set('homeward-session', 'another');
    const { status, text } = await visitor.submit(PAGE, TYPED);
    expect([status, text]).toEqual([403, expect.stringContaining('It will be sent as Seán')]);
    expect(recordRequests(site)).toEqual([]);
    expect((await sendKeptForm(visitor)).location).toBe('/packages/new?person=p');
  });

  it.each([['has ended'], ['is refused by the API']])(
    'if the session %s, one button sends it after a new sign-in',
    async (how) => {
      const { site, visitor, answers } = await openForm();
      if (how === 'has ended') visitor.cookies.delete('homeward-session');
      else answers['GET /v1/me'] = new Refusal(401, 'not_signed_in');
      const { status, html, text } = await visitor.submit(PAGE, TYPED);
      expect([status, text]).toEqual([401, expect.stringContaining('Your answers are saved')]);
      expect(html.querySelectorAll('#send-again')).toEqual([]);
      const signIn = html.querySelector('main a[href^="/sign-in"]')?.getAttribute('href') ?? '';
      expect(visitor.cookies.has('homeward-session')).toBe(false);

      answers['GET /v1/me'] = aUser('officer');
      answers['POST /v1/sessions'] = { token: 'another', user: aUser('officer'), guessedAt: null };
      await visitor.get(signIn);
      const { location } = await visitor.submit(signIn, { email: 'a@b.example', password: 'secret of mine' });
      const kept = await visitor.get(location);
      expect(kept.text).toContain('It will be sent as Seán');
      expect(kept.html.querySelectorAll('#send-again')).toHaveLength(1);
      expect((await sendKeptForm(visitor)).location).toBe('/packages/new?person=p');
      expect(recordRequests(site).at(-1)?.body).toMatchObject({ familyName: "O'Brien <b>" });
    },
  );

  it('that is sent again after no answer has the same idempotency key', async () => {
    const { site, visitor } = await openForm({ 'POST /v1/people': UNREACHABLE });
    await visitor.submit(PAGE, TYPED);
    await sendKeptForm(visitor);
    const [first, second] = recordRequests(site).map(({ headers }) => headers['idempotency-key']);
    expect([first, second]).toEqual([expect.any(String), first]);
  });

  it.each([{}, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }])(
    'from another site (%j) is not kept',
    async (headers) => {
      const { visitor } = await openForm({}, headers as typeof SAME_ORIGIN);
      visitor.cookies.set('homeward-session', 'another');
      const { status, html } = await visitor.submit(PAGE, TYPED);
      expect([status, html.querySelectorAll('main form')]).toEqual([403, []]);
    },
  );

  it('with a password is not kept', async () => {
    const site = await TestConsole.open({ 'POST /v1/me/password': new Refusal(401, 'not_signed_in') });
    const visitor = site.signedIn('officer', SAME_ORIGIN);
    await visitor.get('/password');
    const given = { oldPassword: 'old secret', newPassword: 'new secret 123' };
    expect(await visitor.submit('/password', given)).toMatchObject({
      status: 303,
      location: '/sign-in?next=%2Fpassword',
    });
  });
});

describe('two tabs of one browser at the same form', () => {
  const withName = (familyName: string) => ({ ...TYPED, familyName });
  const shown = (html: {
    querySelectorAll: (selector: string) => readonly { getAttribute(name: string): string | undefined }[];
  }) => html.querySelectorAll('input[name=familyName]')[0]?.getAttribute('value');

  it('keep the answers of each, if the session has ended in both, and send each once', async () => {
    const { site, visitor, answers } = await openForm();
    answers['GET /v1/me'] = new Refusal(401, 'not_signed_in');
    const first = await visitor.postRaw(PAGE, withName('First'));
    visitor.cookies.delete('homeward-session');
    const second = await visitor.postRaw(PAGE, withName('Second'));
    expect([first.status, second.status]).toEqual([303, 303]);
    answers['GET /v1/me'] = aUser('officer');
    visitor.cookies.set('homeward-session', 'another');
    for (const [{ location }, name] of [[second, 'Second'], [first, 'First']] as const) {
      expect(shown((await visitor.get(location)).html)).toBe(name);
      expect((await sendKeptForm(visitor)).location).toBe('/packages/new?person=p');
    }
    expect(recordRequests(site).map(({ body }) => (body as { familyName: string }).familyName)).toEqual(['Second', 'First']);
    expect(keptCookie(visitor)).toBe('');
  }); // prettier-ignore

  it('keep the answers of each, if both have errors, and a corrected form replaces only its own', async () => {
    const { visitor } = await openForm();
    const wrong = (name: string) => ({ ...withName(name), postcode: '' });
    const first = await visitor.postRaw(PAGE, wrong('First'));
    const second = await visitor.postRaw(PAGE, wrong('Second'));
    expect(shown((await visitor.get(first.location)).html)).toBe('First');
    const corrected = await visitor.postRaw(PAGE, wrong('First again'));
    expect(shown((await visitor.get(corrected.location)).html)).toBe('First again');
    expect(shown((await visitor.get(second.location)).html)).toBe('Second');
    expect(shown((await visitor.get(first.location)).html)).toBe('');
  });

  it('keep the newest three, so that their cookies stay small enough for a proxy', async () => {
    const { visitor } = await openForm();
    const kept = [];
    for (const name of ['1', '2', '3', '4', '5']) {
      await visitor.get(PAGE);
      kept.push(await visitor.postRaw(PAGE, { ...withName(name), postcode: '' }));
    }
    const names = [...visitor.cookies.keys()].filter((name) => name.startsWith('homeward-kept-form-'));
    expect(names).toHaveLength(3);
    expect(shown((await visitor.get(kept.at(-1)?.location ?? '')).html)).toBe('5');
    expect(JSON.stringify(kept.at(-1)?.headers).length).toBeLessThan(4_096);
  });
});

describe('a form with errors', () => {
  const WRONG = { ...TYPED, postcode: '' };

  it('has an address of its own, so that a reload shows it again and sends nothing', async () => {
    const { site, visitor } = await openForm();
    const answer = await visitor.postRaw(PAGE, WRONG);
    expect(answer.status).toBe(303);
    // nginx refuses an answer with headers of more than 4 kB.
    const sealed = visitor.cookies.get(keptCookie(visitor)) ?? '';
    const others = JSON.stringify(answer.headers).length - sealed.length;
    expect(others + LONGEST_SEALED).toBeLessThan(4_096);
    expect(answer.location).toMatch(/^\/people\/new\?again=[\w-]{17}$/);
    for (const _ of [1, 2]) {
      const { html, text } = await visitor.get(answer.location);
      expect(text).toContain('Enter a full postcode');
      expect(html.querySelector('#familyName')?.getAttribute('value')).toBe(TYPED.familyName);
    }
    expect(recordRequests(site)).toEqual([]);
    const { html } = await visitor.get(PAGE);
    expect(html.querySelector('#familyName')?.getAttribute('value')).toBe('');
  });

  it('cannot be opened with another address, another browser, or after a sign-out', async () => {
    const { site, visitor } = await openForm({ 'DELETE /v1/sessions/current': null });
    const { location } = await visitor.postRaw(PAGE, WRONG);
    const isShown = async (who: Visitor, url: string): Promise<boolean> =>
      (await who.get(url)).html.querySelector('#familyName')?.getAttribute('value') !== '';
    expect(await isShown(visitor, `${PAGE}?again=another`)).toBe(false);
    const other = site.signedIn('officer');
    await other.get(PAGE);
    other.cookies.set(keptCookie(visitor), visitor.cookies.get(keptCookie(visitor)) ?? '');
    expect(await isShown(other, location)).toBe(false);
    expect(await isShown(visitor, location)).toBe(true);
    const name = keptCookie(visitor);
    const kept = visitor.cookies.get(name) ?? '';
    await visitor.submit('/sign-out');
    visitor.cookies.set('homeward-session', 'token-of-a-session').set(name, kept);
    await visitor.get(PAGE);
    expect(await isShown(visitor, location)).toBe(false);
  });

  it('is forgotten when it was accepted', async () => {
    const { visitor } = await openForm();
    await visitor.submit(PAGE, WRONG);
    await visitor.submit(PAGE, TYPED);
    expect(keptCookie(visitor)).toBe('');
  });

  it('that is too large to be kept is shown at once', async () => {
    const { visitor } = await openForm();
    const long = randomBytes(4_000).toString('hex');
    const answer = await visitor.postRaw(PAGE, { ...WRONG, addressLines: long });
    expect([answer.status, answer.html.querySelector('#addressLines')?.textContent]).toEqual([400, long]);
  });

  it('never keeps a password', async () => {
    const site = await TestConsole.open({ 'POST /v1/sessions': new Refusal(401, 'sign_in_failed') });
    const visitor = site.visitor();
    await visitor.get('/sign-in');
    const { html } = await visitor.submit('/sign-in', { email: 'a@b.example', password: 'my secret 1' });
    expect(html.querySelector('#email')?.getAttribute('value')).toBe('a@b.example');
    expect(html.toString()).not.toContain('my secret 1');
  });
});

describe('a form that is sent twice', () => {
  const CONFIRM = '/v1/capacity/confirm';
  const { branchId, lotId } = aWork();
  const line = { [`${branchId}_${lotId}_version`]: '4', [`${branchId}_${lotId}_hours`]: '10' };
  it('has one idempotency key for one command, and another key for another command', async () => {
    const site = await TestConsole.open({
      [`POST ${CONFIRM}`]: { confirmed: [], refused: [] },
      'GET /v1/work': [aWork()],
    });
    const visitor = site.signedIn('provider');
    await visitor.get('/sessions');
    const { html } = await visitor.get('/password');
    const formToken = html.querySelector('input[name=formToken]')?.getAttribute('value') ?? '';
    for (const _ of [1, 2]) await visitor.post('/capacity/confirm', { formToken, ...line });
    const { html: later } = await visitor.get('/password');
    const another = later.querySelector('input[name=formToken]')?.getAttribute('value') ?? '';
    await visitor.post('/capacity/confirm', { formToken: another, ...line });
    const keys = site.requests
      .filter(({ route }) => route === `POST ${CONFIRM}`)
      .map(({ headers }) => headers['idempotency-key']);
    expect(keys).toEqual([expect.any(String), keys[0], expect.not.stringMatching(keys[0] ?? '')]);
  });
});
