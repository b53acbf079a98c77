import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets an update that a branch owes have an owner of its own. */
export class OwnersOfReports1795000105000 implements MigrationInterface {
  readonly name = 'OwnersOfReports1795000105000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      ALTER TABLE branch_report ADD owner_id uuid CONSTRAINT fk_branch_report_owner REFERENCES app_user;
      UPDATE branch_report b SET owner_id = r.owner_id
      FROM restriction r WHERE r.id = b.restriction_id AND b.received_at IS NULL AND b.ended_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      ALTER TABLE branch_report DROP COLUMN owner_id;
    `);
  }
}
