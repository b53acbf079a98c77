import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds an index for finding the award of a broadcast by the broadcast's id. */
export class AwardsOfABroadcast1795000014000 implements MigrationInterface {
  readonly name = 'AwardsOfABroadcast1795000014000';
  /**
   * This migration runs without a transaction, because PostgreSQL cannot build an index concurrently inside
   * one.
   */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_award_broadcast ON award (broadcast_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET lock_timeout = '3s'; DROP INDEX ix_award_broadcast; RESET lock_timeout`);
  }
}
