import type { BareWork } from '../helpers/database.js';
import type { Requesting } from '../helpers/crowd.js';
import { type Asked, type Market, openMarket } from '../bench-authority.js';
import { atOnce, inTurns, medianPace, PACE_HEAD, type Pace, paceRow, ratio, table } from '../measuring.js';
import type { BenchPart, BenchServer, BenchStage, HelperProcess } from '../bench-tools.js';
import { writesOfOne, writesSoFar } from '../table-writes.js';

const BRANCHES = 16;
/** The number of concurrent award requests. A session may run at most 24 requests at a time. */
const AT_ONCE = 16;
const ROUNDS = 3;
const IN_A_TURN = 64;

interface Decided {
  readonly broadcastId: string;
  readonly offerId: string;
}

/**
 * Measures awards over HTTP in two situations. In the first, all awards are to one branch, so they wait for
 * its capacity. In the second, the awards are to different branches (docs/rules.md §3.3.6 and §6.2).
 */
export const part: BenchPart = {
  name: 'awards',
  about: `awards over HTTP, ${AT_ONCE} at once, of one branch's capacity and of ${BRANCHES} branches'`,
  async run(stage) {
    const server = await stage.openServer();
    try {
      const market = await openMarket(server, {
        people: 10,
        branches: BRANCHES,
        lots: 1,
        method: 'broadcast',
        spareMinutes: 1_000_000,
      });
      const total = IN_A_TURN * (ROUNDS + 1);
      await market.publish(await market.draft(2 * total));
      const broadcasts = inBroadcasts(await market.asked());
      const contending = await decided(market, broadcasts.slice(0, total), () => 0);
      const spread = await decided(market, broadcasts.slice(total), (n) => n % BRANCHES);
      await measure(stage, server, market, { contending, spread });
      await market.close();
    } finally {
      await server.close();
    }
  },
};

function inBroadcasts(asked: readonly Asked[]): Asked[][] {
  const found = new Map<string, Asked[]>();
  for (const one of asked) {
    const others = found.get(one.broadcastId);
    if (others) others.push(one);
    else found.set(one.broadcastId, [one]);
  }
  return [...found.values()].map((all) => all.sort((a, b) => (a.branch.id < b.branch.id ? -1 : 1)));
}

/** Prepares broadcasts that are closed and have one offer, so that the offer can be awarded. */
async function decided(
  market: Market,
  broadcasts: readonly (readonly Asked[])[],
  whose: (n: number) => number,
): Promise<Decided[]> {
  const all: Decided[] = [];
  await atOnce([...broadcasts.entries()], 5, async ([n, asked]) => {
    const one = asked[whose(n)];
    if (!one) throw new Error('a branch was not asked');
    const offerId = await market.offer(one);
    await market.closeLockedBroadcast(one.broadcastId);
    all.push({ broadcastId: one.broadcastId, offerId });
  });
  return all;
}

async function measure(
  stage: BenchStage,
  server: BenchServer,
  market: Market,
  left: Readonly<Record<'contending' | 'spread', Decided[]>>,
): Promise<void> {
  const api = await stage.startApi(server);
  const crowd = await stage.startHelper('crowd');
  const database = await stage.startHelper('database');
  const award = (some: readonly Decided[]): Promise<Pace> => {
    const requests = some.map(({ broadcastId, offerId }) => ({
      method: 'POST' as const,
      path: `/v1/broadcasts/${broadcastId}/award`,
      token: market.cast.officer.token,
      key: `award-${offerId}`,
      body: { offerId },
    }));
    const work: Requesting = { port: Number(new URL(api.address).port), atOnce: AT_ONCE, requests };
    return crowd.ask<Pace>('request', work);
  };
  try {
    await database.ask('open', { url: server.url });
    const before = await writesSoFar(server.reader);
    await award(left.spread.splice(0, IN_A_TURN / 2));
    const shape = writesOfOne(before, await writesSoFar(server.reader), IN_A_TURN / 2);
    const inserts = shape.filter(({ inserted }) => inserted >= 0.5).map(({ bytes }) => Math.max(64, bytes));
    const updates = Math.round(shape.reduce((sum, { updated }) => sum + updated, 0));
    const bare = (rows: number): Promise<Pace> => bareAwards(database, { inserts, updates, rows });
    const paces = await inTurns(ROUNDS, {
      contending: () => award(left.contending.splice(0, IN_A_TURN)),
      bareContending: () => bare(1),
      spread: () => award(left.spread.splice(0, IN_A_TURN - 8)),
      bareSpread: () => bare(10_000),
    });
    report(stage, paces);
    stage.say(
      `  a bare transaction: lock a row, ${inserts.length} inserts, ${updates} updates; an award writes ${shape
        .map(({ name, inserted, updated }) => `${name} +${inserted.toFixed(0)} ~${updated.toFixed(0)}`)
        .join(', ')}`,
    );
  } finally {
    for (const one of [crowd, database, api]) await one.stop();
  }
}

const bareAwards = (database: HelperProcess, shape: BareWork['shape']): Promise<Pace> => {
  const work: BareWork = { count: 4 * IN_A_TURN, atOnce: AT_ONCE, shape };
  return database.ask<Pace>('transactions', work);
};

type Turns = 'contending' | 'bareContending' | 'spread' | 'bareSpread';

function report(stage: BenchStage, paces: Readonly<Record<Turns, readonly Pace[]>>): void {
  const row = (name: string, turn: Turns): string[] => paceRow(name, medianPace(paces[turn]));
  const lines = table([
    PACE_HEAD,
    row('awards of one branch’s capacity', 'contending'),
    row('bare transactions on one row', 'bareContending'),
    row('awards spread over the branches', 'spread'),
    row('bare transactions spread over rows', 'bareSpread'),
  ]);
  for (const line of lines) stage.say(line);
  const share = (ours: Turns, bare: Turns): string =>
    ratio(
      paces[ours].map(({ eachSecond }) => eachSecond),
      paces[bare].map(({ eachSecond }) => eachSecond),
    ).toFixed(2);
  stage.say(
    `  of the bare transactions: ${share('contending', 'bareContending')} contending, ${share('spread', 'bareSpread')} spread`,
  );
}
