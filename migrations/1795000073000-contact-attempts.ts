import type { MigrationInterface, QueryRunner } from 'typeorm';

const OF_AUTHORITY = 'authority_id = ANY ((SELECT tenant_authorities())::uuid[])';

/**
 * Creates the attempts of staff to reach the branch of an award, and adds the telephone number and the registered
 * manager to each branch. Only the authority of an attempt may read the attempt, because its note is free text.
 */
export class ContactAttempts1795000073000 implements MigrationInterface {
  readonly name = 'ContactAttempts1795000073000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      ALTER TABLE branch ADD COLUMN telephone text, ADD COLUMN manager_name text;

      CREATE TABLE contact_attempt (
        id            uuid PRIMARY KEY,
        authority_id  uuid NOT NULL CONSTRAINT fk_contact_attempt_authority REFERENCES authority,
        award_id      uuid NOT NULL CONSTRAINT fk_contact_attempt_award REFERENCES award,
        reached       boolean NOT NULL,
        note          text,
        at            timestamptz NOT NULL,
        actor_id      uuid NOT NULL CONSTRAINT fk_contact_attempt_user REFERENCES app_user
      );
      CREATE INDEX ix_contact_attempt_award ON contact_attempt (award_id, at);

      GRANT SELECT, INSERT ON contact_attempt TO homeward_runtime;
      GRANT SELECT ON contact_attempt TO homeward_across;
      ALTER TABLE contact_attempt ENABLE ROW LEVEL SECURITY;
      ALTER TABLE contact_attempt FORCE ROW LEVEL SECURITY;
      CREATE POLICY owner_sees_all ON contact_attempt TO CURRENT_USER USING (true);
      CREATE POLICY across_tenants ON contact_attempt FOR SELECT TO homeward_across USING (true);
      CREATE POLICY of_tenant ON contact_attempt TO homeward_runtime USING (${OF_AUTHORITY});
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP TABLE contact_attempt;
      ALTER TABLE branch DROP COLUMN telephone, DROP COLUMN manager_name;
    `);
  }
}
