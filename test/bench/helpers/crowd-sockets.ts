import { atOnce, seconds } from '../measuring.js';
import { RawSocket } from '../clients/raw-socket.js';
import { serve } from './serve.js';

const WORKERS = 50;

export interface Gathering {
  readonly port: number;
  readonly path: string;
  readonly tokens: readonly string[];
  /** If true, each socket resumes the feed. Only then does the server send events to the socket. */
  readonly resumes: boolean;
}

export interface Storm {
  readonly port: number;
  readonly path: string;
  readonly clients: readonly { readonly token: string; readonly after: string | null }[];
  /**
   * The number of events that each client has missed. After reconnecting, the client waits until it has
   * received them all.
   */
  readonly events: number;
}

/**
 * Returns the current time in milliseconds, with fractions. Times from different processes can be compared.
 */
const clock = (): number => performance.timeOrigin + performance.now();

let sockets: RawSocket[] = [];
let listener: ((packet: string) => void) | undefined;

/**
 * The tasks of a helper process with thousands of open sockets. The process opens and reconnects sockets, and
 * measures when packets arrive.
 */
serve({
  async gather({ port, path, tokens, resumes }: Gathering): Promise<string[]> {
    const positions: string[] = [];
    await atOnce([...tokens.entries()], WORKERS, async ([n, token]) => {
      const heard = (packet: string): void => listener?.(packet);
      const socket = await RawSocket.open({ port, path, token, heard });
      sockets.push(socket);
      if (resumes) positions[n] = positionIn(await socket.ask('feed.resume', {}));
    });
    return positions;
  },

  part() {
    for (const socket of sockets) socket.close();
    sockets = [];
  },

  /**
   * Waits until the sockets together have received `count` packets that contain `mark`. Returns when the
   * first and the last of these packets arrived.
   */
  hear({ mark, count }: { mark: string; count: number }): Promise<{ first: number; last: number }> {
    let left = count;
    let first = 0;
    return new Promise((resolve) => {
      listener = (packet) => {
        if (!packet.includes(mark)) return;
        first ||= clock();
        if ((left -= 1) === 0) resolve({ first, last: clock() });
      };
    });
  },

  /**
   * Reconnects all clients together. Returns the seconds until the last client has received all the events
   * that it missed.
   */
  async storm({ port, path, clients, events }: Storm): Promise<number> {
    const taken = await seconds(() =>
      Promise.all(
        clients.map(async ({ token, after }) => {
          let left = events;
          let all = (): void => undefined;
          const done = new Promise<void>((resolve) => (all = resolve));
          const heard = (): void => void ((left -= 1) === 0 && all());
          const socket = await RawSocket.open({ port, path, token, heard });
          sockets.push(socket);
          if (after !== null) positionIn(await socket.ask('feed.resume', { after }));
          await done;
        }),
      ),
    );
    for (const socket of sockets.splice(0)) socket.close();
    return taken;
  },
});

function positionIn(answer: string): string {
  const position = /"position":"(\d+)"/.exec(answer)?.[1];
  if (position === undefined) throw new Error(`feed.resume was answered ${answer}`);
  return position;
}
