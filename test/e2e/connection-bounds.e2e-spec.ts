import { WebSocket } from 'ws';
import { SYSTEM } from '#contracts/roles-and-actors';
import { LIVE_PATH } from '#contracts/live-feed';
import { EventLog } from '#platform/log/event-log';
import { LOGGER, type Logger } from '#platform/logging/logger';
import { LiveSockets } from '../../apps/api/src/live/live-sockets.js';
import { Authenticate } from '../../apps/api/src/auth/authenticate.js';
import { ApiWorld, type LiveClient, until } from '../support/api-world.js';
import type { TestUser } from '../support/builders/authorities.js';

/** Tests the live socket with slow, broken and hostile clients. */
describe('a live connection', () => {
  let api: ApiWorld;
  let errors: jest.SpyInstance;
  beforeAll(async () => {
    api = await ApiWorld.open();
  });
  beforeEach(() => {
    errors = jest.spyOn(api.app.get<Logger>(LOGGER), 'error');
  });
  afterEach(() => {
    expect(errors).not.toHaveBeenCalled();
    errors.mockRestore();
  });
  afterAll(() => api.close());

  const openSockets = (): number => api.app.get(LiveSockets).all().length;
  const gone = (socket: LiveClient): Promise<string> =>
    new Promise((resolve) => socket.once('disconnect', resolve));
  const raw = (): WebSocket =>
    new WebSocket(`${api.url.replace('http', 'ws')}${LIVE_PATH}/?EIO=4&transport=websocket`);
  const next = (socket: WebSocket): Promise<string> =>
    new Promise((resolve, reject) => {
      socket.once('message', (data: Buffer) => resolve(data.toString()));
      socket.once('close', () => reject(new Error('closed')));
    });

  /**
   * Logs events that are larger than any real event, so that a few events are already a large amount of data.
   */
  const logMuch = (providerId: string, count: number): Promise<void> =>
    api.world.owner.transaction((tx) =>
      api.world.get(EventLog).append(
        tx,
        SYSTEM,
        ...Array.from({ length: count }, (_, index) => ({
          name: 'capacity.declared' as const,
          authorityId: null,
          providerIds: [providerId],
          subject: { type: 'branch', id: `${index}` },
          at: api.world.clock.now(),
          payload: { branchId: 'x'.repeat(50_000), lotId: '', spareMinutes: 0 },
        })),
      ),
    );
  const providerOf = ({ actor }: TestUser): string => (actor.kind === 'provider' ? actor.providerId : '');

  it('is one of so many that a user may have, and makes room when it goes', async () => {
    const user = await api.world.aUser({ role: 'provider' });
    const sockets: LiveClient[] = [];
    for (let count = 0; count < 20; count++) sockets.push((await api.live(user)).socket);
    await expect(api.live(user)).rejects.toThrow('too_many_sockets');
    sockets[0]?.disconnect();
    await until('there is room', () =>
      api.live(user).then(
        () => true,
        () => false,
      ),
    );
    for (const socket of sockets) socket.disconnect();
    await api.live(await api.world.aUser({ role: 'provider' }));
  });

  it('that does not read is dropped at a bound; others of the same stream hear everything meanwhile', async () => {
    const user = await api.world.aUser({ role: 'provider' });
    const [stuck, healthy] = [await api.live(user), await api.live(user)];
    const before = openSockets();
    const { ws } = stuck.socket.io.engine.transport as unknown as { ws: WebSocket };
    ws.pause();
    for (let round = 1; round <= 8; round++) {
      await logMuch(providerOf(user), 40);
      await until('the healthy one has it', () => healthy.heard.length === round * 40);
    }
    await until('the stuck one is dropped', () => openSockets() === before - 1);
    expect(healthy.socket.connected).toBe(true);
    const told = healthy.heard.map(({ position }) => position);
    const logged = await api.world.rows<{ id: string }>(
      'SELECT id FROM event WHERE $1 = ANY(provider_ids) ORDER BY position',
      [providerOf(user)],
    );
    expect(told).toEqual(logged.map(({ id }) => id));
    ws.terminate();
    const { heard } = await api.live(user, { after: healthy.position });
    expect(heard).toEqual(healthy.heard);
  });

  it('that catches up is asked at each page whether its session goes on', async () => {
    const user = await api.world.aUser({ role: 'provider' });
    const witness = await api.live(user);
    await logMuch(providerOf(user), 250); // more events than one page of the feed has
    await until('all is delivered, so that it can be caught up with', () => witness.heard.length === 250);
    const socket = api.socket(user.token);
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    const heard: unknown[] = [];
    socket.on('event', (event) => heard.push(event));
    const authenticate = api.app.get(Authenticate);
    const ask = authenticate.signedIn.bind(authenticate);
    const asked = jest.spyOn(authenticate, 'signedIn').mockImplementation(async (token) => {
      const isForMessage = asked.mock.calls.length === 1;
      // Disables the user between two pages of the feed. Changes the database directly, so that no event
      // tells the API about it.
      if (!isForMessage)
        await api.world.rows('UPDATE app_user SET disabled_at = now() WHERE id = $1', [user.id]);
      return ask(token);
    });
    const answer: unknown = await socket.emitWithAck('feed.resume', { after: '0' });
    asked.mockRestore();
    expect(answer).toMatchObject({ ok: false, problem: { code: 'not_signed_in' } });
    expect(heard).toHaveLength(200);
  });

  it('that sends without end is dropped', async () => {
    const user = await api.world.aUser({ role: 'provider' });
    const { socket } = await api.live(user);
    const dropped = gone(socket);
    for (let count = 0; count < 2_000; count++) socket.emit('feed.resume', {}, () => undefined);
    await dropped;
    expect((await api.live(user)).socket.connected).toBe(true);
  });

  it.each([
    ['a message before it has signed in', ['42["feed.resume",{}]']],
    ['another namespace', ['40/admin,{"token":"x"}']],
    ['a namespace without end', [`40/${'a'.repeat(50_000)},`]],
    ['half an object', ['40{"token":']],
    ['a token that is no text', ['40{"token":{"$ne":1}}']],
    ['no packet type', ['9']],
    ['nothing', ['']],
    ['an acknowledgement of nothing', ['40{}', '439999[1]']],
    ['bytes that nobody announced', [Buffer.from([4, 5, 6])]],
    ['attachments that never come', ['459-["offer.make",{"_placeholder":true,"num":0}]']],
    ['more attachments than there are', ['4599999999999-["offer.make"]']],
    ['a probe after the upgrade', ['2probe', '5']],
  ])('that says %s harms nobody', async (_what, frames) => {
    const socket = raw();
    expect(await next(socket)).toMatch(/^0\{"sid"/);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    for (const frame of frames) socket.send(frame);
    const answers: string[] = [];
    socket.on('message', (data: Buffer) => {
      answers.push(data.toString());
      socket.close(); // if the server refuses the connection, the test passes too
    });
    setImmediate(() => socket.ping(() => socket.close()));
    await closed;
    for (const answer of answers) expect(answer).not.toMatch(/^40/);
    const { socket: other } = await api.live(await api.world.aUser({ role: 'officer' }));
    expect(other.connected).toBe(true);
  });

  it.each([
    ['an event without a name', '42[]'],
    ['a number for a name', '42[1,{}]'],
    ['an object for a name', '42[{"a":1}]'],
    ['a reserved name', '42["disconnect"]'],
    ['a name of the emitter’s own', '42["newListener",{}]'],
    ['text that is no JSON', '42["offer.make",'],
    ['an endless id', `42${'9'.repeat(400)}["feed.resume",{}]`],
    ['a prototype', '421["offer.make",{"__proto__":{"x":1},"constructor":{"prototype":{}}}]'],
    ['a deep list', `421["offer.make",${'['.repeat(20_000)}${']'.repeat(20_000)}]`],
  ])('that is signed in and says %s harms nobody', async (_what, frame) => {
    const user = await api.world.aUser({ role: 'provider' });
    const socket = raw();
    await next(socket);
    socket.send(`40${JSON.stringify({ token: user.token })}`);
    expect(await next(socket)).toMatch(/^40\{"sid"/);
    const over = new Promise<unknown>((resolve) => {
      socket.once('close', resolve);
      socket.once('message', resolve);
    });
    socket.send(frame);
    socket.send('427["feed.resume",{}]');
    await over;
    socket.close();
    expect((await api.live(user)).socket.connected).toBe(true);
  });

  it('speaks Engine.IO 4 and Socket.IO 5 as they are published, polling and then upgraded', async () => {
    const user = await api.world.aUser({ role: 'provider' });
    const path = `${LIVE_PATH}/?EIO=4&transport=polling`;
    const opened = await api.anyone.get(path).expect(200);
    const handshake = JSON.parse(opened.text.slice(1)) as Record<string, unknown>;
    expect(opened.text[0]).toBe('0');
    expect(handshake).toEqual({
      sid: expect.any(String) as string,
      upgrades: ['websocket'],
      pingInterval: 3_000,
      pingTimeout: 20_000,
      maxPayload: 65_536,
    });
    const polling = `${path}&sid=${String(handshake.sid)}`;
    const post = (packets: string) =>
      api.anyone.post(polling).set('content-type', 'text/plain').send(packets).expect(200, 'ok');
    await post(`40${JSON.stringify({ token: user.token })}`);
    expect((await api.anyone.get(polling).expect(200)).text).toMatch(/^40\{"sid":"[\w-]+"/);
    await post('420["feed.resume",{}]');
    expect((await api.anyone.get(polling).expect(200)).text).toMatch(/^430\[\{"ok":true,/);

    const socket = new WebSocket(
      `${api.url.replace('http', 'ws')}${polling.replace('=polling', '=websocket')}`,
    );
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send('2probe');
    expect(await next(socket)).toBe('3probe');
    socket.send('5');
    socket.send('421["invitation.seen",{"invitationId":"x"}]');
    expect(await next(socket)).toMatch(/^431\[\{"ok":false,"problem":\{.*"code":"invalid_request"/);
    await logMuch(providerOf(user), 1);
    expect(await next(socket)).toMatch(/^42\["event",\{"position":"[\da-f-]{36}","name":"capacity.declared"/);
    socket.close();
  });

  it('of an older protocol, or of none, is refused', async () => {
    await api.anyone.get(`${LIVE_PATH}/?EIO=3&transport=polling`).expect(400);
    await api.anyone.get(`${LIVE_PATH}/?EIO=4&transport=pigeon`).expect(400);
    await api.anyone.get(`${LIVE_PATH}/?EIO=4&transport=polling&sid=stolen`).expect(400);
  });
});
