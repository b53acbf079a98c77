import { LIVE_PATH } from '#contracts/live-feed';
import type { Gathering } from '../helpers/crowd-sockets.js';
import { openMarket, type Market } from '../bench-authority.js';
import { inTurns, median, perMille, ratio, table } from '../measuring.js';
import type { BenchApi, BenchPart, BenchServer, BenchStage, HelperProcess } from '../bench-tools.js';

const SIZES = [100, 1_000, 5_000];
/** The number of providers that a large council has under contract (docs/rules.md §9). */
const MOST_PROVIDERS = 300;
const ROUNDS = 7;
/**
 * The most time until an event reaches the last socket, as a multiple of the time in a Socket.IO server
 * without Homeward's code.
 */
const MOST_TIMES = 1.5;

interface Measured {
  readonly sockets: number;
  /**
   * `ours`: milliseconds from the commit of a broadcast until the last socket has received the event. `bare`:
   * the milliseconds in a Socket.IO server without Homeward's code.
   */
  readonly ours: readonly number[];
  readonly bare: readonly number[];
}

/**
 * Measures how fast a broadcast reaches the invited branches: the time from the commit until the last socket
 * has the event (docs/rules.md §9).
 */
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
  // With this setting, PostgreSQL records when each transaction committed. The measurement starts at the
  // commit.
  const server = await stage.openServer({ track_commit_timestamp: 'on' });
  const branches = Math.min(sockets, MOST_PROVIDERS);
  const scale = { people: 10, branches, lots: 1, method: 'broadcast', spareMinutes: 100_000 } as const;
  const market = await openMarket(server, scale);
  const packages = await market.draft(ROUNDS + 1);
  const api = await stage.startApi(server);
  const [crowd, strangers, bare] = await helpers(stage);
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

const helpers = async (stage: BenchStage): Promise<[HelperProcess, HelperProcess, HelperProcess]> => [
  await stage.startHelper('crowd-sockets'),
  await stage.startHelper('crowd-sockets'),
  await stage.startHelper('bare-live'),
];

async function ours(
  server: BenchServer,
  market: Market,
  api: BenchApi,
  crowd: HelperProcess,
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

/**
 * A message for the Socket.IO server without Homeward's code. The message has as many bytes as the event that
 * an invited provider receives.
 */
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
