import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Visitor } from '../../../apps/web/testing/visitor.js';
import type { ApiWorld } from '../../support/api-world.js';
import type { TestUser } from '../../support/builders/authorities.js';
import { WebWorld } from '../../support/console-world.js';

const MEGABYTE = 1_024 * 1_024;

describe('a document from the console with the real API', () => {
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

  const fetched = (path: string, { token }: TestUser, options: RequestInit = {}): Promise<Response> => {
    const { port } = web.server.address() as AddressInfo;
    const headers = { cookie: `homeward-session=${token}`, accept: 'text/html' };
    return fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', headers, ...options });
  };

  /** Sends in an update with a document, with the form on the page of the branch. */
  async function giveUpdate(content: string) {
    const { world } = api;
    const lot = await world.aLot();
    const { branch, user } = await world.aContractedBranch({ lot });
    const officer = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
    const by = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const conditions = [{ kind: 'reporting', everyDays: 14 }] as const;
    const restriction = await world.aRestriction({ by, branchId: branch.id, conditions });
    const visitor = as(user);
    const { html } = await visitor.get('/standing');
    const path = html.querySelector('a[href^="/updates/"]')?.getAttribute('href') ?? '';
    await visitor.get(path);
    const document = { name: 'Plan of O’Brien <b> 李.pdf', type: 'application/pdf', content };
    await visitor.submitWithFile(path, { account: 'We <b> trained' }, { document });
    return { officer, user, page: `/restrictions/${restriction.id}`, path };
  }

  it('is linked and sent byte for byte to both parties that may read it, and refused to others', async () => {
    const content = `%PDF-1.7\n${'x'.repeat(9 * MEGABYTE)}\n%%EOF\n`;
    const { officer, user, page, path } = await giveUpdate(content);
    const { html, text } = await as(officer).get(page);
    expect(text).toContain('We <b> trained');
    const link = html.querySelector('a[href^="/documents/"]')?.getAttribute('href') ?? '';
    const own = await as(user).get(path);
    expect(own.html.querySelector(`a[href="${link}"]`)).not.toBeNull();
    for (const reader of [officer, user]) {
      const answer = await fetched(link, reader);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
      expect(answer.headers.get('content-disposition')).toContain(
        "filename*=UTF-8''Plan%20of%20O%E2%80%99Brien%20%3Cb%3E%20%E6%9D%8E.pdf",
      );
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect((await answer.text()) === content).toBe(true);
    }
    for (const role of ['officer', 'provider', 'auditor'] as const)
      expect((await fetched(link, await api.world.aUser({ role }))).status).toBe(404);
    expect((await fetched(link, await api.world.aUser({ role: 'administrator' }))).status).toBe(403);
  });

  it('can be aborted by browsers without harm to other requests', async () => {
    const { officer, page } = await giveUpdate(`%PDF-1.7\n${'x'.repeat(9 * MEGABYTE)}\n%%EOF\n`);
    const { html } = await as(officer).get(page);
    const link = html.querySelector('a[href^="/documents/"]')?.getAttribute('href') ?? '';
    for (let count = 0; count < 5; count++) {
      const download = new AbortController();
      await fetched(link, officer, { signal: download.signal });
      download.abort();
    }
    expect((await fetched(link, officer, { method: 'HEAD' })).status).toBe(200);
    expect(await as(officer).get('/board')).toMatchObject({ status: 200 });
  });

  it('is part of the archive of its notice', async () => {
    const { officer, user, page } = await giveUpdate('%PDF-1.7 plan\n%%EOF\n');
    const answer = await fetched(`${page}/evidence-pack`, officer);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
    expect(Buffer.from(await answer.arrayBuffer()).subarray(0, 2)).toEqual(Buffer.from('PK'));
    expect((await fetched(`${page}/evidence-pack`, user)).status).toBe(403);
  });

  it.each(['/documents/%00', '/documents/x', '/documents/:id', '/documents/%2e%2e%2fme'])(
    'GET %s is answered by a page',
    async (path) => {
      const { status, headers } = await as(await api.world.aUser({ role: 'officer' })).get(path);
      expect([400, 404]).toContain(status);
      expect(headers['content-type']).toContain('text/html');
    },
  );
});
