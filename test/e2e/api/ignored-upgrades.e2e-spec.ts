import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { ApiWorld } from '../../support/api-world.js';
import { PASSWORD } from '../../support/builders/authorities.js';
import { webFor } from '../../support/console-server.js';

/** The headers with which Java's HTTP client and `curl --http2` offer HTTP/2 on a connection without TLS. */
const H2C = [
  'Connection: Upgrade, HTTP2-Settings',
  'Upgrade: h2c',
  'HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA',
];

describe('a request that offers another protocol', () => {
  let api: ApiWorld;
  let web: FastifyInstance;
  let servers: Record<'web' | 'api', string>;
  beforeAll(async () => {
    api = await ApiWorld.open({ TRUSTED_PROXIES: '1' });
    web = await webFor(api.url);
    servers = { api: api.url, web: await web.listen({ port: 0, host: '127.0.0.1' }) };
  });
  afterAll(async () => {
    await web.close();
    await api.close();
  });

  /** Sends requests on one connection, each half a second after the last, and returns everything that is answered. */
  function send(to: 'web' | 'api', ...requests: string[]): Promise<string> {
    const { port, hostname } = new URL(servers[to]);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname, () =>
        requests.forEach((text, index) => setTimeout(() => socket.write(text), index * 500)),
      );
      let answer = '';
      socket.on('data', (text) => (answer += text.toString()));
      socket.on('error', reject);
      setTimeout(() => socket.destroy(), 400 + requests.length * 500).unref();
      socket.on('close', () => resolve(answer));
    });
  }

  const request = (line: string, headers: readonly string[], body = ''): string =>
    [`${line} HTTP/1.1`, 'Host: homeward', ...headers, `Content-Length: ${body.length}`, '', body].join(
      '\r\n',
    );

  it.each(['web', 'api'] as const)('is answered by %s as an ordinary request', async (to) => {
    const answer = await send(to, request('GET /health', H2C));
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain('{"status":"up"}');
    expect(answer).not.toMatch(/^upgrade:/im);
  });

  it.each(['web', 'api'] as const)(
    'is answered by %s with its body, and the connection goes on',
    async (to) => {
      const user = await api.world.aUser({ role: 'officer' });
      const body = JSON.stringify({ email: user.email, password: PASSWORD });
      const signIn = request('POST /v1/sessions', [...H2C, 'Content-Type: application/json'], body);
      const answer = await send(to, signIn, request('GET /health', []));
      expect(answer).toMatch(/^HTTP\/1\.1 201 /);
      expect(answer).toContain('"token":');
      expect(answer).toContain('{"status":"up"}');
    },
  );

  const count = (answer: string, part: string | RegExp): number => answer.split(part).length - 1;

  describe.each(['web', 'api'] as const)('by %s, pipelined with others in one chunk', (to) => {
    const offer = request('GET /health', H2C);
    const plain = request('GET /health', []);

    it.each([
      ['an offer, then two plain requests', [offer, plain, plain]],
      ['three offers', [offer, offer, offer]],
      ['a plain request, an offer, a plain request', [plain, offer, plain]],
    ])('is answered with all of them: %s', async (_, requests) => {
      const answer = await send(to, requests.join(''));
      expect(count(answer, 'HTTP/1.1 200 ')).toBe(3);
      expect(count(answer, '{"status":"up"}')).toBe(3);
    });

    it('is answered with its body and with what follows, in their order', async () => {
      const user = await api.world.aUser({ role: 'officer' });
      const body = JSON.stringify({ email: user.email, password: PASSWORD });
      const signIn = request('POST /v1/sessions', [...H2C, 'Content-Type: application/json'], body);
      const wrong = request('POST /v1/nowhere', H2C, '{}');
      const answer = await send(to, [signIn, wrong, plain].join(''));
      expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 201', 'HTTP/1.1 404', 'HTTP/1.1 200']);
    });

    it('is answered if the next request is cut in two by the chunks', async () => {
      const answer = await send(
        to,
        offer + plain.slice(0, 11),
        plain.slice(11) + offer + plain,
        offer + plain,
      );
      expect(count(answer, '{"status":"up"}')).toBe(6);
    });

    it('is followed by what is no HTTP, as a plain request would be', async () => {
      const nonsense = '\u0000\u0001 nonsense\r\n\r\n';
      const statuses = async (...chunks: string[]) => (await send(to, ...chunks)).match(/HTTP\/1\.1 \d+/g);
      expect(await statuses(offer + nonsense)).toEqual(await statuses(plain + nonsense));
      expect(await statuses(offer, nonsense)).toEqual(await statuses(plain, nonsense));
    });

    it('is answered on connections at the same time, and on those that use a parser again', async () => {
      for (let round = 0; round < 3; round++) {
        const answers = await Promise.all(Array.from({ length: 10 }, () => send(to, offer + plain + offer)));
        expect(answers.map((answer) => count(answer, '{"status":"up"}'))).toEqual(Array(10).fill(3));
      }
    });
  });

  it.each(['TLS/1.0', 'h2c, TLS/1.0', 'foo'])('is answered too if it offers %s', async (protocol) => {
    const answer = await send(
      'web',
      request('GET /sign-in', ['Connection: Upgrade', `Upgrade: ${protocol}`]),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });
});
