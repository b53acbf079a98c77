import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Gives the reasons for stopping and for dismissing a reallocation their own columns. It replaced the reason for starting before, so no digest
 * could cover either. A reallocation that was stopped before keeps its stop reason in `reason`.
 */
export class StopReasons1795000085000 implements MigrationInterface {
  readonly name = 'StopReasons1795000085000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      ALTER TABLE reallocation
        ADD COLUMN stop_reason text,
        -- A dismissed reallocation can still be started, so its dismissal is kept beside the start.
        ADD COLUMN dismissed_at timestamptz,
        ADD COLUMN dismiss_reason text,
        ADD COLUMN dismiss_cause text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      UPDATE reallocation SET reason = stop_reason WHERE stop_reason IS NOT NULL;
      ALTER TABLE reallocation DROP COLUMN stop_reason, DROP COLUMN dismissed_at, DROP COLUMN dismiss_reason,
        DROP COLUMN dismiss_cause;
    `);
  }
}
