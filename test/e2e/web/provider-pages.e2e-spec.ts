import type { FastifyInstance } from 'fastify';
import { Visitor } from '../../../apps/web/testing/visitor.js';
import type { ApiWorld } from '../../support/api-world.js';
import type { TestUser } from '../../support/builders/authorities.js';
import { WebWorld } from '../../support/console-world.js';

const MEGABYTE = 1_024 * 1_024;

/**
 * Sends valid and invalid requests to the provider's pages. No request may cause an unexpected error of the
 * console.
 */
describe('a provider’s pages with the real API', () => {
  let site: WebWorld;
  let api: ApiWorld;
  let web: FastifyInstance;
  beforeAll(async () => {
    site = await WebWorld.open();
    ({ api, web } = site);
  });
  afterEach(() => expect(site.bugs).toEqual([]));
  afterAll(() => site.close());

  const as = (user: TestUser): Visitor => site.as(user);

  it.each([
    '/invitations/..',
    '/invitations/%00',
    '/invitations/:id',
    '/invitations/x/offer',
    '/invitations/earlier?after=x',
    '/care/%2e%2e',
    '/care?after=%00',
    '/care?branch=%27',
    '/care/x/hours',
    '/care/ended?after=x',
    '/starts/x',
    '/capacity/x/y',
    '/capacity/__proto__/constructor',
    '/standing/pause?branch=x',
    '/updates/..%2fme',
  ])('GET %s is answered by a page', async (path) => {
    const user = await api.world.aUser({ role: 'provider' });
    expect([200, 303, 400, 404, 422]).toContain((await as(user).get(path)).status);
  });

  it('are refused to other roles', async () => {
    const officer = await api.world.aUser({ role: 'officer' });
    for (const path of ['/invitations', '/care', '/capacity', '/standing'])
      expect([path, (await as(officer).get(path)).status]).toEqual([path, 403]);
  });

  it.each<[string, Record<string, string>]>([
    ['a start date of 5,000 letters', { startsOn: 'x'.repeat(5_000) }],
    ['an impossible date', { startsOn: '2026-02-30' }],
    ['a rate above every limit', { rate: '99999.99' }],
    ['a rate of zero', { rate: '0' }],
    ['an impossible time', { 'at-v1': '25:61' }],
    ['an unknown branch', { deliveringBranchId: '__proto__' }],
    ['control characters', { note: '\0 \u202e 💥' }],
    ['texts that are too long', { note: 'x'.repeat(5_000), rateReason: 'y'.repeat(5_000) }],
    ['an invalid idempotency key', { key: 'a\r\nb', version: '-1' }],
    ['a version above every limit', { version: '1e99' }],
  ])('an offer with %s is accepted or shown with errors', async (_what, fields) => {
    const { asked } = await api.world.aBroadcastOpen({ branches: 1 });
    const [one] = asked;
    if (!one) throw new Error('a branch was asked');
    const visitor = as(one.user);
    const path = `/invitations/${one.invitationId}`;
    await visitor.get(path);
    const { status, html } = await visitor.submit(`${path}/offer`, fields);
    expect([303, 400, 409, 422]).toContain(status);
    if (status !== 303) expect(html.querySelector('.govuk-error-summary')).not.toBeNull();
  });

  it('confirm capacity once if the button is pressed twice without script, and answer both presses alike', async () => {
    const { branch, user } = await api.world.aContractedBranch({ lot: await api.world.aLot() });
    api.world.clock.pass({ minutes: 1 });
    const visitor = as(user);
    const { html } = await visitor.get('/capacity');
    const form = html.querySelector('form[action="/capacity/confirm"]');
    const fields = Object.fromEntries(
      (form?.querySelectorAll('input') ?? []).map((one) => [
        one.getAttribute('name'),
        one.getAttribute('value'),
      ]),
    ) as Record<string, string>;
    const pressed = await Promise.all([1, 2].map(() => visitor.post('/capacity/confirm', fields)));
    expect(pressed.map(({ status, location }) => [status, location])).toEqual([
      [303, '/capacity'],
      [303, '/capacity'],
    ]);
    const declared = await api.world.rows<{ version: number }>(
      'SELECT version FROM capacity WHERE branch_id = $1',
      [branch.id],
    );
    expect(declared).toEqual([{ version: 2 }]);
    expect((await visitor.get('/capacity')).status).toBe(200);
    const third = await visitor.post('/capacity/confirm', { ...fields, formToken: 'x' });
    expect(third.status).toBe(403);
  });

  async function anUpdate(): Promise<{ visitor: Visitor; path: string }> {
    const { world } = api;
    const lot = await world.aLot();
    const { branch, user } = await world.aContractedBranch({ lot });
    const by = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const conditions = [{ kind: 'reporting', everyDays: 14 }] as const;
    await world.aRestriction({ by, branchId: branch.id, conditions });
    const visitor = as(user);
    const { html } = await visitor.get('/standing');
    const path = html.querySelector('a[href^="/updates/"]')?.getAttribute('href') ?? '';
    await visitor.get(path);
    return { visitor, path };
  }

  it('accept a document of nearly ten megabytes with an update, and store it byte for byte', async () => {
    const { visitor, path } = await anUpdate();
    const content = `%PDF-1.7\n${'x'.repeat(9 * MEGABYTE)}\n%%EOF\n`;
    const document = { name: 'O’Brien <b> 李.pdf', type: 'application/pdf', content };
    const sent = await visitor.submitWithFile(path, { account: 'Done' }, { document });
    expect(sent).toMatchObject({ status: 303, location: '/standing' });
    expect(await api.world.rows('SELECT name, byte_size AS size FROM document')).toEqual([
      { name: document.name, size: content.length },
    ]);
  });

  it('refuse a larger document and a file of another type with a message', async () => {
    const { visitor, path } = await anUpdate();
    const large = { name: 'a.pdf', type: 'application/pdf', content: 'x'.repeat(11 * MEGABYTE) };
    const { status, text } = await visitor.submitWithFile(path, { account: 'Done' }, { document: large });
    expect([status, text]).toEqual([413, expect.stringContaining('This is too large.')]);
    for (const type of ['text/html', '']) {
      await visitor.get(path);
      const page = { name: 'a.html', type, content: '<script>' };
      const refused = await visitor.submitWithFile(path, { account: 'Typed <b>' }, { document: page });
      expect([refused.status, refused.html.querySelector('#account')?.textContent]).toEqual([
        415,
        expect.stringContaining('Typed <b>'),
      ]);
    }
  });

  it('read no file without a session, nor on another route', async () => {
    const { path } = await anUpdate();
    const document = { name: 'a.pdf', type: 'application/pdf', content: 'x'.repeat(MEGABYTE) };
    expect(await new Visitor(web).postWithFile(path, {}, { document })).toMatchObject({ status: 401 });
    const user = await api.world.aUser({ role: 'provider' });
    expect(await as(user).postWithFile('/standing/pause', {}, { document })).toMatchObject({ status: 413 });
  });
});
