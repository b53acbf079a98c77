import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds an index for reading the award of a broadcast. */
export class AwardsOfABroadcast1795000014000 implements MigrationInterface {
  readonly name = 'AwardsOfABroadcast1795000014000';
  /** PostgreSQL cannot build an index concurrently inside a transaction. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_award_broadcast ON award (broadcast_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET lock_timeout = '3s'; DROP INDEX ix_award_broadcast; RESET lock_timeout`);
  }
}
