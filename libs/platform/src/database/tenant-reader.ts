import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { Reader } from './database.js';
import { datesAsTexts, readerOn } from './reader-of-entity-manager.js';
import type { Beginning } from './transaction.js';

/**
 * Returns read access for one tenant. Each read is a transaction of its own, which says first for which tenant
 * it runs. The statements of `query` and `views` are sent together, so they still take one round trip.
 */
export function tenantReader(dataSource: DataSource, beginning: Beginning): Reader {
  const query = <Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
    readOnce(dataSource, beginning, (runner) => runner.query(sql, [...values]) as Promise<Row[]>);
  const find = <T>(read: (manager: EntityManager) => Promise<T>): Promise<T> =>
    readThenCommit(dataSource, beginning, (runner) => read(readerOn(runner.manager)));
  return {
    query,
    views: async <View>(sql: string, values?: readonly unknown[]) =>
      datesAsTexts<View>(await query<Record<string, unknown>>(sql, values)),
    countBy: (entity, where) => find((manager) => manager.countBy(entity, where)),
    existsBy: (entity, where) => find((manager) => manager.existsBy(entity, where)),
    findBy: (entity, where) => find((manager) => manager.findBy(entity, where)),
    findOneBy: (entity, where) => find((manager) => manager.findOneBy(entity, where)),
    findOneByOrFail: (entity, where) => find((manager) => manager.findOneByOrFail(entity, where)),
  };
}

/**
 * Sends the beginning of a transaction, its tenant, one statement and the commit, without waiting between
 * them. PostgreSQL runs them in this order. If the statement fails, the commit rolls back.
 */
async function readOnce<T>(
  dataSource: DataSource,
  [setTenant, values]: Beginning,
  read: (runner: QueryRunner) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.connect();
    const sent = [
      runner.query('BEGIN READ ONLY'),
      runner.query(setTenant, [...values]),
      read(runner),
      runner.query('COMMIT'),
    ] as const;
    const failed = (await Promise.allSettled(sent)).find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
    return await sent[2];
  } finally {
    await runner.release();
  }
}

/** Like `readOnce`, for a read that TypeORM sends only some time after the call. So the end waits for the answer. */
async function readThenCommit<T>(
  dataSource: DataSource,
  [setTenant, values]: Beginning,
  read: (runner: QueryRunner) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction();
    await runner.query(setTenant, [...values]);
    return await read(runner);
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    await runner.release();
  }
}
