import { atOnce, seconds } from '../measuring.js';
import { RawSocket } from '../clients/raw-socket.js';
import { serve } from './serve.js';

const HANDS = 50;

export interface Gathering {
  readonly port: number;
  readonly path: string;
  readonly tokens: readonly string[];
  /** Whether each asks for its feed, and so hears what comes. */
  readonly resumes: boolean;
}

export interface Storm {
  readonly port: number;
  readonly path: string;
  readonly clients: readonly { readonly token: string; readonly after: string | null }[];
  /** What each is to hear before it has all. */
  readonly events: number;
}

/** Milliseconds of the machine's clock, the same in every process, with fractions. */
const clock = (): number => performance.timeOrigin + performance.now();

let sockets: RawSocket[] = [];
let listener: ((packet: string) => void) | undefined;

/** Thousands of sockets that listen, in a process of their own. */
serve({
  async gather({ port, path, tokens, resumes }: Gathering): Promise<string[]> {
    const positions: string[] = [];
    await atOnce([...tokens.entries()], HANDS, async ([n, token]) => {
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

  /** When the last of so many packets with a mark in them arrived. */
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

  /** Everybody comes back at the same moment: seconds until the last has heard all that it missed. */
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
