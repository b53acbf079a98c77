import { Injectable } from '@nestjs/common';
import { countDropped, type DropReason } from '#platform/metrics/live-metrics';
import type { LiveServer, LiveSocket } from './live-socket.js';

/** What a client may send in a second, pings and all; a person's clicks are far below it. */
const MOST_PACKETS_A_SECOND = 500;
/** What may wait for a client that does not read. */
const MOST_WAITING_BYTES = 2 * 2 ** 20;
/** One that is catching up is sent so much at a time. */
const PAUSE_AT_BYTES = 2 ** 18;
/** How long it may take over that. */
const TAKEN_WITHIN_MS = 20_000;

/** A connection that does not say whose it is, is nobody's. */
const SIGN_IN_WITHIN_MS = 10_000;
/** Connections of nobody's at the same time. */
const MOST_NOT_SIGNED_IN = 2_000;
/** A client says whose it is in the moment it is connected; one that has not by then makes room for another. */
const MAKES_ROOM_AFTER_MS = 1_000;

type Connection = LiveSocket['conn'];

/** Drops connections that never sign in, that send too much, or that take nothing while too much waits for them. */
@Injectable()
export class ConnectionBounds {
  /** Those that have not signed in, since when; the first that came first. */
  private readonly notSignedIn = new Map<Connection, number>();
  /** Those that are being signed in, or have been. */
  private readonly signInBegun = new WeakSet<Connection>();
  /** Bytes that wait for each connection to take them. */
  private readonly waiting = new WeakMap<Connection, number>();
  /** Packets that each has sent in this second. */
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

  /** False where a connection asks a second time: it has one session, or is being asked for it. */
  beginSignIn(connection: Connection): boolean {
    if (this.signInBegun.has(connection)) return false;
    this.signInBegun.add(connection);
    return true;
  }

  /** It has signed in. */
  signedIn(connection: Connection): void {
    this.notSignedIn.delete(connection);
  }

  /** It may try again, while its time lasts. */
  signInFailed(connection: Connection): void {
    this.signInBegun.delete(connection);
  }

  /** Waits while a good deal waits for a socket to take it; one that takes too long over that is dropped. */
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

  /** Where it is full, one that keeps a place and says nothing loses it: whoever holds all of them keeps nobody out. */
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
  connection.close(true);
}

function sizeOf(data: unknown): number {
  if (typeof data === 'string') return data.length;
  return Buffer.isBuffer(data) ? data.byteLength : 0;
}
