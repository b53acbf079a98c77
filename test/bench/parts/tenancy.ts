import { DataSource } from 'typeorm';
import { ENTITIES } from '#brokerage/rows/entities';
import { packagePage } from '#brokerage/packages/packages.queries';
import { boardOf } from '#brokerage/monitoring/board.queries';
import { decideForAll } from '#brokerage/eligibility/decide-for-branches';
import { packageFacts } from '#brokerage/facts/package-facts';
import { PackageEntity } from '#brokerage/rows/package.entity';
import { londonDate } from '#domain/time/london';
import { Config } from '#platform/config/config';
import { dataSourceOptions } from '#platform/database/data-source';
import { CrossTenantDatabase, Database, type Reader } from '#platform/database/database';
import { tenantOfOrganisation } from '#platform/database/tenant';
import { anAuthorityAtScale } from '../../support/scale/authority-at-scale.js';
import type { BenchPart } from '../bench-tools.js';
import { inTurns, median, ratio, seconds, table } from '../measuring.js';

const ROUNDS = 9;
const REPEATS = 200;

/**
 * Measures what the second wall costs: the same reads and transactions with the account of requests, which says
 * its tenant and has policies, and with a superuser's, which neither has.
 */
export const part: BenchPart = {
  name: 'tenancy',
  about: 'what row-level security costs a read and a transaction',
  async run(stage) {
    const server = await stage.openServer();
    const open = (url: string): Promise<DataSource> =>
      new DataSource(dataSourceOptions(Config.from({ DATABASE_URL: url }), ENTITIES)).initialize();
    const [bare, walled] = [await open(server.url), await open(server.processEnvironment.DATABASE_URL)];
    try {
      const across = new CrossTenantDatabase(bare);
      const database = new Database(walled);
      const now = new Date();
      const scale = {
        now,
        people: 1_000,
        branches: 300,
        lots: 10,
        method: 'broadcast',
        spareMinutes: 600,
      } as const;
      const { authorityId } = await anAuthorityAtScale(across, scale);
      await bare.query('ANALYZE');
      const tenant = tenantOfOrganisation({ authorityId, providerId: null });
      const pkg = await across.reader.findOneByOrFail(PackageEntity, { authorityId });
      const facts = packageFacts(pkg, londonDate(now));
      const one = (reader: Reader) => reader.query('SELECT status FROM package WHERE id = $1', [pkg.id]);
      const lines = [['', 'without, µs', 'with, µs', 'times']];
      const compare = async (
        name: string,
        repeats: number,
        without: () => Promise<unknown>,
        within: () => Promise<unknown>,
      ): Promise<void> => {
        const often = (work: () => Promise<unknown>) => async (): Promise<number> => {
          const taken = await seconds(async () => {
            for (let n = 0; n < repeats; n++) await work();
          });
          return (taken * 1_000_000) / repeats;
        };
        const found = await inTurns(ROUNDS, { without: often(without), within: often(within) });
        const figures = [median(found.without), median(found.within)].map((figure) => figure.toFixed(0));
        lines.push([name, ...figures, ratio(found.within, found.without).toFixed(2)]);
      };
      const reader = database.readerOf(tenant);
      const read = (
        name: string,
        repeats: number,
        work: (reader: Reader) => Promise<unknown>,
      ): Promise<void> =>
        compare(
          name,
          repeats,
          () => work(across.reader),
          () => work(reader),
        );
      await read('one row by its id', REPEATS, one);
      await compare(
        'a transaction that reads one row and writes one',
        REPEATS,
        () => across.transaction(async (tx) => void (await one(tx), await tx.write(TOUCH, [pkg.id]))),
        () =>
          database.transaction(tenant, async (tx) => void (await one(tx), await tx.write(TOUCH, [pkg.id]))),
      );
      await read('a page of packages', 50, (by) => packagePage(by, authorityId, {}));
      await read('the board', 20, (by) => boardOf(by, authorityId, {}, now));
      await read('eligibility of 30 branches', 20, (by) =>
        decideForAll(by, 'exclude_inadequate', { pkg: facts, now }),
      );
      for (const line of table(lines)) stage.say(line);
    } finally {
      await bare.destroy();
      await walled.destroy();
      await server.close();
    }
  },
};

const TOUCH = 'UPDATE package SET version = version + 1 WHERE id = $1';
