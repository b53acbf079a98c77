import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lets an authority correct its own register entry with a source of the same day. Two authorities still cannot record
 * different facts for one branch from sources of one day.
 */
export class RegisterCorrections1795000098000 implements MigrationInterface {
  readonly name = 'RegisterCorrections1795000098000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      ALTER TABLE register_entry
        DROP CONSTRAINT uq_register_entry_day,
        ADD CONSTRAINT ex_register_entry_day_of_authority
          EXCLUDE USING gist (branch_id WITH =, published_on WITH =, recorded_by_authority_id WITH <>);
    `);
  }

  /** Corrections stay in the history. While there are any, the earlier constraint cannot be made again. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      ALTER TABLE register_entry DROP CONSTRAINT ex_register_entry_day_of_authority;
      DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM register_entry GROUP BY branch_id, published_on HAVING count(*) > 1) THEN
          ALTER TABLE register_entry ADD CONSTRAINT uq_register_entry_day UNIQUE (branch_id, published_on);
        END IF;
      END $$;
    `);
  }
}
