import { getQueueToken } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import type { FastifyInstance } from 'fastify';
import { Visitor } from '../../../apps/web/testing/visitor.js';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { QUEUES } from '#contracts/jobs';
import { ApiWorld, until } from '../../support/api-world.js';
import { PASSWORD, type TestUser } from '../../support/builders/authorities.js';
import { webFor } from '../../support/console-server.js';

describe('the console with the real API', () => {
  let api: ApiWorld;
  let web: FastifyInstance;
  beforeAll(async () => {
    api = await ApiWorld.open({ TRUSTED_PROXIES: '1' });
    web = await webFor(api.url, { now: () => api.world.clock.now() });
  });
  afterAll(async () => {
    await web.close();
    await api.close();
  });

  async function signedIn({ email }: Pick<TestUser, 'email'>): Promise<Visitor> {
    const visitor = new Visitor(web, { 'user-agent': 'Mozilla/5.0 (X11; Linux) Firefox/140.0' });
    await visitor.get('/sign-in');
    const { status } = await visitor.submit('/sign-in', { email, password: PASSWORD });
    expect(status).toBe(303);
    return visitor;
  }

  it('identifies the signed-in user and the browser by an opaque cookie', async () => {
    const visitor = await signedIn(await api.world.aUser({ role: 'commissioner', name: "O'Brien <b> 李" }));
    const { text } = await visitor.get('/sessions');
    expect(text).toContain("O'Brien <b> 李, commissioner");
    expect(text).toContain('Firefox on Linux This one');
  });

  it('refuses a wrong password, a disabled user, and too many attempts', async () => {
    const user = await api.world.aUser({ role: 'officer' });
    const disabled = await api.world.aUser({ role: 'officer', disabledAt: api.world.clock.now() });
    const visitor = new Visitor(web, { 'x-forwarded-for': '203.0.113.77' });
    await visitor.get('/sign-in');
    const refused = await visitor.submit('/sign-in', { email: disabled.email, password: PASSWORD });
    expect([refused.status, refused.text]).toEqual([401, expect.stringContaining('is wrong. Check both')]);
    for (let tries = 0; tries < 5; tries++)
      expect(await visitor.submit('/sign-in', { email: user.email, password: 'wrong' })).toMatchObject({
        status: 401,
      });
    const throttled = await visitor.submit('/sign-in', { email: user.email, password: PASSWORD });
    expect([throttled.status, throttled.text]).toEqual([
      429,
      expect.stringMatching(/Try again in \d+ \w+\./),
    ]);
    expect(visitor.cookies.has('homeward-session')).toBe(false);
  });

  it('signs a disabled user out at once', async () => {
    const officer = await api.world.aUser({ role: 'officer' });
    const authorityId = officer.actor.kind === 'staff' ? officer.actor.authorityId : '';
    const administrator = await api.world.aUser({ role: 'administrator', authorityId });
    const visitor = await signedIn(officer);
    await api.as(administrator).post(`/v1/users/${officer.id}/disable`).expect(200);
    const { location } = await visitor.get('/sessions');
    expect(location).toBe('/sign-in?next=%2Fsessions');
    expect((await visitor.get(location)).text).toContain('You were signed out');
  });

  it.each(['officer', 'commissioner', 'provider', 'auditor'] as const)(
    'refuses the queues to role %s with a page',
    async (role) => {
      const visitor = await signedIn(await api.world.aUser({ role }));
      const { status, text } = await visitor.get('/queues');
      expect([status, text]).toEqual([403, expect.stringContaining('Your role does not allow this')]);
    },
  );

  it('shows an administrator a failed job, and retries it', async () => {
    const { broadcast, officer } = await api.world.aBroadcastOpen({ branches: 1 });
    const authorityId = officer.actor.kind === 'staff' ? officer.actor.authorityId : '';
    const visitor = await signedIn(await api.world.aUser({ role: 'administrator', authorityId }));
    const alarms = api.app.get<Queue>(getQueueToken(QUEUES.alarms));
    const execute = jest
      .spyOn(api.world.get(CloseBroadcast), 'execute')
      .mockRejectedValue(new Error('O’Brien'));
    const jobId = `close-broadcast-${broadcast.id}-again`;
    await alarms.add('close-broadcast', { broadcastId: broadcast.id }, { jobId, attempts: 1 });
    await until('it has failed', async () => (await alarms.getFailedCount()) === 1);
    const page = await visitor.get('/queues');
    expect(page.text).toContain('Unexpected error.');
    expect(page.text).toContain(`Broadcast ${broadcast.id}`);
    expect(page.text).not.toContain('O’Brien');
    execute.mockRestore();
    const retry = page.html.querySelector('main form')?.getAttribute('action') ?? '';
    expect(await visitor.submit(retry)).toMatchObject({ status: 303, location: '/queues' });
    await until('it is done', async () => (await alarms.getFailedCount()) === 0);
    expect((await visitor.get('/queues')).text).toMatch(/Job queued again.*No failed jobs/);
  });

  it('says on every page that the API is not available, and keeps the session', async () => {
    const alone = await webFor('http://127.0.0.1:9');
    const visitor = new Visitor(alone);
    expect(await visitor.get('/sign-in')).toMatchObject({ status: 200 });
    const refused = await visitor.submit('/sign-in', { email: 'a@b.example', password: PASSWORD });
    expect([refused.status, refused.text]).toEqual([503, expect.stringContaining('is not available')]);
    visitor.cookies.set('homeward-session', 'kept');
    expect(await visitor.get('/sessions')).toMatchObject({ status: 503 });
    expect(visitor.cookies.get('homeward-session')).toBe('kept');
    await alone.close();
  });
});
