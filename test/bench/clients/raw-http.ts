import { connect, type Socket } from 'node:net';

const NOTHING = Buffer.alloc(0);
const LENGTH = /content-length: *(\d+)/i;

export interface RawRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly token?: string | undefined;
  readonly key?: string;
  readonly body?: unknown;
}

export interface RawAnswer {
  readonly status: number;
  readonly body: string;
}

/** A minimal HTTP client with one keep-alive connection, which sends one request at a time. */
export class RawHttp {
  private bytes: Buffer = NOTHING;
  private waiting: ((answer: RawAnswer) => void) | undefined;
  private lost: ((error: Error) => void) | undefined;

  private constructor(private readonly tcp: Socket) {}

  static async open(port: number): Promise<RawHttp> {
    const tcp = connect({ port, host: '127.0.0.1', noDelay: true });
    const http = new RawHttp(tcp);
    tcp.on('data', (chunk: Buffer) => http.receive(chunk));
    tcp.on('close', () => http.lost?.(new Error('the server hung up')));
    await new Promise<void>((resolve, reject) => tcp.once('connect', resolve).once('error', reject));
    return http;
  }

  ask(request: RawRequest): Promise<RawAnswer> {
    this.tcp.write(textOf(request));
    return new Promise((resolve, reject) => {
      this.waiting = resolve;
      this.lost = reject;
    });
  }

  close(): void {
    this.lost = undefined;
    this.tcp.destroy();
  }

  private receive(chunk: Buffer): void {
    this.bytes = this.bytes.length === 0 ? chunk : Buffer.concat([this.bytes, chunk]);
    const end = this.bytes.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = this.bytes.toString('latin1', 0, end);
    const length = Number(LENGTH.exec(head)?.[1] ?? 0);
    if (this.bytes.length < end + 4 + length) return;
    const body = this.bytes.toString('utf8', end + 4, end + 4 + length);
    this.bytes = NOTHING;
    this.waiting?.({ status: Number(head.slice(9, 12)), body });
  }
}

function textOf({ method, path, token, key, body }: RawRequest): string {
  const text = body === undefined ? '' : JSON.stringify(body);
  const headers = [
    `${method} ${path} HTTP/1.1`,
    'Host: bench',
    ...(token ? [`Authorization: Bearer ${token}`] : []),
    ...(key ? [`Idempotency-Key: ${key}`] : []),
    ...(body === undefined
      ? []
      : ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(text)}`]),
  ];
  return `${headers.join('\r\n')}\r\n\r\n${text}`;
}
