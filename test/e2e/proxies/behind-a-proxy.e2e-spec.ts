import https from 'node:https';
import type { FastifyInstance } from 'fastify';
import WebSocket from 'ws';
import { LIVE_PATH } from '#contracts/live-feed';
import { ApiWorld, type AnotherApi } from '../../support/api-world.js';
import { PASSWORD, type TestUser } from '../../support/builders/authorities.js';
import { webFor } from '../../support/console-server.js';
import { PROXY_FAULT_SENTENCES } from '../../../apps/web/src/proxy-faults.js';
import { documentedConfiguration, freePort, type ProxyName, RunningProxy } from './running-proxy.js';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** The address of this machine from which the client connects. */
  readonly from?: string;
}

/** Tests the configurations of docs/proxies.md with the real programs, as a browser behind them would. */
describe('behind a proxy', () => {
  let api: ApiWorld;
  let web: FastifyInstance;
  let webPort: number;
  let officer: TestUser;
  const faults: string[] = [];
  const running: RunningProxy[] = [];

  beforeAll(async () => {
    api = await ApiWorld.open({ TRUSTED_PROXIES: '2' });
    web = await webFor(api.url, { onProxyFault: (sentence) => faults.push(sentence) });
    webPort = Number(new URL(await web.listen({ port: 0, host: '127.0.0.1' })).port);
    officer = await api.world.aUser({ role: 'officer' });
  });
  afterAll(async () => {
    for (const proxy of running) await proxy.stop();
    await web.close();
    await api.close();
  });

  async function start(
    name: ProxyName,
    change: (configuration: string) => string = (configuration) => configuration,
  ): Promise<number> {
    const proxy = await RunningProxy.start(name, (port, certificate) =>
      change(documentedConfiguration(name))
        .replace('listen 443', `listen 127.0.0.1:${port}`)
        .replace('bind :443', `bind 127.0.0.1:${port}`)
        .replace(/^homeward.example.org \{/m, `https://localhost:${port} {\n  bind 127.0.0.1`)
        .replaceAll(/\/etc\/ssl\/[\w.-]+/g, certificate)
        .replace('127.0.0.1:3000', `127.0.0.1:${webPort}`),
    );
    running.push(proxy);
    return proxy.port;
  }

  function ask(
    port: number,
    url: string,
    { method = 'GET', headers, body, from }: Asked = {},
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const options = {
        host: '127.0.0.1',
        port,
        path: url,
        method,
        localAddress: from,
        rejectUnauthorized: false,
      };
      const given = {
        host: `localhost:${port}`,
        ...(body && { 'content-length': `${body.length}` }),
        ...headers,
      };
      const request = https.request({ ...options, headers: given }, (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }),
        );
      });
      request.on('error', reject);
      request.end(body);
    });
  }

  /** Opens the live connection of a page, and returns the first answer to its sign-in, or why there is none. */
  function openLive(port: number, headers: Readonly<Record<string, string>> = {}): Promise<string> {
    const page = { origin: `https://localhost:${port}`, host: `localhost:${port}` };
    const cookie = `__Host-homeward-session=${officer.token}; homeward-session=${officer.token}`;
    const options = {
      rejectUnauthorized: false,
      servername: 'localhost', // as a browser names the site that it asks
      headers: { ...page, cookie, ...headers },
    };
    const socket = new WebSocket(`wss://127.0.0.1:${port}${LIVE_PATH}/?EIO=4&transport=websocket`, options);
    return new Promise<string>((resolve) => {
      socket.once('error', ({ message }) => resolve(message));
      socket.on('message', (packet: Buffer) => {
        const text = packet.toString();
        if (text.startsWith('0')) socket.send('40');
        else resolve(text);
      });
    }).finally(() => socket.terminate());
  }

  const signIn = (port: number, email: string, password: string, from: string, claim: string) =>
    ask(port, '/v1/sessions', {
      method: 'POST',
      from,
      headers: { 'content-type': 'application/json', 'x-forwarded-for': claim },
      body: JSON.stringify({ email, password }),
    });

  describe.each(['nginx', 'haproxy', 'caddy'] as const)('%s, as docs/proxies.md configures it', (name) => {
    let port: number;
    beforeAll(async () => {
      faults.length = 0;
      port = await start(name);
    });
    afterAll(() => expect(faults).toEqual([]));

    it('has cookies that https restricts to this host', async () => {
      const { status, headers } = await ask(port, '/sign-in');
      expect(status).toBe(200);
      expect(String(headers['set-cookie'])).toMatch(/^__Host-homeward-form=.*; Secure/);
    });

    it('has live pages', async () => {
      expect(await openLive(port)).toMatch(/^40\{"sid"/);
      expect(await openLive(port, { 'sec-fetch-site': 'same-origin' })).toMatch(/^40\{"sid"/);
      const check = await ask(port, `/proxy-check?origin=https://localhost:${port}`);
      expect(JSON.parse(check.body)).toEqual({ fault: null });
    });

    it('takes a document of 9 MB', async () => {
      const answer = await ask(port, '/v1/documents?name=Notice.pdf', {
        method: 'POST',
        headers: {
          'content-type': 'application/pdf',
          authorization: `Bearer ${officer.token}`,
          'idempotency-key': `${name}-document`,
        },
        body: Buffer.concat([
          Buffer.from('%PDF-1.7\n'),
          Buffer.alloc(9_000_000, ' '),
          Buffer.from('%%EOF\n'),
        ]),
      });
      expect([answer.status, answer.body]).toEqual([201, expect.stringContaining('"byteSize":9000015')]);
    });

    it('limits wrong passwords by the real address of each client', async () => {
      const { email } = await api.world.aUser({ role: 'officer' });
      for (let tries = 0; tries < 5; tries++)
        expect((await signIn(port, email, 'wrong', '127.0.0.2', `203.0.113.${tries}`)).status).toBe(401);
      expect((await signIn(port, email, PASSWORD, '127.0.0.2', '203.0.113.9')).status).toBe(429);
      expect((await signIn(port, email, PASSWORD, '127.0.0.3', '203.0.113.9')).status).toBe(201);
    });
  });

  const fault = async (port: number, headers: Readonly<Record<string, string>> = {}): Promise<unknown> =>
    (
      JSON.parse((await ask(port, `/proxy-check?origin=https://localhost:${port}`, { headers })).body) as {
        fault: unknown;
      }
    ).fault;
  const SAME_ORIGIN = { 'sec-fetch-site': 'same-origin' };

  it.each(['$host', '$proxy_host', 'homeward'])('a Host of %s is said to be wrong', async (host) => {
    const port = await start('nginx', (configuration) => configuration.replace('$http_host', host));
    faults.length = 0;
    expect(await openLive(port)).toContain('not_signed_in');
    expect(await fault(port)).toBe('host_changed');
    // A browser says that a page is of the same origin, so the page is live although Host is wrong.
    expect(await openLive(port, SAME_ORIGIN)).toMatch(/^40\{"sid"/);
    expect(await fault(port, SAME_ORIGIN)).toBe('host_changed');
  });

  it('a proxy that passes on no WebSockets is said to be wrong, in the page and in the log', async () => {
    const port = await start('nginx', (configuration) =>
      configuration.replace(/proxy_set_header (Upgrade|Connection).*/g, ''),
    );
    faults.length = 0;
    expect(await openLive(port)).toContain('Unexpected server response: 400');
    expect(await fault(port)).toBe('upgrade_lost');
    expect(faults).toEqual([PROXY_FAULT_SENTENCES.upgrade_lost]);
  });

  it('several api processes are reached through a balancer that is not counted', async () => {
    const others: AnotherApi[] = [await api.another(), await api.another()];
    const [one = '', two = ''] = others.map(({ url }) => new URL(url).host);
    const balanced = await RunningProxy.start('haproxy', (port) =>
      documentedConfiguration('haproxy-balancer')
        .replace('127.0.0.1:3001', `127.0.0.1:${port}`)
        .replace('10.0.0.11:3000', one)
        .replace('10.0.0.12:3000', two),
    );
    const inFront = await webFor(`http://127.0.0.1:${balanced.port}`);
    const port = await freePort();
    const address = await inFront.listen({ port, host: '127.0.0.1' });
    try {
      for (let times = 0; times < 6; times++) expect((await fetch(`${address}/ready`)).status).toBe(200);
      await others[0]?.close();
      const statuses = [];
      for (let times = 0; times < 40; times++) statuses.push((await fetch(`${address}/health`)).status);
      expect(statuses.slice(-20)).toEqual(Array(20).fill(200));
    } finally {
      await inFront.close();
      await balanced.stop();
      await others[1]?.close();
    }
  });
});
