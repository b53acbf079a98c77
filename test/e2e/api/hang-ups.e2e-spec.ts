import type { Server, ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import WebSocket from 'ws';
import { LIVE_PATH } from '#contracts/live-feed';
import { createLogger } from '#platform/logging/logger';
import { ApiWorld } from '../../support/api-world.js';
import { webFor } from '../../support/console-server.js';

describe('a client that disconnects or stays silent', () => {
  let api: ApiWorld;
  let web: FastifyInstance;
  const lines: { level: string; msg: string; status?: number }[] = [];
  const bugs: unknown[] = [];
  beforeAll(async () => {
    const to = { write: (line: string) => void lines.push(JSON.parse(line) as (typeof lines)[number]) };
    api = await ApiWorld.open({ TRUSTED_PROXIES: '1' }, createLogger('api', { LOG_LEVEL: 'info' }, to));
    web = await webFor(api.url, { onBug: (bug) => bugs.push(bug) });
    await web.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(async () => {
    await web.close();
    await api.close();
  });

  /** Begins a request of 1,000 bytes, sends some of them, and disconnects when the server has begun to answer. */
  async function hangUp(server: Server, path: string, type: string): Promise<void> {
    const { port } = server.address() as AddressInfo;
    const begun = new Promise<ServerResponse>((resolve) =>
      server.once('request', (_request: unknown, answer: ServerResponse) => resolve(answer)),
    );
    const socket: Socket = connect(port, '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.write(
      `POST ${path} HTTP/1.1\r\nhost: a\r\ncontent-type: ${type}\r\ncontent-length: 1000\r\n\r\n{"ema`,
    );
    const answer = await begun;
    socket.destroy();
    await new Promise((resolve) => answer.once('close', resolve));
  }

  it('in the middle of a request is no error in the log of the API', async () => {
    lines.length = 0;
    await hangUp(api.app.getHttpServer(), '/v1/sessions', 'application/json');
    await api.anyone.get('/health').expect(200); // an error would be logged before a later request is answered
    expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
    expect(lines.filter(({ status = 0 }) => status >= 500)).toEqual([]);
  });

  it('in the middle of a form is no bug of the console', async () => {
    await hangUp(web.server, '/sign-in', 'application/x-www-form-urlencoded');
    await web.inject('/sign-in'); // a bug would be reported before a later request is answered
    expect(bugs).toEqual([]);
  });

  it('and never signs in or answers is disconnected for good after ten seconds', async () => {
    const socket = new WebSocket(`${api.url.replace('http', 'ws')}${LIVE_PATH}/?EIO=4&transport=websocket`);
    await new Promise((resolve) => socket.once('open', resolve));
    const raw = (socket as unknown as { _socket: Socket })._socket;
    const began = performance.now();
    const ended = new Promise((resolve) => raw.once('close', resolve));
    socket.removeAllListeners('message');
    (socket as unknown as { close: () => void }).close = () => undefined; // never answers the close message
    const receiver = (socket as unknown as { _receiver: { removeAllListeners: (name: string) => void } })
      ._receiver;
    receiver.removeAllListeners('conclude');
    raw.once('end', () => raw.destroy());
    await ended;
    expect(performance.now() - began).toBeLessThan(30_000); // Engine.IO alone waits for 40 s
  });
});
