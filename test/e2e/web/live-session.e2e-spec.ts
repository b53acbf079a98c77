import type { FastifyInstance } from 'fastify';
import { io } from 'socket.io-client';
import { LIVE_PATH } from '#contracts/live-feed';
import { ApiWorld, type LiveClient } from '../../support/api-world.js';
import type { TestUser } from '../../support/builders/authorities.js';
import { webFor } from '../../support/console-server.js';

/**
 * Tests the live connection with a browser's cookies and Origin header. A page of another site sends the
 * cookies too, but has another origin.
 */
describe('the live connection of a page', () => {
  let api: ApiWorld;
  let web: FastifyInstance;
  let origin: string;
  let officer: TestUser;
  const sockets: LiveClient[] = [];
  beforeAll(async () => {
    api = await ApiWorld.open({ TRUSTED_PROXIES: '1' });
    web = await webFor(api.url);
    origin = await web.listen({ port: 0, host: '127.0.0.1' });
    officer = await api.world.aUser({ role: 'officer' });
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await web.close();
    await api.close();
  });

  /** Connects and resumes the feed. Returns `resumed`, or the error code of the refusal. */
  function answerTo(headers: Record<string, string>, token?: string): Promise<string> {
    const options = { path: LIVE_PATH, transports: ['websocket'], reconnection: false, forceNew: true };
    const socket: LiveClient = io(origin, { ...options, extraHeaders: headers, auth: { token } });
    sockets.push(socket);
    return new Promise((resolve) => {
      socket.once('connect_error', (error) =>
        resolve((error as { data?: { code: string } }).data?.code ?? 'x'),
      );
      socket.once('connect', () =>
        socket.emit('feed.resume', {}, (answer) => resolve(answer.ok ? 'resumed' : answer.problem.code)),
      );
    });
  }

  const atPort = (port: number): string => `http://127.0.0.1:${port}`;

  const cookie = (name = 'homeward-session'): string => `other=1; ${name}=${officer.token}`;

  it('is opened with the session in the cookie', async () => {
    expect(await answerTo({ origin, cookie: cookie() })).toBe('resumed');
  });

  it.each([
    { which: 'of another site', headers: () => ({ origin: 'https://evil.example', cookie: cookie() }) },
    {
      which: 'of another port',
      headers: () => ({ origin: atPort(Number(new URL(origin).port) - 1), cookie: cookie() }),
    },
    { which: 'with the origin `null`', headers: () => ({ origin: 'null', cookie: cookie() }) },
    { which: 'that sends no origin', headers: () => ({ cookie: cookie() }) },
    { which: 'without a session', headers: () => ({ origin }) },
    {
      which: 'with a session cookie that was set over http',
      headers: () => ({ origin, cookie: cookie(), 'x-forwarded-proto': 'https' }),
    },
    {
      which: 'of the same host over http, if the console is served over https',
      headers: () => ({
        origin,
        cookie: cookie('__Host-homeward-session'),
        'x-forwarded-proto': 'https',
      }),
    },
    {
      which: 'of two origins',
      headers: () => ({ origin: `${origin}, https://evil.example`, cookie: cookie() }),
    },
    {
      which: 'that also sends a bad token',
      headers: () => ({ origin, cookie: cookie(), authorization: 'Bearer stolen' }),
    },
    {
      which: 'with a malformed session cookie',
      headers: () => ({ origin, cookie: 'homeward-session=a b; homeward-session="' }),
    },
  ])('is refused to a page $which', async ({ headers }) => {
    expect(await answerTo(headers())).toBe('not_signed_in');
  });

  it('is opened over https with the cookie for https', async () => {
    const headers = { origin: origin.replace('http:', 'https:'), 'x-forwarded-proto': 'https' };
    expect(await answerTo({ ...headers, cookie: cookie('__Host-homeward-session') })).toBe('resumed');
  });

  it('is opened for a client with its own token from any origin', async () => {
    expect(await answerTo({ origin: 'https://elsewhere.example' }, officer.token)).toBe('resumed');
  });
});
