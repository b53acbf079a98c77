import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { dump } from 'js-yaml';
import WebSocket from 'ws';
import { LIVE_PATH } from '#contracts/live-feed';
import { ApiWorld } from '../../support/api-world.js';

/** The size of a compressed body after it is unpacked. Unpacking costs more than a whole refused request. */
const BOMB_BYTES = 400_000_000;

/** Requests that would cost much more to answer than to send, before it is known who sends them. */
describe('a request that asks for much work', () => {
  let api: ApiWorld;
  beforeAll(async () => {
    api = await ApiWorld.open();
    await api.anyone.get('/health').expect(200);
  });
  afterAll(() => api.close());

  async function processorTime(work: () => Promise<unknown>): Promise<number> {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  }

  it.each([
    ['br', () => brotliCompressSync(Buffer.alloc(BOMB_BYTES)), brotliDecompressSync],
    ['gzip', () => gzipSync(Buffer.alloc(BOMB_BYTES)), gunzipSync],
    ['deflate, gzip', () => gzipSync(Buffer.from('{}')), null],
    ['zstd', () => Buffer.from('{}'), null],
  ])('is not decompressed: %s', async (encoding, content, decompress) => {
    const body = content();
    const cost = await processorTime(() =>
      api.anyone
        .post('/v1/sessions')
        .set({ 'content-type': 'application/json', 'content-encoding': encoding })
        .serialize((given: unknown) => given as string)
        .send(body)
        .expect(415)
        .expect('accept-encoding', 'identity')
        .expect(({ body: problem }) => expect(problem).toMatchObject({ code: 'unsupported_media_type' })),
    );
    if (!decompress) return;
    const decompressed = await processorTime(() => Promise.resolve(decompress(body).length));
    expect(cost).toBeLessThan(decompressed);
  });

  it.each([
    ['of brackets', '['.repeat(250_000)],
    ['of objects', '{"a":'.repeat(40_000)],
    ['of pairs of brackets', `[${'[],'.repeat(80_000)}1]`],
  ])('is refused before its JSON is parsed, if it consists %s', async (_what, body) => {
    await api.anyone
      .post('/v1/sessions')
      .set('content-type', 'application/json')
      .send(body)
      .expect(400)
      .expect(({ body: problem }) =>
        expect(problem).toMatchObject({
          code: 'invalid_request',
          facts: { fields: { body: [expect.any(String)] } },
        }),
      );
  });

  it('is refused if its body is of a kind that the API does not take', async () => {
    await api.anyone
      .post('/v1/sessions')
      .type('form')
      .send({ email: 'a@b.example', password: 'x' })
      .expect(415);
  });

  it('is answered with a document that was written once', async () => {
    const { headers } = await api.anyone.get('/docs/yaml').expect(200);
    await api.anyone.get('/docs/json').expect(200);
    expect(headers).toMatchObject({
      etag: expect.stringMatching(/^W\/"/) as string,
      'cache-control': 'public, no-cache',
      'content-security-policy': expect.stringContaining("default-src 'none'") as string,
    });
    await api.anyone.get('/docs/yaml').set('if-none-match', String(headers.etag)).expect(304);
    const { body: document } = await api.anyone.get('/docs/json').expect(200);
    const served = await processorTime(async () => {
      for (let times = 0; times < 20; times++)
        await api.anyone.get('/docs/yaml').set('accept-encoding', 'identity').expect(200);
    });
    const written = await processorTime(() => {
      for (let times = 0; times < 20; times++) dump(document);
      return Promise.resolve();
    });
    expect(served).toBeLessThan(written);
  });

  it('closes a live connection whose packet is nested endlessly, without a sign-in', async () => {
    const address = `${api.url.replace('http', 'ws')}${LIVE_PATH}/?EIO=4&transport=websocket`;
    const socket = new WebSocket(address);
    await new Promise((resolve) => socket.once('message', resolve));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    for (let times = 0; times < 20; times++) socket.send(`40${'['.repeat(60_000)}`);
    await closed;
  });
});

describe('the headers of an answer', () => {
  let api: ApiWorld;
  beforeAll(async () => {
    api = await ApiWorld.open();
  });
  afterAll(() => api.close());

  it.each(['/v1/me', '/v1/nowhere', '/health', '/v1/%E0%A4%A'])(
    'of %s forbid keeping it and running anything in it',
    async (path) => {
      const user = await api.world.aUser({ role: 'officer' });
      const { headers } = await api.as(user).get(path);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
      });
    },
  );

  it('say that a long answer is compressed, and a short answer is not', async () => {
    const lot = await api.world.aLot();
    const officer = await api.world.aUser({ role: 'officer', authorityId: lot.authorityId });
    for (let times = 0; times < 5; times++) await api.world.aPackage({ by: officer });
    const long = await api.as(officer).get('/v1/packages').set('accept-encoding', 'gzip').expect(200);
    expect(long.headers).toMatchObject({
      'content-encoding': 'gzip',
      vary: expect.stringMatching(/accept-encoding/i) as string,
    });
    expect((long.body as { items: unknown[] }).items).toHaveLength(5);
    const short = await api.as(officer).get('/v1/me').set('accept-encoding', 'gzip').expect(200);
    expect(short.headers).not.toHaveProperty('content-encoding');
  });

  it('name the methods of a path, for another method and for OPTIONS', async () => {
    const user = await api.world.aUser({ role: 'officer' });
    const id = '00000000-0000-7000-8000-000000000000';
    for (const [path, allow] of [
      ['/v1/board', 'GET, HEAD'],
      ['/v1/packages', 'GET, HEAD, POST'],
      [`/v1/packages/${id}`, 'GET, HEAD, PUT'],
      ['/docs/json', 'GET, HEAD'],
    ] as const)
      for (const method of ['options', 'delete', 'patch'] as const)
        await api.anyone[method](path)
          .set('authorization', `Bearer ${user.token}`)
          .expect(405)
          .expect('allow', allow)
          .expect(({ body }) => expect(body).toMatchObject({ code: 'method_not_allowed' }));
    await api.anyone.delete('/v1/nowhere').expect(404);
  });
});
