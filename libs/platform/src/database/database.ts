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

/** An open transaction. A function that takes one writes; a function that does not, must not. */
export type Tx = EntityManager;

/** What a read needs: a transaction, or the pool. */
export type Reader = Pick<EntityManager, 'query'>;

/**
 * A transaction commits within this time or PostgreSQL ends it. So whatever takes effect later than
 * this from now cannot take effect before the commit (design §3.4).
 */
export const COMMIT_WITHIN_MS = 10_000;

const MAX_ATTEMPTS = 5;

@Injectable()
export class Database {
  private readonly onCommit = new WeakMap<Tx, Set<() => void>>();

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

  private async committed<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    let after: Iterable<() => void> = [];
    const result = await this.dataSource.transaction(async (tx) => {
      const done = await work(tx);
      after = this.onCommit.get(tx) ?? [];
      return done;
    });
    for (const then of after) then();
    return result;
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
