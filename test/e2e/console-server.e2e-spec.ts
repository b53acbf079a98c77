import { UPLOAD_ROUTES } from '#contracts/uploads';
import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { io } from 'socket.io-client';
import supertest from 'supertest';
import { webFor } from '../support/console-server.js';
import { LIVE_PATH } from '#contracts/live-feed';
import { PASSWORD } from '../support/builders/authorities.js';
import { ApiWorld } from '../support/api-world.js';

describe('the public origin', () => {
  let api: ApiWorld;
  let web: FastifyInstance;
  let url: string;
  beforeAll(async () => {
    api = await ApiWorld.open({ TRUSTED_PROXIES: '1' });
    web = await webFor(api.url);
    url = await web.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(async () => {
    await web.close();
    await api.close();
  });

  it('serves the sign-in page, the API and its documentation', async () => {
    await supertest(url).get('/').expect(303).expect('location', '/sign-in');
    await supertest(url).get('/docs/json').expect(200);
    await supertest(url).get('/ready').expect(200);
    await supertest(url)
      .get('/v1/packages')
      .expect(401)
      .expect('content-type', /problem\+json/);
  });

  it('proxies sign-in, requests and the live connection', async () => {
    const user = await api.world.aUser({ role: 'officer' });
    const { body } = await supertest(url)
      .post('/v1/sessions')
      .send({ email: user.email, password: PASSWORD })
      .expect(201);
    const { token } = body as { token: string };
    await supertest(url).get('/v1/me').set('authorization', `Bearer ${token}`).expect(200);
    const socket = io(url, { path: LIVE_PATH, auth: { token }, transports: ['websocket'], forceNew: true });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    socket.disconnect();
  });

  it('limits sign-ins by the real address, even if a client claims another', async () => {
    const user = await api.world.aUser({ role: 'officer' });
    const attempt = (password: string, claim: number) =>
      supertest(url)
        .post('/v1/sessions')
        .set('x-forwarded-for', `203.0.113.${claim}`)
        .send({ email: user.email, password });
    for (let tries = 0; tries < 5; tries++) await attempt('wrong', tries).expect(401);
    const { body, headers } = await attempt(PASSWORD, 99).expect(429);
    expect(body).toMatchObject({ code: 'sign_in_throttled' });
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  });

  it('answers a request that cannot reach the API with problem details', async () => {
    for (const [path, status, code] of [
      ['/nothing', 404, 'unknown_route'],
      ['/v1/packages/%', 400, 'invalid_request'],
    ] as const)
      await supertest(url)
        .get(path)
        .expect(status)
        .expect('content-type', /problem\+json/)
        .expect(({ body }) => expect(body).toMatchObject({ status, code }));
  });

  it('refuses a body without a length, so that no upload is cut off half-way', async () => {
    const body = new ReadableStream({
      start(stream) {
        stream.enqueue(Buffer.alloc(1_000));
        stream.close();
      },
    });
    const answer = await fetch(`${url}/v1/documents?name=c.pdf`, {
      method: 'POST',
      headers: { 'content-type': 'application/pdf' },
      body,
      duplex: 'half',
    });
    expect([answer.status, await answer.json()]).toMatchObject([411, { code: 'length_required' }]);
  });

  it.each(Object.entries(UPLOAD_ROUTES))(
    'lets a file of up to the limit of %s through to the API, and nothing larger',
    async (route, most) => {
      const send = async (bytes: number): Promise<number> =>
        (
          await fetch(`${url}${route}?kind=people&name=a.csv`, {
            method: 'POST',
            headers: { 'content-type': 'text/plain' },
            body: Buffer.alloc(bytes, 'a'),
          })
        ).status;
      expect([await send(most), await send(most + 1)]).toEqual([401, 413]); // The API asks who sends it.
    },
  );

  it('answers 503 if the API is not available, and lets a live client try again', async () => {
    const alone = await webFor('http://127.0.0.1:9');
    const address = await alone.listen({ port: 0, host: '127.0.0.1' });
    await supertest(address)
      .get('/v1/me')
      .expect(503)
      .expect(({ body }) => expect(body).toMatchObject({ code: 'temporarily_unavailable' }));
    const socket = io(address, {
      path: LIVE_PATH,
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
    });
    await new Promise((resolve) => socket.once('connect_error', resolve));
    socket.disconnect();
    await alone.close();
  });

  it('refuses an upgrade request on any other path', async () => {
    const { hostname, port } = new URL(url);
    const answer = await new Promise<string>((resolve, reject) => {
      const raw = connect(Number(port), hostname, () =>
        raw.write('GET /v1/me HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n'),
      );
      let text = '';
      raw.on('data', (data) => (text += data.toString()));
      raw.on('close', () => resolve(text));
      raw.on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1.1 400/);
  });
});
