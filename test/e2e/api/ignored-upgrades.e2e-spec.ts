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
      setTimeout(() => socket.destroy(), 1_500).unref();
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

  it.each(['TLS/1.0', 'h2c, TLS/1.0', 'foo'])('is answered too if it offers %s', async (protocol) => {
    const answer = await send(
      'web',
      request('GET /sign-in', ['Connection: Upgrade', `Upgrade: ${protocol}`]),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });
});
