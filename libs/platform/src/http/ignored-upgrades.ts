import { IncomingMessage, type Server } from 'node:http';
import type { Socket } from 'node:net';

/** The parser of a connection, as far as Node 20 has it. Node documents no part of it; tests send what depends on it. */
interface ConnectionParser {
  /** Parses bytes. Returns how many were read, or an error. */
  execute(bytes: Buffer): number | Error;
  /** Returns a copy of the chunk that was parsed last. Only valid while the callback `kOnExecute` runs. */
  getCurrentBuffer(): Buffer;
  readonly constructor: { readonly kOnExecute: number };
  [callback: number]: unknown;
}

/** The parsers that stopped in a chunk, because they took a request for the last one before another protocol. */
const stopped = new WeakSet<object>();

const parserOf = (socket: Socket): ConnectionParser | null =>
  (socket as Socket & { parser?: ConnectionParser | null }).parser ?? null;

/**
 * A request that may ask for an upgrade to the WebSocket protocol only. Any other `Upgrade` header, such as `h2c`
 * of Java's HTTP client, is ignored, and the request is answered as usual (RFC 9110 §7.8).
 *
 * Node reads the property `upgrade` after the headers. Without this class, each server that takes WebSockets must
 * also handle all other upgrades.
 */
export class WebSocketOnlyMessage extends IncomingMessage {
  private isUpgrade: boolean | null = null;
  private isIgnored = false;

  get upgrade(): boolean | null {
    if (!this.isUpgrade || this.isIgnored) return this.isUpgrade && !this.isIgnored;
    if (this.headers.upgrade?.trim().toLowerCase() === 'websocket') return true;
    this.isIgnored = true; // Node reads this property again for each later chunk
    const parser = parserOf(this.socket);
    if (parser) stopped.add(parser);
    return false;
  }

  set upgrade(value: boolean | null) {
    this.isUpgrade = value;
  }
}

/**
 * Answers also the requests that a client sends right behind an ignored upgrade. Node's parser stops after the request
 * with the offer, and the rest of the chunk would be lost. It also keeps silent about bytes that are no HTTP until the
 * next request, so that the connection would stay open.
 */
export function readOnAfterIgnoredUpgrades(server: Server): void {
  server.on('connection', (socket) => {
    const parser = parserOf(socket);
    if (parser === null) return;
    const { kOnExecute } = parser.constructor;
    const onExecute = parser[kOnExecute] as (read: number | Error) => void;
    let hasOffered = false;
    // Node reads the socket without JavaScript, and calls this function with how far the parser came in a chunk.
    parser[kOnExecute] = (firstRead: number | Error): void => {
      hasOffered ||= stopped.has(parser);
      const read = hasOffered ? readToEnd(parser, firstRead) : firstRead;
      if (read !== NO_HTTP) onExecute(read);
      else if (!server.emit('clientError', new Error('bytes behind a request are no HTTP'), socket))
        socket.destroy();
    };
  });
}

const NO_HTTP = 'no_http';

/** Parses what is left of the present chunk. Returns how many bytes were read, an error, or that the rest is no HTTP. */
function readToEnd(parser: ConnectionParser, firstRead: number | Error): number | Error | typeof NO_HTTP {
  const chunk = parser.getCurrentBuffer();
  let read = firstRead;
  while (typeof read === 'number' && read < chunk.length) {
    if (!stopped.delete(parser)) return NO_HTTP;
    const more = parser.execute(chunk.subarray(read));
    read = typeof more === 'number' ? read + more : more;
  }
  stopped.delete(parser);
  return read;
}
