import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '#contracts/roles-and-actors';
import { DomainError } from '#domain/domain-error';
import { traced } from '../tracing/tracing.js';
import {
  transactionRetries,
  transactionSeconds,
  transactionsGivenUp,
} from '../metrics/transaction-metrics.js';
import { isRetryable, sqlState } from './postgres-error.js';
import { readerOn } from './reader-of-entity-manager.js';
import { type Entrance, NO_TENANT, settingOf, type Tenant, tenantOf } from './tenant.js';
import { tenantReader } from './tenant-reader.js';
import { type Beginning, inTransaction, type LastWrite } from './transaction.js';

/** The methods of TypeORM's entity manager that read rows and cannot lock them. */
type Finders = Pick<EntityManager, 'countBy' | 'existsBy' | 'findBy' | 'findOneBy' | 'findOneByOrFail'>;

/** The methods of TypeORM's entity manager that write rows, or that read rows and may lock them. */
type EntityWrites = Pick<
  EntityManager,
  'delete' | 'find' | 'findOne' | 'findOneOrFail' | 'insert' | 'update' | 'upsert'
>;

/** Read access to the database: through the connection pool, on a snapshot or inside a transaction. */
export interface Reader extends Finders {
  /** Runs an SQL statement that neither writes rows nor takes locks. */
  query<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Runs a SELECT whose rows are sent to clients unchanged. Timestamps are returned as ISO texts. */
  views<View>(sql: string, values?: readonly unknown[]): Promise<View[]>;
}

/** The result of a write statement: the number of affected rows, and the rows that RETURNING gives. */
export interface Written<Row> {
  readonly count: number;
  readonly rows: Row[];
}

/** An open transaction. A function that takes a `Tx` may write; a function that takes a `Reader` cannot. */
export interface Tx extends Reader, EntityWrites {
  /** Runs a SELECT that locks rows or takes an advisory lock. The lock is held until the transaction ends. */
  lock<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Runs an INSERT, an UPDATE, a DELETE or an SQL statement that returns no rows. */
  write<Row>(sql: string, values?: readonly unknown[]): Promise<Written<Row>>;
  readonly dataSource: Pick<DataSource, 'getMetadata'>;
}

/**
 * The time limit of a transaction in milliseconds. PostgreSQL aborts a transaction that takes longer. So an
 * act knows by when its transaction must have committed (docs/rules.md §3.4.4).
 */
export const COMMIT_WITHIN_MS = 10_000;

const MAX_ATTEMPTS = 5;

/** The callbacks that run when a transaction has committed. */
const ON_COMMIT = new WeakMap<Tx, Set<() => void>>();
/** The writes that are sent together with the COMMIT of a transaction. */
const LAST_WRITES = new WeakMap<Tx, LastWrite[]>();

/** Runs transactions on one connection pool, and repeats those that PostgreSQL aborted. */
class Transactions {
  constructor(protected readonly dataSource: DataSource) {}

  /**
   * Registers a callback that runs after the transaction commits, and never after a rollback. A callback that
   * is registered twice runs once.
   */
  afterCommit(tx: Tx, then: () => void): void {
    ON_COMMIT.set(tx, (ON_COMMIT.get(tx) ?? new Set()).add(then));
  }

  /**
   * Registers a write that is sent together with the COMMIT of the transaction, after all other statements.
   * `write` is called when the work of the transaction is done, and must send its statement at once.
   */
  beforeCommit(tx: Tx, write: LastWrite): void {
    const last = LAST_WRITES.get(tx) ?? [];
    LAST_WRITES.set(tx, last);
    last.push(write);
  }

  /**
   * Runs `work` in one transaction. After a deadlock, a serialization failure or a lock timeout, runs `work`
   * again, at most five times in all. So `work` must not send e-mails or HTTP requests.
   *
   * @throws DomainError `busy_try_again` if PostgreSQL aborted every attempt
   */
  protected async run<T>(beginning: Beginning | undefined, work: (tx: Tx) => Promise<T>): Promise<T> {
    const end = transactionSeconds.startTimer();
    try {
      const answer = await traced('transaction', {}, () => this.attempt(beginning, work));
      end({ outcome: 'committed' });
      return answer;
    } catch (error) {
      end({ outcome: error instanceof DomainError ? 'refused' : 'failed' });
      throw error;
    }
  }

  private async attempt<T>(beginning: Beginning | undefined, work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.committed(beginning, work);
      } catch (error) {
        if (!isRetryable(error)) throw error;
        const state = sqlState(error) ?? '';
        if (attempt === MAX_ATTEMPTS) {
          transactionsGivenUp.inc();
          throw new DomainError('busy_try_again', { sqlState: state });
        }
        transactionRetries.inc({ state });
      }
    }
  }

  private async committed<T>(beginning: Beginning | undefined, work: (tx: Tx) => Promise<T>): Promise<T> {
    const [tx, answer] = await inTransaction(
      this.dataSource,
      async (tx) => [tx, await work(tx)] as const,
      (tx) => LAST_WRITES.get(tx) ?? [],
      beginning,
    );
    for (const then of ON_COMMIT.get(tx) ?? []) then();
    return answer;
  }
}

/**
 * The database as acts and request handlers see it. Every read and every transaction is for one tenant, and
 * PostgreSQL hides the rows of all other tenants.
 */
@Injectable()
export class Database extends Transactions {
  /** Reads what all tenants share, and what narrow functions answer before the tenant is known. */
  readonly shared: Reader;

  constructor(dataSource: DataSource) {
    super(dataSource);
    this.shared = tenantReader(dataSource, settingOf(NO_TENANT));
  }

  /** Returns read access for an actor. Each query runs in a transaction of its own. */
  readerFor(actor: Actor, entrance?: Entrance): Reader {
    return this.readerOf(tenantOf(actor), entrance);
  }

  readerOf(tenant: Tenant, entrance?: Entrance): Reader {
    return tenantReader(this.dataSource, settingOf(tenant, entrance));
  }

  /** Runs `work` in one transaction for a tenant. See `Transactions.run`. */
  transaction<T>(tenant: Tenant, work: (tx: Tx) => Promise<T>, entrance?: Entrance): Promise<T> {
    return this.run(settingOf(tenant, entrance), work);
  }

  /**
   * Runs several reads on one consistent snapshot of the database. The reads do not see later commits, and
   * PostgreSQL refuses writes.
   */
  snapshot<T>(tenant: Tenant, read: (reader: Reader) => Promise<T>): Promise<T> {
    return this.dataSource.transaction('REPEATABLE READ', async (tx) => {
      await tx.query('SET TRANSACTION READ ONLY');
      const [sql, values] = settingOf(tenant);
      await tx.query(sql, values);
      return read(readerOn(tx));
    });
  }
}

/**
 * The database over all tenants, through an account of its own. Only the readers of the log, the sweep, the
 * seals, the purge and the gauges get it (`CrossTenantModule`). No controller and no act may.
 */
@Injectable()
export class CrossTenantDatabase extends Transactions {
  readonly reader: Reader;

  constructor(dataSource: DataSource) {
    super(dataSource);
    this.reader = readerOn(dataSource.manager);
  }

  /** Runs `work` in one transaction over all tenants. See `Transactions.run`. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.run(undefined, work);
  }
}
