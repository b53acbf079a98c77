import { Injectable } from '@nestjs/common';
import { countDropped, type DropReason } from '#platform/metrics/live-metrics';
import type { LiveServer, LiveSocket } from './live-socket.js';

/**
 * The largest number of packets, including pings, that a client may send in one second. A person who clicks
 * sends far fewer.
 */
const MOST_PACKETS_A_SECOND = 500;
/**
 * The largest number of bytes that are buffered for a client. A client that does not read its data reaches
 * this number and is disconnected.
 */
const MOST_WAITING_BYTES = 2 * 2 ** 20;
/** While missed events are sent to a client, sending pauses when this many bytes are buffered. */
const PAUSE_AT_BYTES = 2 ** 18;
/**
 * The time in milliseconds within which a client must read its buffered bytes. After this time the connection
 * is dropped.
 */
const TAKEN_WITHIN_MS = 20_000;

/** The time limit in milliseconds for the sign-in of a new connection. */
const SIGN_IN_WITHIN_MS = 10_000;
/** The largest number of open connections that have not signed in. */
const MOST_NOT_SIGNED_IN = 2_000;
/**
 * The age in milliseconds at which a connection that has not signed in may be dropped to make room for a new
 * connection. A normal client signs in immediately.
 */
const MAKES_ROOM_AFTER_MS = 1_000;

type Connection = LiveSocket['conn'];

/** Drops connections that sign in too late, send too many packets, or do not read their data. */
@Injectable()
export class ConnectionBounds {
  /** The connections that have not signed in, with the time at which each opened. The oldest comes first. */
  private readonly notSignedIn = new Map<Connection, number>();
  /** The connections that have started or completed their sign-in. */
  private readonly signInBegun = new WeakSet<Connection>();
  /** The number of bytes that are buffered for each connection. */
  private readonly waiting = new WeakMap<Connection, number>();
  /** The number of packets that each connection has sent in the current second. */
  private sent = new WeakMap<Connection, number>();
  private second: NodeJS.Timeout | undefined;

  bind({ engine }: LiveServer): void {
    this.second = setInterval(() => (this.sent = new WeakMap()), 1_000).unref();
    engine.opts.allowRequest = (_request, answer) => answer(null, this.hasRoom());
    engine.on('connection', (connection: Connection) => this.watch(connection));
  }

  unbind(): void {
    clearInterval(this.second);
  }

  /**
   * Records that a connection has begun its sign-in. Returns false if it had begun a sign-in before, because
   * a connection has only one session.
   */
  beginSignIn(connection: Connection): boolean {
    if (this.signInBegun.has(connection)) return false;
    this.signInBegun.add(connection);
    return true;
  }

  /** Records that a connection has signed in. */
  signedIn(connection: Connection): void {
    this.notSignedIn.delete(connection);
  }

  /** Records that a sign-in failed. The connection may try again until its time limit. */
  signInFailed(connection: Connection): void {
    this.signInBegun.delete(connection);
  }

  /**
   * Waits while too many bytes are buffered for a socket. Drops the connection if the client does not read
   * them within the time limit.
   */
  async taken({ conn }: LiveSocket): Promise<void> {
    if ((this.waiting.get(conn) ?? 0) < PAUSE_AT_BYTES || conn.readyState !== 'open') return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => drop(conn, 'takes_too_little'), TAKEN_WITHIN_MS);
      const done = (): void => {
        clearTimeout(timer);
        conn.off('flush', done).off('close', done);
        resolve();
      };
      conn.once('flush', done).once('close', done);
    });
  }

  /**
   * Returns true if a new connection may open. If too many connections have not signed in, drops the oldest
   * of them. A connection is kept in its first second, and while its sign-in is running. So connections that
   * never sign in cannot keep other clients out.
   */
  private hasRoom(): boolean {
    if (this.notSignedIn.size < MOST_NOT_SIGNED_IN) return true;
    const before = performance.now() - MAKES_ROOM_AFTER_MS;
    for (const [connection, since] of this.notSignedIn) {
      if (since > before) break;
      if (this.signInBegun.has(connection)) continue;
      drop(connection, 'never_signed_in');
      return true;
    }
    return false;
  }

  private watch(connection: Connection): void {
    this.notSignedIn.set(connection, performance.now());
    const patience = setTimeout(() => {
      if (this.notSignedIn.has(connection)) drop(connection, 'never_signed_in');
    }, SIGN_IN_WITHIN_MS).unref();
    connection.once('close', () => {
      clearTimeout(patience);
      this.notSignedIn.delete(connection);
    });
    connection.on('packet', () => this.received(connection));
    connection.on('packetCreate', ({ data }: { data?: unknown }) => this.toSend(connection, sizeOf(data)));
    connection.on('flush', () => this.waiting.set(connection, 0));
  }

  private received(connection: Connection): void {
    const count = (this.sent.get(connection) ?? 0) + 1;
    this.sent.set(connection, count);
    if (count > MOST_PACKETS_A_SECOND) drop(connection, 'sends_too_much');
  }

  private toSend(connection: Connection, size: number): void {
    const bytes = (this.waiting.get(connection) ?? 0) + size;
    this.waiting.set(connection, bytes);
    if (bytes > MOST_WAITING_BYTES) setImmediate(() => drop(connection, 'takes_too_little'));
  }
}

function drop(connection: Connection, reason: DropReason): void {
  if (connection.readyState !== 'open') return;
  countDropped(reason);
  // A client that reads too slowly still gets what was sent before.
  if (reason === 'takes_too_little') connection.close(true);
  else closeAtOnce(connection);
}

/**
 * Closes a connection without waiting for the client. A client that does not answer the close message of a
 * WebSocket would otherwise keep its connection for 30 more seconds, and no bound would count the connection.
 */
export function closeAtOnce(connection: Connection): void {
  // Only the transport of WebSockets has a socket.
  const transport = connection.transport as { socket?: { terminate: () => void } } | undefined;
  connection.close(true);
  setImmediate(() => transport?.socket?.terminate()); // after the close message has been sent
}

function sizeOf(data: unknown): number {
  if (typeof data === 'string') return data.length;
  return Buffer.isBuffer(data) ? data.byteLength : 0;
}
