import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lets the purge delete recorded searches and old verifications of the log, and adds the index by which it finds old
 * searches.
 */
export class Retention1795000095000 implements MigrationInterface {
  readonly name = 'Retention1795000095000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      CREATE INDEX ix_person_search_at ON person_search (at);
      GRANT DELETE ON person_search, audit_check TO homeward_across;
      CREATE POLICY purged ON person_search FOR DELETE TO homeward_across USING (true);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP POLICY purged ON person_search;
      REVOKE DELETE ON person_search, audit_check FROM homeward_across;
      DROP INDEX ix_person_search_at;
    `);
  }
}
