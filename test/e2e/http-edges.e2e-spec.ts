import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { webFor } from '../support/console-server.js';
import { ApiWorld } from '../support/api-world.js';

/** Requests at the edge of HTTP, which a framework answers before any code of a route runs. */
describe('at the edge of HTTP', () => {
  let api: ApiWorld;
  let web: FastifyInstance;
  let ports: Readonly<Record<'api' | 'web', number>>;

  beforeAll(async () => {
    api = await ApiWorld.open({ TRUSTED_PROXIES: '1' });
    web = await webFor(api.url);
    const webUrl = await web.listen({ port: 0, host: '127.0.0.1' });
    ports = { api: Number(new URL(api.url).port), web: Number(new URL(webUrl).port) };
  });
  afterAll(async () => {
    await web.close();
    await api.close();
  });

  /** Sends bytes and reads until the server closes, as a client without a library sees it. */
  const exchange = (to: 'api' | 'web', bytes: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(ports[to], '127.0.0.1', () => socket.write(bytes));
      let answer = '';
      socket.setTimeout(10_000, () => reject(new Error(`no end after ${answer}`)));
      socket.on('data', (piece) => (answer += piece.toString()));
      socket.on('end', () => resolve(answer));
      socket.on('close', () => resolve(answer));
      socket.on('error', (error) => (answer === '' ? reject(error) : resolve(answer)));
    });
  const asked = async (to: 'api' | 'web', method: string, path: string) => {
    const answer = await exchange(
      to,
      `${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    );
    return {
      status: Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]),
      allow: /^allow: (.*)$/im.exec(answer)?.[1]?.trim(),
      code: /"code":"(\w+)"/.exec(answer)?.[1],
    };
  };

  const METHODS = ['TRACE', 'PROPFIND', 'MKCOL', 'LOCK', 'SEARCH', 'QUERY', 'OPTIONS', 'PURGE', 'M-SEARCH'];

  it.each(METHODS.flatMap((method) => (['api', 'web'] as const).map((to) => ({ method, to }))))(
    '$method on a known path of $to is answered with 405 and its methods, and with 404 elsewhere',
    async ({ method, to }) => {
      const known = await asked(to, method, '/v1/packages');
      expect(known).toEqual({
        status: 405,
        allow: expect.stringContaining('GET') as string,
        code: 'method_not_allowed',
      });
      expect(await asked(to, method, '/v1/nothing-here')).toMatchObject({
        status: 404,
        code: 'unknown_route',
      });
    },
  );

  it.each(METHODS)('%s on a page of the console is answered in the same way', async (method) => {
    expect(await asked('web', method, '/board')).toEqual({
      status: 405,
      allow: 'GET, HEAD',
      code: 'method_not_allowed',
    });
    expect(await asked('web', method, '/nothing-here')).toMatchObject({ status: 404, code: 'unknown_route' });
  });

  const GET = 'GET /v1/packages HTTP/1.1\r\nHost: x\r\n';
  it.each([
    { why: 'a header that is none', bytes: `${GET}Bad Header\r\n\r\n`, status: 400, code: 'invalid_request' },
    { why: 'a method that is none', bytes: 'FOO / HTTP/1.1\r\n\r\n', status: 400, code: 'invalid_request' },
    {
      why: 'headers that are too large',
      bytes: `${GET}X: ${'x'.repeat(20_000)}\r\n\r\n`,
      status: 431,
      code: 'headers_too_large',
    },
    {
      why: 'a chunk that is none',
      bytes: `POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
      status: 400,
      code: 'invalid_request',
      only: 'api',
    },
    {
      why: 'two lengths',
      bytes: `${GET}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`,
      status: 400,
      code: 'invalid_request',
    },
    {
      why: 'CONNECT',
      bytes: 'CONNECT a:443 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      status: 404,
      code: 'unknown_route',
    },
  ])('$why is answered with problem details', async ({ bytes, status, code, only }) => {
    for (const to of only === 'api' ? (['api'] as const) : (['api', 'web'] as const)) {
      const answer = await exchange(to, bytes);
      const [head = '', body = ''] = answer.split('\r\n\r\n', 2);
      expect([to, head.split('\r\n', 1)[0]]).toEqual([to, expect.stringMatching(`^HTTP/1\\.1 ${status} `)]);
      expect(head).toContain('application/problem+json');
      expect(JSON.parse(body)).toMatchObject({ status, code, type: `urn:homeward:problem:${code}` });
    }
  });
});
