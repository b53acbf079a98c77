import { DataSource } from 'typeorm';
import { decideForAll } from '#brokerage/eligibility/decide-for-branches';
import { commitWindow } from '#brokerage/facts/commit-window';
import { eligibilityFacts } from '#brokerage/facts/eligibility-facts.queries';
import { packageFacts } from '#brokerage/facts/package-facts';
import { ENTITIES } from '#brokerage/rows/entities';
import { PackageEntity } from '#brokerage/rows/package.entity';
import { decideEligibility } from '#domain/eligibility/decide-eligibility';
import { londonDate } from '#domain/time/london';
import { Config } from '#platform/config/config';
import { CrossTenantDatabase } from '#platform/database/database';
import { dataSourceOptions } from '#platform/database/data-source';
import { anAuthorityAtScale } from '../../support/scale/authority-at-scale.js';
import { inTurns, median, ratio, seconds, table } from '../measuring.js';
import type { BenchPart, BenchStage } from '../bench-tools.js';

const FEW = 300;
/** The approximate number of home care branches in England (docs/rules.md §9). */
const ALL_OF_ENGLAND = 14_000;
const ROUNDS = 7;

interface Measured {
  readonly branches: number;
  /**
   * The duration of each round in milliseconds. `rule` is the rules alone, and `readAndDecide` is reading the
   * input data and deciding. `read` is reading the input data alone. `rows` is the same rows read with the
   * database driver alone.
   */
  readonly rule: readonly number[];
  readonly readAndDecide: readonly number[];
  readonly read: readonly number[];
  readonly rows: readonly number[];
}

/**
 * Measures how long it takes to decide for every contracted branch whether it may take one package. Measures
 * the rules alone, and then together with reading their input data (docs/rules.md §3.2 and §9).
 */
export const part: BenchPart = {
  name: 'eligibility',
  about: `one package, decided for every one of ${FEW} branches and of ${ALL_OF_ENGLAND}`,
  async run(stage) {
    const few = await measure(stage, FEW);
    const all = await measure(stage, ALL_OF_ENGLAND);
    const row = (name: string, figure: (run: Measured) => readonly number[]): string[] => [
      name,
      ...[few, all].flatMap((run) => {
        const ms = median(figure(run));
        return [ms.toFixed(1), ((ms * 1_000) / run.branches).toFixed(1)];
      }),
    ];
    const heads = [few, all].flatMap(({ branches }) => [`${branches} branches, ms`, 'each, µs']);
    for (const line of table([
      ['', ...heads],
      row('the rule alone', (run) => run.rule),
      row('read the facts and decide', (run) => run.readAndDecide),
      row('read the facts', (run) => run.read),
      row('the same rows, bare', (run) => run.rows),
    ]))
      stage.say(line);
    for (const { branches, readAndDecide, rows } of [few, all])
      stage.say(`  ${branches} branches: ${ratio(readAndDecide, rows).toFixed(1)} times the bare rows`);
  },
};

async function measure(stage: BenchStage, branches: number): Promise<Measured> {
  const server = await stage.openServer();
  const config = Config.from({ DATABASE_URL: server.url });
  const source = await new DataSource(dataSourceOptions(config, ENTITIES)).initialize();
  try {
    const database = new CrossTenantDatabase(source);
    const { reader } = database;
    const [clock]: { now: Date }[] = await reader.query('SELECT now()');
    if (!clock) throw new Error('the database does not know the time');
    const { now } = clock;
    const scale = { now, people: 10, branches, lots: 1, method: 'broadcast', spareMinutes: 600 } as const;
    const { authorityId } = await anAuthorityAtScale(database, scale);
    const pkg = packageFacts(await reader.findOneByOrFail(PackageEntity, { authorityId }), londonDate(now));
    const { pairs } = await eligibilityFacts(reader, { pkg, now });
    const ms = (work: () => unknown): Promise<number> =>
      seconds(() => Promise.resolve(work())).then((taken) => taken * 1_000);
    const policy = 'exclude_inadequate';
    const found = await inTurns(ROUNDS, {
      rule: () => ms(() => pairs.map((one) => decideEligibility(one, pkg, policy, commitWindow(now)))),
      readAndDecide: () => ms(() => decideForAll(reader, policy, { pkg, now })),
      read: () => ms(() => eligibilityFacts(reader, { pkg, now })),
      rows: () => ms(() => bareRows(source, authorityId)),
    });
    return { branches, ...found };
  } finally {
    await source.destroy();
    await server.close();
  }
}

/**
 * Reads the rows from which the input data of eligibility decisions is made. Uses only the database driver
 * and does nothing with the rows.
 */
async function bareRows(source: DataSource, authorityId: string): Promise<void> {
  await source.query('SELECT * FROM contract WHERE authority_id = $1', [authorityId]);
  await source.query('SELECT * FROM capacity WHERE authority_id = $1', [authorityId]);
  await source.query(
    'SELECT b.* FROM branch b JOIN contract c ON c.branch_id = b.id WHERE c.authority_id = $1',
    [authorityId],
  );
}
