import type { BareWork } from '../helpers/database.js';
import type { Message } from '../helpers/crowd.js';
import { type Asked, type Market, openMarket } from '../bench-authority.js';
import { costOf } from '../cpu-cost.js';
import { inTurns, medianPace, PACE_HEAD, type Pace, paceRow, ratio, table } from '../measuring.js';
import type { BenchPart, BenchServer, BenchStage, HelperProcess } from '../bench-tools.js';

const BRANCHES = 100;
const SOCKETS = 50;
const ROUNDS = 5;
/**
 * The number of offers in one round. `TOGETHER` offers are made at the same time, and `ALONE` offers one
 * after the other.
 */
const TOGETHER = 600;
const ALONE = 150;
const BROADCASTS = Math.ceil(((TOGETHER + ALONE) * (ROUNDS + 1)) / SOCKETS) + 2;

/**
 * Measures offers over the live socket, each committed with its event. For comparison, measures transactions
 * without Homeward's code that write as many bytes (docs/rules.md §8 and §9).
 */
export const part: BenchPart = {
  name: 'offers',
  about: `offers over ${SOCKETS} sockets of ${SOCKETS} providers, each durable with its event`,
  async run(stage) {
    const server = await stage.openServer();
    try {
      const market = await openMarket(server, {
        people: 10,
        branches: BRANCHES,
        lots: 1,
        method: 'broadcast',
        spareMinutes: 100_000,
      });
      await market.publish(await market.draft(BROADCASTS));
      await measure(stage, server, market);
      await market.close();
    } finally {
      await server.close();
    }
  },
};

async function measure(stage: BenchStage, server: BenchServer, market: Market): Promise<void> {
  const api = await stage.startApi(server);
  const crowd = await stage.startHelper('crowd');
  const database = await stage.startHelper('database');
  try {
    await database.ask('open', { url: server.url });
    const bidders = market.cast.branches.slice(0, SOCKETS).map(({ user }) => user.token);
    const left = messagesFor(market, bidders, await market.asked());
    await crowd.ask('connect', { port: Number(new URL(api.address).port), path: '/live', tokens: bidders });
    // The first offers show how many bytes an offer writes. The transactions for comparison then write as
    // many.
    await crowd.ask('say', { messages: left.splice(0, SOCKETS), atOnce: SOCKETS });
    const bytes = await bytesOfAnOffer(server);
    const cost = { ours: costOf(server, api), bare: costOf(server, database) };
    const paces = await inTurns(ROUNDS, {
      together: () =>
        cost.ours.of(TOGETHER, () =>
          crowd.ask<Pace>('say', { messages: left.splice(0, TOGETHER), atOnce: SOCKETS }),
        ),
      bareTogether: () => cost.bare.of(TOGETHER * 3, () => bare(database, bytes, TOGETHER * 3, SOCKETS)),
      insertsTogether: () =>
        database.ask<Pace>('inserts', { count: TOGETHER * 3, atOnce: SOCKETS, bytes: bytes[0] }),
      alone: () => crowd.ask<Pace>('say', { messages: left.splice(0, ALONE), atOnce: 1 }),
      bareAlone: () => bare(database, bytes, ALONE * 3, 1),
      insertsAlone: () => database.ask<Pace>('inserts', { count: ALONE * 3, atOnce: 1, bytes: bytes[0] }),
    });
    report(stage, paces, bytes);
    stage.say(
      `  processor time of an offer: ${cost.ours.told()}; of a bare transaction: ${cost.bare.told()}`,
    );
  } finally {
    for (const one of [crowd, database, api]) await one.stop();
  }
}

/** Makes one offer message for each invitation of a provider that is connected. */
function messagesFor(market: Market, bidders: readonly string[], asked: readonly Asked[]): Message[] {
  const socketOf = new Map(bidders.map((token, socket) => [token, socket]));
  return asked.flatMap(({ invitationId, branch }): Message[] => {
    const socket = socketOf.get(branch.user.token);
    if (socket === undefined) return [];
    const body = { invitationId, idempotencyKey: invitationId, terms: market.termsOf(branch) };
    return [{ socket, event: 'offer.make', body }];
  });
}

/** Returns the average size in bytes of an offer row and of its event row. */
async function bytesOfAnOffer({ reader }: BenchServer): Promise<[offer: number, event: number]> {
  const [row]: { offer: number; event: number }[] = await reader.query(
    `SELECT (SELECT avg(pg_column_size(o.*)) FROM offer o)::int AS offer,
            (SELECT avg(pg_column_size(e.*)) FROM event e WHERE name = 'offer.made')::int AS event`,
  );
  return [row?.offer ?? 0, row?.event ?? 0];
}

const bare = (
  database: HelperProcess,
  inserts: readonly number[],
  count: number,
  atOnce: number,
): Promise<Pace> => {
  const work: BareWork = { count, atOnce, shape: { inserts, updates: 0, rows: 10_000 } };
  return database.ask<Pace>('transactions', work);
};

type Turns = 'together' | 'bareTogether' | 'insertsTogether' | 'alone' | 'bareAlone' | 'insertsAlone';

function report(
  stage: BenchStage,
  paces: Readonly<Record<Turns, readonly Pace[]>>,
  bytes: readonly number[],
): void {
  const row = (name: string, turn: Turns): string[] => paceRow(name, medianPace(paces[turn]));
  const lines = table([
    PACE_HEAD,
    row(`offers, ${SOCKETS} at once`, 'together'),
    row(`bare transactions, ${SOCKETS} at once`, 'bareTogether'),
    row(`bare inserts, ${SOCKETS} at once`, 'insertsTogether'),
    row('offers, one at a time', 'alone'),
    row('bare transactions, one at a time', 'bareAlone'),
    row('bare inserts, one at a time', 'insertsAlone'),
  ]);
  for (const line of lines) stage.say(line);
  const rates = (turn: Turns): number[] => paces[turn].map(({ eachSecond }) => eachSecond);
  const share = ratio(rates('together'), rates('bareTogether'));
  stage.say(
    `  of the bare transactions: ${share.toFixed(2)} at once (at least 0.33: ${kept(share >= 1 / 3)}), ${ratio(rates('alone'), rates('bareAlone')).toFixed(2)} alone`,
  );
  const { p99 } = medianPace(paces.together);
  stage.say(`  p99 under 100 ms at ${SOCKETS} at once: ${kept(p99 < 100)}`);
  stage.say(`  a bare transaction: begin, lock a row, insert ${bytes.join(' and ')} bytes, commit`);
}

const kept = (isKept: boolean): string => (isKept ? 'kept' : 'NOT KEPT');
