import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { ConnectionBounds } from './connection-bounds.js';
import type { LiveServer, LiveSocket } from './live-socket.js';

type Connection = LiveSocket['conn'];

/** A fake connection with only the members that ConnectionBounds uses. */
class FakeConnection extends EventEmitter {
  readyState = 'open';

  close(): void {
    this.readyState = 'closed';
    this.emit('close');
  }
}

describe('the bounds of connections', () => {
  const opts: LiveServer['engine']['opts'] = {};
  const engine = Object.assign(new EventEmitter(), { opts });
  let bounds: ConnectionBounds;
  beforeEach(() => {
    jest.useFakeTimers();
    engine.removeAllListeners();
    bounds = new ConnectionBounds();
    bounds.bind({ engine } as unknown as LiveServer);
  });
  afterEach(() => {
    bounds.unbind();
    jest.useRealTimers();
  });

  function connect(): FakeConnection {
    const connection = new FakeConnection();
    engine.emit('connection', connection);
    return connection;
  }

  function mayConnect(): boolean {
    let answer = false;
    engine.opts.allowRequest?.({} as IncomingMessage, (_error, may) => (answer = may));
    return answer;
  }

  const asConnection = (connection: FakeConnection): Connection => connection as unknown as Connection;

  it('lets in two thousand that have not said whose they are, and nobody more', () => {
    const strangers = Array.from({ length: 1_999 }, connect);
    expect(mayConnect()).toBe(true);
    const last = connect();
    expect(mayConnect()).toBe(false);
    last.close();
    expect(mayConnect()).toBe(true);
    connect();
    bounds.signedIn(asConnection(strangers[0]!));
    expect(mayConnect()).toBe(true);
  });

  it('is full of strangers no longer than a second: then one that says nothing makes room for one that comes', () => {
    const strangers = Array.from({ length: 2_000 }, connect);
    bounds.beginSignIn(asConnection(strangers[0]!)); // the sign-in of this connection has begun, so it is not dropped
    jest.advanceTimersByTime(999);
    expect(mayConnect()).toBe(false);
    jest.advanceTimersByTime(1);
    expect(mayConnect()).toBe(true);
    expect(strangers.map(({ readyState }) => readyState)).toEqual([
      'open',
      'closed',
      ...Array.from({ length: 1_998 }, () => 'open'),
    ]);
    connect();
    bounds.signInFailed(asConnection(strangers[0]!));
    expect([mayConnect(), strangers[0]?.readyState]).toEqual([true, 'closed']);
  });

  it('keeps those that are being asked, however full it is', () => {
    for (const stranger of Array.from({ length: 2_000 }, connect)) bounds.beginSignIn(asConnection(stranger));
    jest.advanceTimersByTime(5_000);
    expect(mayConnect()).toBe(false);
  });

  it('lets one go that does not say whose it is, and keeps one that does', () => {
    const [stranger, known] = [connect(), connect()];
    bounds.signedIn(asConnection(known));
    jest.advanceTimersByTime(9_999);
    expect([stranger.readyState, known.readyState]).toEqual(['open', 'open']);
    jest.advanceTimersByTime(1);
    expect([stranger.readyState, known.readyState]).toEqual(['closed', 'open']);
  });

  it.each([
    { packets: 500, readyState: 'open' },
    { packets: 501, readyState: 'closed' },
  ])('after $packets packets in a second a connection is $readyState', ({ packets, readyState }) => {
    const connection = connect();
    for (let sent = 0; sent < packets; sent++) connection.emit('packet');
    expect(connection.readyState).toBe(readyState);
  });

  it('counts each second by itself', () => {
    const connection = connect();
    bounds.signedIn(asConnection(connection));
    for (let second = 0; second < 3; second++) {
      for (let sent = 0; sent < 500; sent++) connection.emit('packet');
      jest.advanceTimersByTime(1_000);
    }
    expect(connection.readyState).toBe('open');
  });

  it.each([
    { bytes: 2 * 2 ** 20, readyState: 'open' },
    { bytes: 2 * 2 ** 20 + 1, readyState: 'closed' },
  ])('with $bytes bytes that it has not taken a connection is $readyState', ({ bytes, readyState }) => {
    const connection = connect();
    connection.emit('packetCreate', { data: 'x'.repeat(2 ** 20) });
    connection.emit('packetCreate', { data: Buffer.alloc(bytes - 2 ** 20) });
    jest.advanceTimersByTime(0);
    expect(connection.readyState).toBe(readyState);
  });

  it('forgets what has been taken', () => {
    const connection = connect();
    for (let batch = 0; batch < 5; batch++) {
      connection.emit('packetCreate', { data: 'x'.repeat(2 ** 20) });
      connection.emit('flush');
    }
    jest.advanceTimersByTime(0);
    expect(connection.readyState).toBe('open');
  });
});
