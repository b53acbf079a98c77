import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Adds to each broadcast the instants at which staff learn which branches have not opened the invitation. For
 * existing broadcasts, the instants follow from the present deadline.
 */
export class SealedAnswers1795000055000 implements MigrationInterface {
  readonly name = 'SealedAnswers1795000055000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      ALTER TABLE broadcast ADD COLUMN half_at timestamptz, ADD COLUMN three_quarters_at timestamptz;
      UPDATE broadcast SET half_at = opened_at + (closes_at - opened_at) / 2,
                           three_quarters_at = opened_at + (closes_at - opened_at) * 3 / 4;
      ALTER TABLE broadcast ALTER COLUMN half_at SET NOT NULL, ALTER COLUMN three_quarters_at SET NOT NULL,
        ADD CONSTRAINT ck_broadcast_unopened_instants CHECK (half_at <= three_quarters_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      ALTER TABLE broadcast DROP CONSTRAINT ck_broadcast_unopened_instants,
        DROP COLUMN half_at, DROP COLUMN three_quarters_at;
    `);
  }
}
