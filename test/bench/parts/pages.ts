import { Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LoadDemonstration } from '#brokerage/demonstration/load-demonstration';
import { ENTITIES } from '#brokerage/entities';
import type { BoardView } from '#contracts/board';
import type { InvitationView } from '#contracts/broadcasts';
import { SystemClock } from '#platform/clock/clock';
import { Config } from '#platform/config/config';
import { dataSourceOptions } from '#platform/database/data-source';
import { Database } from '#platform/database/database';
import { PATHS } from '../../../apps/web/src/paths.js';
import { openMarket } from '../market.js';
import { median, perMille, seconds, table } from '../measuring.js';
import type { BenchPart, BenchServer, BenchStage } from '../stage.js';

const TIMES = 15;
/** A large council (design §9), all of it in one authority. */
const COUNCIL = { people: 8_000, branches: 300, lots: 10, method: 'broadcast', spareMinutes: 6_000 } as const;
const OPEN_PACKAGES = 500;
/** Milliseconds that a page may take at the median. */
const MOST_MS = { demonstration: 100, council: 200 } as const;

/** Who looks, by the token of a session. */
interface Readers {
  readonly officer: string;
  readonly commissioner: string;
  readonly provider: string;
}

interface Line {
  readonly page: string;
  readonly milliseconds: readonly number[];
  readonly bytes: number;
}

/** How long the console's pages take, with the demonstration authority and with a large council's data. */
export const part: BenchPart = {
  name: 'pages',
  about: `the console’s pages, with the demonstration authority and with ${COUNCIL.people} placements, ${COUNCIL.branches} branches and ${OPEN_PACKAGES} open packages`,
  async run(stage) {
    const few = await onServer(stage, demonstration);
    const many = await onServer(stage, council);
    const row = ({ page, milliseconds, bytes }: Line, other?: Line): string[] => [
      page,
      ...[milliseconds, other?.milliseconds ?? []].flatMap((ms) => [
        median(ms).toFixed(0),
        perMille(ms, 950).toFixed(0),
      ]),
      ...[bytes, other?.bytes ?? NaN].map((size) => (size / 1_024).toFixed(0)),
    ];
    const heads = ['demonstration ms', 'p95', 'council ms', 'p95', 'kB', 'kB'];
    const other = new Map(many.map((line) => [line.page, line]));
    for (const line of table([['', ...heads], ...few.map((one) => row(one, other.get(one.page)))]))
      stage.say(line);
    const isWithin = (lines: readonly Line[], most: number): boolean =>
      lines.every(({ milliseconds }) => median(milliseconds) <= most);
    const kept = isWithin(few, MOST_MS.demonstration) && isWithin(many, MOST_MS.council);
    stage.say(
      `  within ${MOST_MS.demonstration} and ${MOST_MS.council} ms at the median: ${kept ? 'kept' : 'NOT KEPT'}`,
    );
  },
};

async function onServer(
  stage: BenchStage,
  readersOf: (server: BenchServer) => Promise<(address: string) => Promise<Readers>>,
): Promise<Line[]> {
  const server = await stage.openServer();
  try {
    const readers = await readersOf(server);
    const api = await stage.startApi(server);
    const web = await stage.startWeb(server, api);
    try {
      return await measure(web.address, await readers(web.address));
    } finally {
      await web.stop();
      await api.stop();
    }
  } finally {
    await server.close();
  }
}

async function demonstration({ url }: BenchServer): Promise<(address: string) => Promise<Readers>> {
  const config = Config.from({ DATABASE_URL: url, LOG_LEVEL: 'silent', DATABASE_POOL: '4' });
  const dataSource = new DataSource(dataSourceOptions(config, ENTITIES));
  await dataSource.initialize();
  Logger.overrideLogger(false); // its acts are put together by Nest, which would tell
  const loading = new LoadDemonstration(new Database(dataSource), new SystemClock());
  const { signIns } = await loading.execute(() => undefined);
  await dataSource.destroy();
  const signIn = async (address: string, role: string): Promise<string> => {
    const one = signIns.find((known) => known.role === role);
    const answer = await fetch(`${address}/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: one?.email, password: one?.password }),
    });
    return ((await answer.json()) as { token: string }).token;
  };
  return async (address) => ({
    officer: await signIn(address, 'officer'),
    commissioner: await signIn(address, 'commissioner'),
    provider: await signIn(address, 'provider'),
  });
}

async function council(server: BenchServer): Promise<() => Promise<Readers>> {
  const market = await openMarket(server, COUNCIL);
  const { cast } = market;
  for (let lot = 0; lot < COUNCIL.lots; lot++)
    await market.publish(await market.draft(OPEN_PACKAGES / COUNCIL.lots, lot));
  const asked = await market.asked();
  for (const one of asked.slice(0, 300)) await market.offer(one);
  await market.close();
  const readers = {
    officer: cast.officer.token,
    commissioner: cast.commissioner.token,
    provider: cast.branches[0]?.user.token ?? '',
  };
  return () => Promise.resolve(readers);
}

async function measure(address: string, readers: Readers): Promise<Line[]> {
  const ask = async <T>(token: string, door: string): Promise<T> => {
    const answer = await fetch(`${address}${door}`, { headers: { authorization: `Bearer ${token}` } });
    if (!answer.ok) throw new Error(`${door} is answered ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const { officer, provider } = readers;
  const board = await ask<BoardView>(officer, '/v1/board');
  const open = board.items.find(({ broadcast }) => broadcast !== null);
  const invitations = await ask<{ items: readonly InvitationView[] }>(provider, '/v1/invitations');
  const pages: readonly (readonly [page: string, token: string, path: string])[] = [
    ['board', officer, PATHS.board],
    ['packages', officer, PATHS.packages],
    ['a package with its story', officer, PATHS.package(open?.packageId ?? '')],
    ['before sending', officer, PATHS.beforeSending(open?.packageId ?? '')],
    ['a broadcast', officer, PATHS.broadcast(open?.broadcast?.id ?? '')],
    ['new package', officer, PATHS.newPackage],
    ['invitations', provider, PATHS.invitations],
    ['an invitation', provider, PATHS.invitation(invitations.items[0]?.id ?? '')],
    ['capacity', provider, PATHS.capacity],
    ['care', provider, PATHS.care],
  ];
  const lines: Line[] = [];
  for (const [page, token, path] of pages) lines.push(await timed(page, token, `${address}${path}`));
  return lines;
}

async function timed(page: string, token: string, url: string): Promise<Line> {
  let bytes = 0;
  const look = async (): Promise<void> => {
    const answer = await fetch(url, {
      headers: { cookie: `homeward-session=${token}` },
      redirect: 'manual',
    });
    const html = await answer.text();
    if (answer.status !== 200) throw new Error(`${page} is answered ${answer.status}`);
    bytes = Buffer.byteLength(html);
  };
  await look(); // what is compiled and read once
  const milliseconds: number[] = [];
  for (let time = 0; time < TIMES; time++) milliseconds.push(1_000 * (await seconds(look)));
  return { page, milliseconds, bytes };
}
