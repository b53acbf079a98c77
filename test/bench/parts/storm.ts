import { LIVE_PATH } from '#contracts/live-feed';
import type { Storm } from '../helpers/crowd-sockets.js';
import { openMarket } from '../bench-authority.js';
import { inTurns, median, ratio, table } from '../measuring.js';
import type { BenchApi, BenchPart } from '../bench-tools.js';

const CLIENTS = 1_000;
/**
 * The number of users to whom the clients belong. There are several, because one user may have at most 20
 * sockets on a process.
 */
const USERS = 100;
const BEHIND = 100;
const ROUNDS = 3;

/**
 * Measures how fast all clients can reconnect at the same time. Each client has missed 100 events
 * (docs/rules.md §8).
 */
export const part: BenchPart = {
  name: 'storm',
  about: `${CLIENTS} clients reconnect at once, each ${BEHIND} events behind, until the last has all`,
  async run(stage) {
    const server = await stage.openServer();
    const scale = {
      people: 10,
      branches: USERS,
      lots: 1,
      method: 'broadcast',
      spareMinutes: 100_000,
    } as const;
    const market = await openMarket(server, scale);
    const api = await stage.startApi(server);
    const crowd = await stage.startHelper('crowd-sockets');
    const bare = await stage.startHelper('bare-live');
    try {
      const users = market.cast.branches.map(({ user }) => user.token);
      const before = await crowd.ask<string[]>('gather', {
        port: portOf(api),
        path: LIVE_PATH,
        tokens: users,
        resumes: true,
      });
      await crowd.ask('part');
      await market.publish(await market.draft(BEHIND));
      const messages = await server.reader.query(
        `SELECT position, name, at, jsonb_build_object('type', subject_type, 'id', subject_id) AS subject, payload
         FROM event WHERE name = 'invitation.opened' ORDER BY position LIMIT ${BEHIND}`,
      );
      const port = await bare.ask<number>('listen', { url: server.url });
      await bare.ask('greet', { messages });
      const clients = Array.from({ length: CLIENTS }, (_, n) => ({
        token: users[n % USERS] ?? '',
        after: before[n % USERS] ?? '0',
      }));
      const storm = (work: Omit<Storm, 'events'>) => () =>
        crowd.ask<number>('storm', { ...work, events: BEHIND });
      const taken = await inTurns(ROUNDS, {
        ours: storm({ port: portOf(api), path: LIVE_PATH, clients }),
        bare: storm({ port, path: '/socket.io', clients: clients.map((one) => ({ ...one, after: null })) }),
      });
      for (const line of table([
        ['', 'until the last has all', 'events a second'],
        ...(['ours', 'bare'] as const).map((one) => [
          one === 'ours' ? 'resumed from the log' : 'a bare server that sends what it holds',
          `${median(taken[one]).toFixed(2)} s`,
          ((CLIENTS * BEHIND) / median(taken[one])).toFixed(0),
        ]),
      ]))
        stage.say(line);
      stage.say(`  ${ratio(taken.ours, taken.bare).toFixed(1)} times the bare server`);
    } finally {
      for (const one of [crowd, bare, api]) await one.stop();
      await market.close();
      await server.close();
    }
  },
};

const portOf = ({ address }: BenchApi): number => Number(new URL(address).port);
