import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Adds to each branch the users who recorded why the branch may not deliver care. For a branch that is closed
 * already, no user is known, so every commissioner may start its reallocation.
 */
export class ClosedBy1795000060000 implements MigrationInterface {
  readonly name = 'ClosedBy1795000060000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      ALTER TABLE branch ADD COLUMN closed_by uuid[] NOT NULL DEFAULT '{}';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      ALTER TABLE branch DROP COLUMN closed_by;
    `);
  }
}
