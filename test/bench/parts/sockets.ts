import { setTimeout as pause } from 'node:timers/promises';
import { LIVE_PATH } from '#contracts/live-feed';
import { openMarket } from '../bench-authority.js';
import { table } from '../measuring.js';
import type { BenchPart, BenchProcess, HelperProcess } from '../bench-tools.js';

const SIZES = [0, 100, 1_000, 5_000];
const USERS = 300;
/**
 * The pause before memory is measured. In this time, the process frees the memory that it only needed to open
 * the sockets.
 */
const SETTLED_MS = 3_000;

/**
 * Measures the memory of an API process with many open sockets. For comparison, measures the memory of a
 * Socket.IO server without Homeward's code.
 */
export const part: BenchPart = {
  name: 'sockets',
  about: `memory with ${SIZES.slice(1).join(', ')} open sockets`,
  async run(stage) {
    const server = await stage.openServer();
    const scale = { people: 10, branches: USERS, lots: 1, method: 'broadcast', spareMinutes: 600 } as const;
    const market = await openMarket(server, scale);
    const users = market.cast.branches.map(({ user }) => user.token);
    await market.close();
    const api = await stage.startApi(server);
    const bare = await stage.startHelper('bare-live');
    const [crowd, strangers] = [
      await stage.startHelper('crowd-sockets'),
      await stage.startHelper('crowd-sockets'),
    ];
    try {
      const port = await bare.ask<number>('listen', { url: server.url });
      const ours = await grow(
        api,
        crowd,
        users,
        { port: Number(new URL(api.address).port), path: LIVE_PATH },
        true,
      );
      const theirs = await grow(bare, strangers, users, { port, path: '/socket.io' }, false);
      const row = (name: string, megabytes: readonly number[]): string[] => [
        name,
        ...megabytes.map((now) => `${now.toFixed(0)} MB`),
        `${perThousand(megabytes).toFixed(1)} MB`,
      ];
      for (const line of table([
        ['', ...SIZES.map((size) => `${size} sockets`), 'for each 1,000'],
        row('the api', ours),
        row('bare Socket.IO', theirs),
      ]))
        stage.say(line);
      stage.say(`  ${(perThousand(ours) / perThousand(theirs)).toFixed(1)} times bare sockets`);
    } finally {
      for (const one of [crowd, strangers, bare, api]) await one.stop();
      await server.close();
    }
  },
};

/**
 * Returns the megabytes of memory for 1,000 sockets. Compares the memory without sockets with the memory at
 * the largest number of sockets. At smaller numbers, random differences would be larger than the memory of
 * the sockets.
 */
const perThousand = (megabytes: readonly number[]): number =>
  ((megabytes.at(-1) ?? NaN) - (megabytes[0] ?? NaN)) / ((SIZES.at(-1) ?? NaN) / 1_000);

async function grow(
  process: BenchProcess,
  crowd: HelperProcess,
  users: readonly string[],
  at: { readonly port: number; readonly path: string },
  resumes: boolean,
): Promise<number[]> {
  const found: number[] = [];
  let open = 0;
  for (const size of SIZES) {
    const from = open;
    const tokens = Array.from({ length: size - from }, (_, n) => users[(from + n) % users.length] ?? '');
    await crowd.ask('gather', { ...at, tokens, resumes });
    open = size;
    await pause(SETTLED_MS);
    found.push(process.residentMegabytes());
  }
  return found;
}
