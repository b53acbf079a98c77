import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { readFrames, textFrame } from './frames.js';

const NOTHING = Buffer.alloc(0);

export interface RawSocketOptions {
  readonly port: number;
  readonly path: string;
  readonly token: string;
  /**
   * Called with each event that the server sends. The event is the text of a packet, which is not decoded.
   */
  readonly heard?: (packet: string) => void;
}

/**
 * A minimal Socket.IO client over a WebSocket. It uses much less CPU time than socket.io-client. So one
 * process can run thousands of clients without distorting the measurement.
 */
export class RawSocket {
  private readonly waiting = new Map<string, (answer: string) => void>();
  private readonly upgraded: Promise<void>;
  private opened: { resolve: () => void; reject: (error: Error) => void } | undefined;
  private bytes: Buffer = NOTHING;
  private isUpgraded = false;
  private sent = 0;

  private constructor(
    private readonly tcp: Socket,
    private readonly options: RawSocketOptions,
  ) {
    this.upgraded = new Promise((resolve, reject) => (this.opened = { resolve, reject }));
  }

  /** Opens a Socket.IO connection. Resolves when the server has accepted the connection. */
  static async open(options: RawSocketOptions): Promise<RawSocket> {
    const tcp = connect({ port: options.port, host: '127.0.0.1', noDelay: true });
    const socket = new RawSocket(tcp, options);
    tcp.on('data', (chunk: Buffer) => socket.receive(chunk));
    tcp.on('error', (error) => socket.opened?.reject(error));
    tcp.on('close', () => socket.opened?.reject(new Error('the server hung up')));
    tcp.write(
      `GET ${options.path}/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:${options.port}\r\n` +
        'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
    );
    await socket.upgraded;
    return socket;
  }

  /** Sends an event and returns the arguments of its acknowledgement as JSON text. */
  ask(event: string, body: unknown): Promise<string> {
    const id = String((this.sent += 1));
    this.tcp.write(textFrame(`42${id}${JSON.stringify([event, body])}`));
    return new Promise((resolve) => this.waiting.set(id, resolve));
  }

  close(): void {
    this.tcp.destroy();
  }

  private receive(chunk: Buffer): void {
    this.bytes = this.bytes.length === 0 ? chunk : Buffer.concat([this.bytes, chunk]);
    if (!this.isUpgraded && !this.readUpgrade()) return;
    const { texts, rest } = readFrames(this.bytes);
    this.bytes = rest.length === 0 ? NOTHING : rest;
    for (const text of texts) this.take(text);
  }

  private readUpgrade(): boolean {
    const end = this.bytes.indexOf('\r\n\r\n');
    if (end < 0) return false;
    const status = this.bytes.toString('latin1', 0, 12);
    if (status !== 'HTTP/1.1 101') this.opened?.reject(new Error(`no upgrade but ${status}`));
    this.bytes = this.bytes.subarray(end + 4);
    this.isUpgraded = true;
    return true;
  }

  /**
   * Handles a received packet by its first digits. Engine.IO: 0 open, 2 ping, 4 message. Socket.IO inside a
   * message: 40 connected, 42 event, 43 acknowledgement, 44 refused.
   */
  private take(packet: string): void {
    if (packet.startsWith('42')) this.options.heard?.(packet);
    else if (packet.startsWith('43')) this.acknowledged(packet);
    else if (packet === '2') this.tcp.write(textFrame('3'));
    else if (packet.startsWith('0'))
      this.tcp.write(textFrame(`40${JSON.stringify({ token: this.options.token })}`));
    else if (packet.startsWith('40')) this.opened?.resolve();
    else if (packet.startsWith('44')) this.opened?.reject(new Error(`refused: ${packet}`));
  }

  private acknowledged(packet: string): void {
    const from = packet.indexOf('[');
    const id = packet.slice(2, from);
    const done = this.waiting.get(id);
    this.waiting.delete(id);
    done?.(packet.slice(from));
  }
}
