import { randomUUID } from 'node:crypto';
import type { ModuleMetadata, Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { DataSource, type ObjectLiteral } from 'typeorm';
import { BrokerageModule } from '#brokerage/brokerage.module';
import { ON_PLATFORM } from '#brokerage/on-platform';
import { ENTITIES } from '#brokerage/rows/entities';
import { Clock } from '#platform/clock/clock';
import { Config } from '#platform/config/config';
import { CrossTenantModule } from '#platform/database/cross-tenant.module';
import { dataSourceOptions } from '#platform/database/data-source';
import { CrossTenantDatabase, type Reader } from '#platform/database/database';
import { LOGGER, type Logger } from '#platform/logging/logger';
import { readerOn } from '#platform/database/reader-of-entity-manager';
import { insertRows } from '#platform/database/insert-rows';
import { PlatformModule } from '#platform/platform.module';
import { aBroadcastOpen, anAward, anOffer, aPlacement, type OpenGiven } from './builders/broadcasts.js';
import { aLot, anAuthority, aUser } from './builders/authorities.js';
import { aPackage, aPerson } from './builders/people.js';
import { aCapacity, aContract, aContractedBranch, aProviderWithBranch } from './builders/providers.js';
import { aRestriction, aSubcontract } from './builders/restrictions.js';
import { TestClock } from './clock.js';
import { type FreshDatabase, freshDatabase } from './environment.js';

/**
 * The values that a test may give to a builder. For example, `Given<typeof aLot>` has the fields of a lot.
 */
type Given<B extends (world: World, given: never) => unknown> = Parameters<B>[1];

export interface WorldOptions {
  /** The Nest modules to load. If absent, only the platform and the acts are loaded. */
  readonly imports?: (config: Config) => NonNullable<ModuleMetadata['imports']>;
  /** Nest providers to add, such as those of the worker. */
  readonly providers?: NonNullable<ModuleMetadata['providers']>;
  /** The logger that the loaded modules use. If absent, nothing is logged. */
  readonly logger?: Logger | undefined;
  /** Settings of the process besides the database URL, such as REDIS_URL. */
  readonly settings?: Readonly<Record<string, string>>;
  /** A database that the test opened. If absent, the world has a new one. */
  readonly database?: FreshDatabase;
}

export const actsAlone = (config: Config): NonNullable<ModuleMetadata['imports']> => [
  PlatformModule.forRoot('test', config, ON_PLATFORM),
  BrokerageModule,
];

/**
 * The test fixture: Homeward's modules with a new database, and a clock that the test moves. Nothing else is
 * mocked.
 *
 * The builder methods create valid records. A test gives only the fields that matter to it.
 */
export class World {
  private count = 0;
  private isConnected = true;

  /**
   * The database with a superuser's account, for the test itself. The modules under test have the accounts of
   * the running processes.
   */
  readonly owner: CrossTenantDatabase;

  private constructor(
    readonly module: TestingModule,
    readonly config: Config,
    readonly clock: TestClock,
    private readonly stored: FreshDatabase,
    private readonly dataSource: DataSource,
  ) {
    this.owner = new CrossTenantDatabase(dataSource);
  }

  static async open({
    imports = actsAlone,
    providers = [],
    settings = {},
    logger,
    database,
  }: WorldOptions = {}): Promise<World> {
    const stored = database ?? (await freshDatabase());
    const clock = new TestClock();
    const quiet = {
      LOG_LEVEL: 'silent',
      DATABASE_POOL: '10',
      WRITES_A_MINUTE_OF_PROVIDER: '100000',
      WRITES_A_MINUTE_OF_AUTHORITY: '100000',
    };
    const config = Config.from({
      ...quiet,
      ...settings,
      DATABASE_URL: stored.runtimeUrl,
      CROSS_TENANT_DATABASE_URL: stored.crossTenantUrl,
    });
    const building = Test.createTestingModule({
      imports: [...imports(config), CrossTenantModule],
      providers,
    });
    building.overrideProvider(Clock).useValue(clock);
    if (logger) building.overrideProvider(LOGGER).useValue(logger);
    const module = await building.compile();
    const dataSource = new DataSource(
      dataSourceOptions({ DATABASE_URL: stored.url, DATABASE_POOL: 10 }, ENTITIES),
    );
    await dataSource.initialize();
    return new World(module, config, clock, stored, dataSource);
  }

  /** Returns an act, or another provider of the loaded Nest modules. */
  get<T>(type: Type<T> | symbol): T {
    return this.module.get<T>(type, { strict: false });
  }

  get reader(): Reader {
    return this.owner.reader;
  }

  /** The address of the database with the superuser's account. */
  get url(): string {
    return this.stored.url;
  }

  /** Runs reads on one snapshot of the database. PostgreSQL refuses writes. */
  snapshot<T>(read: (reader: Reader) => Promise<T>): Promise<T> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      await manager.query('SET TRANSACTION READ ONLY');
      return read(readerOn(manager));
    });
  }

  /** Runs an SQL query and returns its rows. */
  rows<T = Record<string, unknown>>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    return this.reader.query(sql, [...parameters]);
  }

  async save<E extends ObjectLiteral>(entity: Type<E>, row: NoInfer<E>): Promise<E> {
    await this.owner.transaction((tx) => insertRows(tx, entity, row));
    return row;
  }

  /** Returns the names of the logged events about a subject, in the order of the log. */
  async eventsOf(subjectId: string): Promise<string[]> {
    const rows = await this.rows<{ name: string }>(
      'SELECT name FROM event WHERE subject_id = $1 ORDER BY position',
      [subjectId],
    );
    return rows.map(({ name }) => name);
  }

  /** Returns the next number, counting from 1, for unique names in a test. */
  next(): number {
    return (this.count += 1);
  }

  aKey = (): string => randomUUID();

  anAuthority = (given: Given<typeof anAuthority> = {}) => anAuthority(this, given);
  aUser = (given: Given<typeof aUser>) => aUser(this, given);
  aLot = (given: Given<typeof aLot> = {}) => aLot(this, given);
  aProviderWithBranch = (given: Given<typeof aProviderWithBranch> = {}) => aProviderWithBranch(this, given);
  aContract = (given: Given<typeof aContract>) => aContract(this, given);
  aCapacity = (given: Given<typeof aCapacity>) => aCapacity(this, given);
  aContractedBranch = (given: Given<typeof aContractedBranch>) => aContractedBranch(this, given);
  aRestriction = (given: Given<typeof aRestriction>) => aRestriction(this, given);
  aSubcontract = (given: Given<typeof aSubcontract>) => aSubcontract(this, given);
  aPerson = (given: Given<typeof aPerson>) => aPerson(this, given);
  aPackage = (given: Given<typeof aPackage>) => aPackage(this, given);
  aBroadcastOpen = (given: OpenGiven = {}) => aBroadcastOpen(this, given);
  anOffer = (given: Given<typeof anOffer>) => anOffer(this, given);
  anAward = (given: OpenGiven = {}) => anAward(this, given);
  aPlacement = (given: OpenGiven = {}) => aPlacement(this, given);

  /** Closes all connections and timers. The database stays until `close`, so that it can be copied. */
  async disconnect(): Promise<void> {
    if (this.isConnected) {
      await this.module.close();
      await this.dataSource.destroy();
    }
    this.isConnected = false;
  }

  /** Closes all connections and timers, and drops the test's database. */
  async close(): Promise<void> {
    await this.disconnect();
    await this.stored.drop();
  }
}
