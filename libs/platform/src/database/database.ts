import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { DomainError } from '#domain/domain-error';
import { traced } from '../tracing/tracing.js';
import {
  transactionRetries,
  transactionSeconds,
  transactionsGivenUp,
} from '../metrics/transaction-metrics.js';
import { openTransaction } from './open-transaction.js';
import { isRetryable, sqlState } from './postgres-error.js';
import { send, type Statement } from './statement.js';

/** An open transaction. A function that takes one writes; a function that does not, must not. */
export type Tx = EntityManager;

/** What a read needs: a transaction, or the pool. */
export type Reader = Pick<EntityManager, 'query'>;

/**
 * A transaction commits within this time or PostgreSQL ends it. So whatever takes effect later than
 * this from now cannot take effect before the commit (docs/rules.md §3.4.4).
 */
export const COMMIT_WITHIN_MS = 10_000;

const MAX_ATTEMPTS = 5;

@Injectable()
export class Database {
  private readonly onCommit = new WeakMap<Tx, Set<() => void>>();
  private readonly last = new WeakMap<Tx, Statement>();

  constructor(private readonly dataSource: DataSource) {}

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

  /** Has a last write go out together with the commit, which follows it; nothing may be written after it. */
  lastly(tx: Tx, write: Statement): Promise<void> {
    this.last.set(tx, write);
    return Promise.resolve();
  }

  private async committed<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const { runner, begun } = await openTransaction(this.dataSource);
    const tx = runner.manager;
    try {
      const [result] = await Promise.all([work(tx), begun]);
      await this.commit(runner, this.last.get(tx));
      for (const then of this.onCommit.get(tx) ?? []) then();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }

  /** Where the last write is refused PostgreSQL makes the commit behind it a rollback. */
  private async commit(runner: QueryRunner, last: Statement | undefined): Promise<void> {
    const written = last && send(runner, last);
    const ends = await Promise.allSettled([written, runner.commitTransaction()]);
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }

  /**
   * Runs several reads at one instant: what others commit meanwhile is not seen, and PostgreSQL refuses a write.
   */
  snapshot<T>(read: (reader: Reader) => Promise<T>): Promise<T> {
    return this.dataSource.transaction('REPEATABLE READ', async (tx) => {
      await tx.query('SET TRANSACTION READ ONLY');
      return read(tx);
    });
  }

  /** For reads outside a transaction. */
  get reader(): EntityManager {
    return this.dataSource.manager;
  }
}
