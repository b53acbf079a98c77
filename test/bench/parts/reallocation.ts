import { suspendAndMove } from '../../chaos/suspend-and-move.js';
import { anAuthorityAtScale, type AuthorityAtScale } from '../../support/scale/authority-at-scale.js';
import { withDatabase } from '../../support/scale/with-database.js';
import { bareTransactions, CONCURRENCY, emptyJobs } from '../baselines.js';
import { botOn } from '../simulated-users.js';
import { rate, seconds, table, until } from '../measuring.js';
import type { BenchPart, BenchServer, BenchStage, BenchProcess } from '../bench-tools.js';
import { type TableWrites, writesOfOne, writesSoFar } from '../table-writes.js';

const SCALE = { branches: 300, lots: 10, method: 'broadcast' } as const;
const AS_FAST_AS_CAN_BE = {
  urgency: 'urgent',
  pacePerMinute: 10_000,
  intakeCap: null,
  awarding: 'top_offer',
} as const;
/**
 * A reallocation of 3,000 people may take at most this many times as long as one of 300 people (docs/rules.md
 * §9).
 */
const MOST_TIMES = 11;

interface Measured {
  readonly people: number;
  /**
   * `open`: seconds from the start of the reallocation until the broadcasts of all cases are open. `moved`:
   * seconds from that moment until all people are moved.
   */
  readonly open: number;
  readonly moved: number;
  /** The processor time of both phases, in seconds. */
  readonly cost: { readonly open: Cost; readonly moved: Cost };
  readonly emptyJobs: number;
  readonly bare: number;
  readonly megabytes: number;
  readonly writes: readonly TableWrites[];
}

/** The processor seconds of the worker, of PostgreSQL, and of the bench with its bot. */
interface Cost {
  readonly worker: number;
  readonly database: number;
  readonly bot: number;
}

/**
 * Measures how fast a reallocation opens its broadcasts and moves people. Compares 300 people with 3,000
 * people (docs/rules.md §4 and §9).
 */
export const part: BenchPart = {
  name: 'reallocation',
  about: `care moved away from a branch, in an authority with ${SCALE.branches} branches in ${SCALE.lots} lots`,
  async run(stage) {
    report(stage, await measure(stage, 300), await measure(stage, 3_000));
  },
};

async function measure(stage: BenchStage, people: number): Promise<Measured> {
  const server = await stage.openServer();
  try {
    // Every branch has room for everyone, so that no time is spent on finding a branch. The bench measures
    // how fast people are moved.
    const spareMinutes = 1_300 * people;
    // The rows are dated with the database's time, because the worker compares them with the database's time.
    const [clock]: { now: Date }[] = await server.reader.query('SELECT now()');
    const now = clock?.now;
    if (!now) throw new Error('the database does not know the time');
    const authority = await withDatabase(server.url, (database) =>
      anAuthorityAtScale(database, { ...SCALE, now, people, spareMinutes }),
    );
    const worker = await stage.startWorker(server);
    try {
      return await moveAll(server, worker, authority, people);
    } finally {
      await worker.stop();
    }
  } finally {
    await server.close();
  }
}

async function moveAll(
  server: BenchServer,
  worker: BenchProcess,
  authority: AuthorityAtScale,
  people: number,
): Promise<Measured> {
  let megabytes = 0;
  const cases = async (statuses: string): Promise<number> => {
    megabytes = Math.max(megabytes, worker.residentMegabytes());
    const [row]: { n: number }[] = await server.reader.query(
      `SELECT count(*)::int AS n FROM reallocation_case WHERE status IN (${statuses})`,
    );
    return row?.n ?? 0;
  };
  const spent = (): Cost => {
    const { user, system } = process.cpuUsage();
    return { worker: worker.cpuSeconds(), database: server.cpuSeconds(), bot: (user + system) / 1e6 };
  };
  const before = await writesSoFar(server.reader);
  await suspendAndMove(server.url, authority, AS_FAST_AS_CAN_BE);
  const begun = spent();
  const open = await seconds(() => until(async () => (await cases(`'queued', 'released'`)) === 0));
  const opened = spent();
  const writes = writesOfOne(before, await writesSoFar(server.reader), people);

  const bot = await botOn(server.url, authority);
  const moving = spent();
  const moved = await seconds(() =>
    until(async () => {
      await bot.round();
      return (await cases(`'moved'`)) === people;
    }, 20),
  );
  const cost = { open: difference(begun, opened), moved: difference(moving, spent()) };
  await bot.close();
  await worker.stop();
  const bare = await bareTransactions(server.url, people, writes);
  const empty = await emptyJobs(server.url, people);
  return { people, open, moved, cost, emptyJobs: empty, bare, megabytes, writes };
}

const difference = (from: Cost, to: Cost): Cost => ({
  worker: to.worker - from.worker,
  database: to.database - from.database,
  bot: to.bot - from.bot,
});

function report(stage: BenchStage, few: Measured, many: Measured): void {
  const row = (name: string, figure: (run: Measured) => number): string[] => [
    name,
    ...[few, many].flatMap((run) => [`${figure(run).toFixed(1)} s`, `${rate(run.people, figure(run))}/s`]),
    (figure(many) / figure(few)).toFixed(1),
  ];
  const lines = table([
    ['', `${few.people} people`, 'each second', `${many.people} people`, 'each second', 'times'],
    row('until every replacement broadcast is open', (run) => run.open),
    row('from there until everybody is moved', (run) => run.moved),
    row('both', (run) => run.open + run.moved),
    row(`empty jobs on the same queue, ${CONCURRENCY} at once`, (run) => run.emptyJobs),
    row(`bare transactions of the shape of an opening, ${CONCURRENCY} at once`, (run) => run.bare),
  ]);
  for (const line of lines) stage.say(line);
  const times = (many.open + many.moved) / (few.open + few.moved);
  stage.say(
    `  ten times the people take ${times.toFixed(1)} times as long (at most ${MOST_TIMES}): ${times <= MOST_TIMES ? 'kept' : 'NOT KEPT'}`,
  );
  stage.say(`  a case opens at ${(many.open / many.bare).toFixed(1)} times the cost of its bare transaction`);
  stage.say(
    `  the worker's memory at most: ${few.megabytes.toFixed(0)} MB and ${many.megabytes.toFixed(0)} MB`,
  );
  for (const run of [few, many]) {
    const { open, moved } = run.cost;
    stage.say(
      `  processor time for each of ${run.people} people: opened ${asMilliseconds(open, run.people)}; moved ${asMilliseconds(moved, run.people)}`,
    );
  }
  stage.say(`  one opening writes: ${many.writes.map(asWords).join(', ')}`);
}

const asWords = ({ name, inserted, updated, bytes }: TableWrites): string =>
  `${name} +${inserted.toFixed(0)} ~${updated.toFixed(0)} (${(bytes / 1_024).toFixed(1)} kB)`;

const asMilliseconds = ({ worker, database, bot }: Cost, people: number): string =>
  [
    ['worker', worker],
    ['PostgreSQL', database],
    ['bot', bot],
  ]
    .map(([name, seconds]) => `${name} ${((1_000 * Number(seconds)) / people).toFixed(1)} ms`)
    .join(', ');
