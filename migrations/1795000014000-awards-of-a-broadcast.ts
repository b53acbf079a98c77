import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A broadcast is shown with its award, however many awards there have been. */
export class AwardsOfABroadcast1795000014000 implements MigrationInterface {
  readonly name = 'AwardsOfABroadcast1795000014000';
  /** An index that is built while awards go on cannot be built in a transaction. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_award_broadcast ON award (broadcast_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET lock_timeout = '3s'; DROP INDEX ix_award_broadcast; RESET lock_timeout`);
  }
}
