import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Adds who closed a broadcast before its deadline, and why, in columns that never change. `close_reason` is replaced if
 * the broadcast is cancelled later, so a digest cannot cover it.
 */
export class EarlyClosings1795000066000 implements MigrationInterface {
  readonly name = 'EarlyClosings1795000066000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      ALTER TABLE broadcast
        ADD COLUMN early_reason text,
        ADD COLUMN closed_early_by uuid CONSTRAINT fk_broadcast_closed_early_by REFERENCES app_user;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      ALTER TABLE broadcast DROP COLUMN early_reason, DROP COLUMN closed_early_by;
    `);
  }
}
