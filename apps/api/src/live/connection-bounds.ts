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
/** Connections of nobody's at the same time; whoever comes then is asked to come again. */
const MOST_STRANGERS = 2_000;

/** Those that have not signed in. */
const strangers = new Set<object>();
/** Those that are being signed in, or have been. */
const entered = new WeakSet<object>();
/** Bytes that wait for each connection to take them. */
const waiting = new WeakMap<object, number>();

type Connection = LiveSocket['conn'];

/** Drops connections that send too much, or that take nothing while too much waits for them. */
export function boundConnections(server: LiveServer): () => void {
  let sent = new WeakMap<Connection, number>();
  const timer = setInterval(() => (sent = new WeakMap()), 1_000).unref();
  server.engine.opts.allowRequest = (_request, answer) => answer(null, strangers.size < MOST_STRANGERS);
  server.engine.on('connection', (connection: Connection) => {
    strangers.add(connection);
    const patience = setTimeout(() => {
      if (strangers.has(connection)) drop(connection, 'never_signed_in');
    }, SIGN_IN_WITHIN_MS).unref();
    connection.once('close', () => {
      clearTimeout(patience);
      strangers.delete(connection);
    });
    connection.on('packet', () => {
      const count = (sent.get(connection) ?? 0) + 1;
      sent.set(connection, count);
      if (count > MOST_PACKETS_A_SECOND) drop(connection, 'sends_too_much');
    });
    connection.on('packetCreate', ({ data }: { data?: unknown }) => {
      const bytes = (waiting.get(connection) ?? 0) + sizeOf(data);
      waiting.set(connection, bytes);
      if (bytes > MOST_WAITING_BYTES) setImmediate(() => drop(connection, 'takes_too_little'));
    });
    connection.on('flush', () => waiting.set(connection, 0));
  });
  return () => clearInterval(timer);
}

/** False where a connection asks a second time: it has one session, or is being asked for it. */
export function enters(connection: Connection): boolean {
  if (entered.has(connection)) return false;
  entered.add(connection);
  return true;
}

/** It has signed in. */
export function letIn(connection: Connection): void {
  strangers.delete(connection);
}

/** It may try again, while its time lasts. */
export function turnAway(connection: Connection): void {
  entered.delete(connection);
}

/** Waits while a good deal waits for a socket to take it; one that takes too long over that is dropped. */
export async function taken({ conn }: LiveSocket): Promise<void> {
  if ((waiting.get(conn) ?? 0) < PAUSE_AT_BYTES || conn.readyState !== 'open') return;
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

function drop(connection: Connection, reason: DropReason): void {
  if (connection.readyState !== 'open') return;
  countDropped(reason);
  connection.close(true);
}

function sizeOf(data: unknown): number {
  if (typeof data === 'string') return data.length;
  return Buffer.isBuffer(data) ? data.byteLength : 0;
}
