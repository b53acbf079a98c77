import type { FastifyInstance } from 'fastify';
import { io } from 'socket.io-client';
import { LIVE_PATH } from '#contracts/live';
import { ApiWorld, type LiveClient } from '../../support/api-world.js';
import type { TestUser } from '../../support/builders/authorities.js';
import { webFor } from '../../support/web.js';

/** A browser sends the cookies of an origin with whatever connection any page asks for, and says whose page it is. */
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

  /** How it is answered: by where the stream stands, or by the code of a refusal. */
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

  it('is opened by the session that the browser keeps', async () => {
    expect(await answerTo({ origin, cookie: cookie() })).toBe('resumed');
  });

  it.each([
    { whose: 'of another site', headers: () => ({ origin: 'https://evil.example', cookie: cookie() }) },
    {
      whose: 'of another port',
      headers: () => ({ origin: atPort(Number(new URL(origin).port) - 1), cookie: cookie() }),
    },
    { whose: 'of nowhere', headers: () => ({ origin: 'null', cookie: cookie() }) },
    { whose: 'that does not say whose it is', headers: () => ({ cookie: cookie() }) },
    { whose: 'without a session', headers: () => ({ origin }) },
    {
      whose: 'with a session planted over http',
      headers: () => ({ origin, cookie: cookie(), 'x-forwarded-proto': 'https' }),
    },
    {
      whose: 'of the same host that came over http, where this one is https',
      headers: () => ({
        origin,
        cookie: cookie('__Host-homeward-session'),
        'x-forwarded-proto': 'https',
      }),
    },
    {
      whose: 'of two origins',
      headers: () => ({ origin: `${origin}, https://evil.example`, cookie: cookie() }),
    },
    {
      whose: 'that shows a bad token besides',
      headers: () => ({ origin, cookie: cookie(), authorization: 'Bearer stolen' }),
    },
    {
      whose: 'with a session in other words',
      headers: () => ({ origin, cookie: 'homeward-session=a b; homeward-session="' }),
    },
  ])('is not, for a page $whose', async ({ headers }) => {
    expect(await answerTo(headers())).toBe('not_signed_in');
  });

  it('is opened over https by what is kept for https', async () => {
    const headers = { origin: origin.replace('http:', 'https:'), 'x-forwarded-proto': 'https' };
    expect(await answerTo({ ...headers, cookie: cookie('__Host-homeward-session') })).toBe('resumed');
  });

  it('is as before for a client that shows a token of its own', async () => {
    expect(await answerTo({ origin: 'https://elsewhere.example' }, officer.token)).toBe('resumed');
  });
});
