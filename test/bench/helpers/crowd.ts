import { RawHttp, type RawRequest } from '../clients/raw-http.js';
import { RawSocket } from '../clients/raw-socket.js';
import { type Pace, paceOf } from '../measuring.js';
import { serve } from './serve.js';

/** The address to connect to, and one session token for each socket to open. */
export interface Connecting {
  readonly port: number;
  readonly path: string;
  readonly tokens: readonly string[];
}

/**
 * A message to send on one of the open sockets. `socket` is the index of the token with which the socket was
 * opened.
 */
export interface Message {
  readonly socket: number;
  readonly event: string;
  readonly body: unknown;
}

export interface Requesting {
  readonly port: number;
  readonly atOnce: number;
  readonly requests: readonly RawRequest[];
}

const sockets: RawSocket[] = [];

serve({
  async connect({ port, path, tokens }: Connecting) {
    for (const token of tokens) sockets.push(await RawSocket.open({ port, path, token }));
  },

  hangUp() {
    for (const socket of sockets.splice(0)) socket.close();
  },

  async say({ messages, atOnce }: { messages: readonly Message[]; atOnce: number }): Promise<Pace> {
    return paceOf(messages, atOnce, async ({ socket, event, body }) => {
      const answer = await sockets[socket]?.ask(event, body);
      if (!answer?.startsWith('[{"ok":true')) throw new Error(`${event} was answered ${answer}`);
    });
  },

  async request({ port, atOnce, requests }: Requesting): Promise<Pace> {
    const free = await Promise.all(Array.from({ length: atOnce }, () => RawHttp.open(port)));
    const all = [...free];
    try {
      return await paceOf(requests, atOnce, async (request) => {
        const http = free.pop();
        const answer = await http?.ask(request);
        if (http) free.push(http);
        if (!answer || answer.status >= 300)
          throw new Error(`${request.path} was answered ${answer?.status} ${answer?.body}`);
      });
    } finally {
      for (const http of all) http.close();
    }
  },
});
