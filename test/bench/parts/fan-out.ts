import { LIVE_PATH } from '#contracts/live';
import type { Gathering } from '../hands/crowd-sockets.js';
import { openMarket, type Market } from '../market.js';
import { inTurns, median, perMille, ratio, table } from '../measuring.js';
import type { BenchApi, BenchPart, BenchServer, BenchStage, Hand } from '../stage.js';

const SIZES = [100, 1_000, 5_000];
/** As many providers as a large council has under contract (docs/rules.md §9). */
const MOST_PROVIDERS = 300;
const ROUNDS = 7;
/** What a bare room may be exceeded by. */
const MOST_TIMES = 1.5;

interface Measured {
  readonly sockets: number;
  /** Milliseconds from the commit until the last has it. */
  readonly ours: readonly number[];
  readonly bare: readonly number[];
}

/** docs/rules.md §9: from the commit of a broadcast until the last socket of those invited has it. */
export const part: BenchPart = {
  name: 'fan-out',
  about: `from the commit of a broadcast until the last of ${SIZES.join(', ')} invited sockets has it`,
  async run(stage) {
    const all: Measured[] = [];
    for (const sockets of SIZES) all.push(await measure(stage, sockets));
    for (const line of table([
      ['', 'ours p50 ms', 'p95 ms', 'bare room p50 ms', 'p95 ms', 'times'],
      ...all.map(({ sockets, ours, bare }) => [
        `${sockets} sockets`,
        ...[ours, bare].flatMap((ms) => [median(ms).toFixed(1), perMille(ms, 950).toFixed(1)]),
        ratio(ours, bare).toFixed(2),
      ]),
    ]))
      stage.say(line);
    const isKept = all.every(({ ours, bare }) => ratio(ours, bare) <= MOST_TIMES);
    stage.say(`  at most ${MOST_TIMES} times the bare room: ${isKept ? 'kept' : 'NOT KEPT'}`);
  },
};

async function measure(stage: BenchStage, sockets: number): Promise<Measured> {
  // So that PostgreSQL itself says when a transaction was committed.
  const server = await stage.openServer({ track_commit_timestamp: 'on' });
  const branches = Math.min(sockets, MOST_PROVIDERS);
  const scale = { people: 10, branches, lots: 1, method: 'broadcast', spareMinutes: 100_000 } as const;
  const market = await openMarket(server, scale);
  const packages = await market.draft(ROUNDS + 1);
  const api = await stage.startApi(server);
  const [crowd, strangers, bare] = await hands(stage);
  try {
    const tokens = Array.from(
      { length: sockets },
      (_, n) => market.cast.branches[n % branches]?.user.token ?? '',
    );
    const gathering: Gathering = { port: portOf(api), path: LIVE_PATH, tokens, resumes: true };
    await crowd.ask('gather', gathering);
    const port = await bare.ask<number>('listen', { url: server.url });
    await strangers.ask('gather', { port, path: '/socket.io', tokens, resumes: false });
    let round = 0;
    const message = (id: number): object => ({ ...A_MESSAGE, subject: { type: 'bare', id: `bare-${id}` } });
    const found = await inTurns(ROUNDS, {
      ours: () => ours(server, market, api, crowd, { sockets, packageId: packages.pop() ?? '' }),
      bare: async () => {
        const id = (round += 1);
        const hearing = strangers.ask<{ last: number }>('hear', { mark: `"bare-${id}"`, count: sockets });
        const committed = await bare.ask<number>('emit', { message: message(id) });
        return (await hearing).last - committed;
      },
    });
    return { sockets, ...found };
  } finally {
    for (const one of [crowd, strangers, bare, api]) await one.stop();
    await market.close();
    await server.close();
  }
}

const hands = async (stage: BenchStage): Promise<[Hand, Hand, Hand]> => [
  await stage.startHand('crowd-sockets'),
  await stage.startHand('crowd-sockets'),
  await stage.startHand('bare-live'),
];

async function ours(
  server: BenchServer,
  market: Market,
  api: BenchApi,
  crowd: Hand,
  { sockets, packageId }: { sockets: number; packageId: string },
): Promise<number> {
  const mark = `"packageId":"${packageId}"`;
  const hearing = crowd.ask<{ last: number }>('hear', { mark, count: sockets });
  const answer = await fetch(`${api.address}/v1/packages/${packageId}/broadcasts`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${market.cast.officer.token}`,
      'idempotency-key': packageId,
      'content-type': 'application/json',
    },
    body: '{}',
  });
  if (!answer.ok) throw new Error(`the broadcast was answered ${answer.status} ${await answer.text()}`);
  const { last } = await hearing;
  const [row]: { at: number }[] = await server.reader.query(
    `SELECT (extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1000)::float AS at FROM event
     WHERE name = 'broadcast.opened' AND package_id = $1`,
    [packageId],
  );
  return last - (row?.at ?? NaN);
}

const portOf = ({ address }: BenchApi): number => Number(new URL(address).port);

/** As long as what an invited provider hears. */
const A_MESSAGE = {
  position: '1234',
  name: 'invitation.opened',
  at: '2026-01-01T00:00:00.000Z',
  payload: Object.fromEntries(
    ['invitationId', 'broadcastId', 'packageId'].map((name) => [
      name,
      '01900000-0000-7000-8000-000000000000',
    ]),
  ),
  branchId: '1-200000001',
  closesAt: '2026-01-01T00:00:00.000Z',
};
