import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call that the receiver got. */
export interface ReceivedCall {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A server of another system that gets webhook calls. It answers with `answer`, which a test may change. */
export class WebhookReceiver {
  readonly calls: ReceivedCall[] = [];
  answer: { status: number; headers?: Readonly<Record<string, string>> } | 'hang_up' = { status: 204 };

  private constructor(
    private readonly server: http.Server,
    readonly url: string,
  ) {}

  static async open(): Promise<WebhookReceiver> {
    const server = http.createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const receiver = new WebhookReceiver(server, `http://127.0.0.1:${port}`);
    server.on('request', (request, response) => void receiver.take(request, response));
    return receiver;
  }

  async close(): Promise<void> {
    await new Promise((closed) => this.server.close(closed));
  }

  private async take(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    let body = '';
    for await (const piece of request) body += String(piece);
    this.calls.push({
      path: request.url ?? '',
      headers: request.headers as Readonly<Record<string, string>>,
      body,
    });
    if (this.answer === 'hang_up') request.socket.destroy();
    else response.writeHead(this.answer.status, this.answer.headers).end();
  }
}
