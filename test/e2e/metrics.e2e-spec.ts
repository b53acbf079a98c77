import { request as ask } from 'node:http';
import type { FastifyInstance } from 'fastify';
import supertest from 'supertest';
import { webFor } from '../support/console-server.js';
import { ApiWorld, until } from '../support/api-world.js';
import { type PrometheusMetrics, parsePrometheusText } from '../support/prometheus-text.js';

describe('the metrics', () => {
  let api: ApiWorld;
  let web: FastifyInstance;
  let origin: string;
  beforeAll(async () => {
    api = await ApiWorld.open({ TRUSTED_PROXIES: '1' });
    web = await webFor(api.url);
    origin = await web.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(async () => {
    await web.close();
    await api.close();
  });

  const read = async (): Promise<PrometheusMetrics> => {
    api.world.clock.pass({ seconds: 10 });
    const { text } = await api.anyone
      .get('/metrics')
      .expect(200)
      .expect('content-type', /text\/plain/);
    return parsePrometheusText(text);
  };
  const grown = (
    before: PrometheusMetrics,
    after: PrometheusMetrics,
    name: string,
    labels: Record<string, string>,
  ): number => (after.value(name, labels) ?? 0) - (before.value(name, labels) ?? 0);

  it('count requests by the template of their route, and all that is no route as one', async () => {
    const officer = await api.world.aUser({ role: 'officer' });
    const before = await read();
    const nowhere = '00000000-0000-7000-8000-000000000000';
    await api.as(officer).get(`/v1/packages/${nowhere}`).expect(404);
    for (const path of ['/nothing', '/v1/O%27Brien', '/%E6%9D%8E/confidential'])
      await api.anyone.get(path).expect(404);
    const after = await read();
    const name = 'homeward_http_request_seconds_count';
    const of = (route: string) => grown(before, after, name, { method: 'GET', route, status: '404' });
    expect(of('/v1/packages/:id')).toBe(1);
    expect(of('unknown')).toBe(3);
    const { text } = await api.anyone.get('/metrics');
    for (const word of [nowhere, 'Brien', 'confidential', officer.email]) expect(text).not.toContain(word);
  });

  it('count refusals by code, over REST and socket alike', async () => {
    const { asked } = await api.world.aBroadcastOpen({ branches: 1 });
    const [from] = asked;
    if (!from) throw new Error('nobody was asked');
    const before = await read();
    await api.as(from.user).get('/v1/packages').expect(403);
    const { socket } = await api.live(from.user);
    const refused = await socket.emitWithAck('invitation.seen', { invitationId: 'x' });
    const seen = await socket.emitWithAck('invitation.seen', { invitationId: from.invitationId });
    expect([refused.ok, seen.ok]).toEqual([false, true]);
    const after = await read();
    expect(grown(before, after, 'homeward_refusals_total', { code: 'role_not_allowed' })).toBe(1);
    expect(grown(before, after, 'homeward_refusals_total', { code: 'invalid_request' })).toBe(1);
    const message = 'invitation.seen';
    for (const outcome of ['done', 'refused'])
      expect(grown(before, after, 'homeward_message_seconds_count', { message, outcome })).toBe(1);
  });

  it('say how the queue stands, and count its jobs', async () => {
    const { broadcast, pkg, asked } = await api.world.aBroadcastOpen({ branches: 1 });
    const [from] = asked;
    if (!from) throw new Error('nobody was asked');
    await api.world.anOffer({ from, pkg });
    const queue = 'alarms';
    let metrics = await read();
    await until('its alarm is set', async () => {
      metrics = await read();
      return (metrics.value('homeward_queue_jobs', { queue, state: 'delayed' }) ?? 0) > 0;
    });
    expect(broadcast.status).toBe('open');
    expect(metrics.value('homeward_queue_workers', { queue })).toBeGreaterThanOrEqual(1);
    expect(metrics.value('homeward_queue_paused', { queue })).toBe(0);
    expect(metrics.value('homeward_queue_oldest_waiting_seconds', { queue })).toBeLessThan(60);
    expect(metrics.value('homeward_collector_up', { collector: 'queue' })).toBe(1);
  });

  it('say how many sockets are open, what they were told and why they were closed', async () => {
    const { asked, pkg } = await api.world.aBroadcastOpen({ branches: 1 });
    const [from] = asked;
    if (!from) throw new Error('nobody was asked');
    const before = await read();
    const [one, two] = [await api.live(from.user), await api.live(from.user)];
    one.socket.emit('feed.resume', {}, () => undefined);
    await api.world.anOffer({ from, pkg });
    await until('it is heard', () => two.heard.length > 0);
    const during = await read();
    expect(grown(before, during, 'homeward_live_sockets', {})).toBe(2);
    expect(grown(before, during, 'homeward_live_events_total', {})).toBeGreaterThan(0);
    expect(during.value('homeward_live_position')).toBe(during.value('homeward_log_position'));

    const shut = new Promise((resolve) => one.socket.once('disconnect', resolve));
    await api.as(from.user).delete('/v1/sessions/current').expect(204);
    await shut;
    const after = await read();
    expect(grown(during, after, 'homeward_live_sockets', {})).toBe(-2);
    const dropped = (reason: string) =>
      grown(during, after, 'homeward_live_sockets_dropped_total', { reason });
    expect([dropped('session_ended'), dropped('takes_too_little')]).toEqual([2, 0]);
    expect(grown(before, after, 'homeward_live_resumes_total', {})).toBeGreaterThanOrEqual(1);
  });

  it('tell of the process itself', async () => {
    const metrics = await read();
    expect(metrics.value('process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
    expect(metrics.names.has('nodejs_eventloop_lag_seconds')).toBe(true);
  });

  it('are not there for what a proxy passes on', async () => {
    await api.anyone
      .get('/metrics')
      .set('x-forwarded-for', '203.0.113.9')
      .expect(404)
      .expect(({ body }) => expect(body).toMatchObject({ code: 'unknown_route' }));
  });

  it.each([
    '/metrics',
    '//metrics',
    '/metrics/',
    '/v1/../metrics',
    '/v1/..%2fmetrics',
    '/v1/%2e%2e/metrics',
    '/docs/../metrics',
    '/health/../metrics',
    '/ready/%2e%2e/metrics',
    '/live/../metrics',
    '/v1/x/../../metrics?a=b',
  ])('are not reached through the one origin: %s', async (path) => {
    // Sends the request path exactly as it is, as a hostile client would. HTTP libraries would normalise the
    // path.
    const { status, text } = await rawGet(origin, path);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text).not.toContain('homeward_');
    await supertest(origin).get('/ready').expect(200);
  });
});

function rawGet(origin: string, path: string): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    ask({ hostname, port, path }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    })
      .on('error', reject)
      .end();
  });
}
