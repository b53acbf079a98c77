import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { DomainError } from '#domain/domain-error';
import { traced } from '../tracing/tracing.js';
import {
  transactionRetries,
  transactionSeconds,
  transactionsGivenUp,
} from '../metrics/transaction-metrics.js';
import { isRetryable, sqlState } from './postgres-error.js';
import { readerOn } from './reader-on.js';
import { inTransaction } from './transaction.js';

/** The finders of TypeORM that cannot lock. */
type Finders = Pick<EntityManager, 'countBy' | 'existsBy' | 'findBy' | 'findOneBy' | 'findOneByOrFail'>;

/** What TypeORM does with entities besides, as far as acts need it. */
type EntityWrites = Pick<
  EntityManager,
  'delete' | 'find' | 'findOne' | 'findOneOrFail' | 'insert' | 'update' | 'upsert'
>;

/** What a read needs: the pool, a snapshot or a transaction. */
export interface Reader extends Finders {
  /** Runs a statement that neither writes nor locks. */
  query<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Runs a statement whose rows are sent to clients as they are: an instant is ISO text, as JSON would have it. */
  views<View>(sql: string, values?: readonly unknown[]): Promise<View[]>;
}

/** What a statement wrote: how many rows, and those that it returns. */
export interface Written<Row> {
  readonly count: number;
  readonly rows: Row[];
}

/** An open transaction. A function that takes one may write; a function that takes a `Reader` cannot. */
export interface Tx extends Reader, EntityWrites {
  /** Runs a SELECT that locks rows, or that takes an advisory lock, until the transaction ends. */
  lock<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Runs an INSERT, an UPDATE, a DELETE, or a statement that returns nothing. */
  write<Row>(sql: string, values?: readonly unknown[]): Promise<Written<Row>>;
  readonly dataSource: Pick<DataSource, 'getMetadata'>;
}

/**
 * A transaction commits within this time or PostgreSQL ends it. So whatever takes effect later than
 * this from now cannot take effect before the commit (docs/rules.md §3.4.4).
 */
export const COMMIT_WITHIN_MS = 10_000;

const MAX_ATTEMPTS = 5;

@Injectable()
export class Database {
  /** For reads outside a transaction. */
  readonly reader: Reader;

  private readonly onCommit = new WeakMap<Tx, Set<() => void>>();

  constructor(private readonly dataSource: DataSource) {
    this.reader = readerOn(dataSource.manager);
  }

  /**
   * Runs `work` in one transaction. When PostgreSQL aborts it to break a deadlock, runs the whole of
   * it again, since an aborted transaction cannot be continued. So `work` must bear being run twice:
   * no e-mail, no HTTP call.
   *
   * @throws DomainError `busy_try_again` when every attempt was aborted or ran out of time.
   */
  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const end = transactionSeconds.startTimer();
    try {
      const answer = await traced('transaction', {}, () => this.attempt(work));
      end({ outcome: 'committed' });
      return answer;
    } catch (error) {
      end({ outcome: error instanceof DomainError ? 'refused' : 'failed' });
      throw error;
    }
  }

  private async attempt<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.committed(work);
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

  /** Has `then` called once the transaction has committed, however often it is asked; never when it has not. */
  afterCommit(tx: Tx, then: () => void): void {
    this.onCommit.set(tx, (this.onCommit.get(tx) ?? new Set()).add(then));
  }

  private async committed<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const [tx, answer] = await inTransaction(this.dataSource, async (tx) => [tx, await work(tx)] as const);
    for (const then of this.onCommit.get(tx) ?? []) then();
    return answer;
  }

  /**
   * Runs several reads at one instant: what others commit meanwhile is not seen, and PostgreSQL refuses a write.
   */
  snapshot<T>(read: (reader: Reader) => Promise<T>): Promise<T> {
    return this.dataSource.transaction('REPEATABLE READ', async (tx) => {
      await tx.query('SET TRANSACTION READ ONLY');
      return read(readerOn(tx));
    });
  }
}
