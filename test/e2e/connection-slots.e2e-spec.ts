import { get, type ClientRequest } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { LIVE_PATH } from '#contracts/live-feed';
import { Authenticate } from '../../apps/api/src/auth/authenticate.js';
import { LiveGateway } from '../../apps/api/src/live/live.gateway.js';
import type { LiveServer } from '../../apps/api/src/live/live-socket.js';
import { ApiWorld, until } from '../support/api-world.js';
import { type HeldTransaction, holdTransaction, untilLockWaits } from '../support/held-transaction.js';

/**
 * Tests the limits on connections and requests of one client. A client that has disconnected, in any way,
 * must no longer count.
 */
describe('a client that comes and goes', () => {
  let api: ApiWorld;
  beforeAll(async () => {
    api = await ApiWorld.open();
  });
  afterAll(() => api.close());

  const engine = (): LiveServer['engine'] =>
    (Reflect.get(api.app.get<object>(LiveGateway), 'server') as LiveServer).engine;
  const connections = (): number => engine().clientsCount;
  const raw = (): WebSocket =>
    new WebSocket(`${api.url.replace('http', 'ws')}${LIVE_PATH}/?EIO=4&transport=websocket`);
  const next = (socket: WebSocket): Promise<string> =>
    new Promise((resolve, reject) => {
      socket.once('message', (data: Buffer) => resolve(data.toString()));
      socket.once('close', () => reject(new Error('closed')));
    });
  const connected = async (token: string): Promise<WebSocket> => {
    const socket = raw();
    await next(socket);
    socket.send(`40${JSON.stringify({ token })}`);
    expect(await next(socket)).toMatch(/^40\{"sid"/);
    return socket;
  };
  /** Locks the session table, so that no session can be read until the lock is released. */
  const sessionsHeld = async (): Promise<HeldTransaction<unknown>> => {
    const lock = holdTransaction(api.world, (tx) => tx.write('LOCK TABLE session IN ACCESS EXCLUSIVE MODE'));
    await lock.reached;
    return lock;
  };

  it('and closes while it is being signed in takes up none of the twenty sockets of its user', async () => {
    const user = await api.world.aUser({ role: 'provider' });
    const before = connections();
    for (let round = 0; round < 5; round++) {
      const lock = await sessionsHeld();
      const sockets = Array.from({ length: 4 }, raw);
      for (const socket of sockets) {
        await next(socket);
        socket.send(`40${JSON.stringify({ token: user.token })}`);
      }
      await untilLockWaits(api.world, 4);
      for (const socket of sockets) socket.terminate();
      await until('they are gone', () => connections() === before);
      await lock.release();
      await pause(50);
    }
    expect((await api.live(user)).socket.connected).toBe(true);
  });

  it('and hangs up while its session is looked up takes up none of the 24 requests of its session', async () => {
    const user = await api.world.aUser({ role: 'officer' });
    for (let round = 0; round < 6; round++) {
      const lock = await sessionsHeld();
      const headers = { authorization: `Bearer ${user.token}` };
      const asked: ClientRequest[] = Array.from({ length: 4 }, () =>
        get(`${api.url}/v1/me`, { headers, agent: false }).on('error', () => undefined),
      );
      await untilLockWaits(api.world, 4);
      for (const request of asked) request.destroy();
      await pause(100);
      await lock.release();
      await pause(50);
    }
    await api.as(user).get('/v1/me').expect(200);
  });

  it('and leaves its namespace is let go within ten seconds, as one that never signed in', async () => {
    const user = await api.world.aUser({ role: 'provider' });
    const before = connections();
    const polling = Array.from({ length: 5 }, () =>
      api.anyone.get(`${LIVE_PATH}/?EIO=4&transport=polling`).expect(200),
    );
    await Promise.all(polling);
    const idle = Array.from({ length: 5 }, raw);
    const left: WebSocket[] = [];
    for (let count = 0; count < 25; count++) {
      const socket = await connected(user.token);
      socket.send('41');
      await pause(5);
      left.push(socket);
    }
    await pause(12_000);
    const open = (sockets: WebSocket[]) => sockets.filter(({ readyState }) => readyState === 1).length;
    const found = {
      left: open(left),
      idle: open(idle),
      polling: connections() - before - open(left) - open(idle),
    };
    for (const socket of [...left, ...idle]) socket.terminate();
    expect(found).toEqual({ left: 0, idle: 0, polling: 0 });
  }, 40_000);

  it('and asks to connect three hundred times at once is looked up once', async () => {
    const lookUps = jest.spyOn(api.app.get(Authenticate), 'signedIn');
    const socket = raw();
    await next(socket);
    for (let count = 0; count < 300; count++) socket.send('40{"token":"stolen"}');
    await pause(500);
    socket.terminate();
    const count = lookUps.mock.calls.length;
    lookUps.mockRestore();
    expect(count).toBeLessThanOrEqual(5);
  });

  it('and connects while its process goes is told to go elsewhere, or is refused in a way that it tries again', async () => {
    const user = await api.world.aUser({ role: 'provider' });
    const going = await api.another();
    await api.live(await api.world.aUser({ role: 'officer' }), { at: going.url }); // this client stays connected until the end of the test
    const lock = await sessionsHeld();
    const socket = api.socket(user.token, going.url);
    const heard: string[] = [];
    socket.on('leaving', () => heard.push('leaving'));
    socket.on('connect', () => heard.push('connect'));
    const over = new Promise<string>((resolve) => {
      socket.on('disconnect', (reason) => resolve(reason));
      socket.on('connect_error', (error) => resolve(`connect_error ${error.message}`));
    });
    await untilLockWaits(api.world, 1);
    const closing = going.close();
    await pause(100);
    await lock.release();
    const reason = await over;
    await closing;
    // A client with the published Socket.IO library reconnects by itself, unless the reason of the disconnect
    // is `io server disconnect`.
    const triesAgain = heard.includes('leaving') || reason !== 'io server disconnect';
    expect({ heard, reason, triesAgain }).toMatchObject({ triesAgain: true });
  }, 30_000);
});
