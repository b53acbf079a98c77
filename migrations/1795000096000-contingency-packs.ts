import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Gives an authority the public key for which its contingency packs are encrypted, and keeps which packs were written.
 * The packs themselves are files outside of the database.
 */
export class ContingencyPacks1795000096000 implements MigrationInterface {
  readonly name = 'ContingencyPacks1795000096000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      ALTER TABLE authority
        ADD COLUMN contingency_recipient text,
        ADD COLUMN contingency_recipient_at timestamptz,
        ADD COLUMN contingency_recipient_by uuid CONSTRAINT fk_authority_contingency_recipient_by REFERENCES app_user,
        ADD CONSTRAINT ck_authority_contingency_recipient
          CHECK ((contingency_recipient IS NULL) = (contingency_recipient_at IS NULL));

      CREATE TABLE contingency_pack (
        id            uuid PRIMARY KEY,
        authority_id  uuid NOT NULL CONSTRAINT fk_contingency_pack_authority REFERENCES authority,
        night         date NOT NULL,
        recipient     text NOT NULL,
        written_at    timestamptz NOT NULL,
        file_name     text NOT NULL,
        people        integer NOT NULL,
        open_work     integer NOT NULL,
        bytes         integer NOT NULL,
        sha256        text NOT NULL,
        CONSTRAINT uq_contingency_pack_night UNIQUE (authority_id, night, recipient)
      );

      GRANT SELECT ON contingency_pack TO homeward_runtime;
      GRANT SELECT, INSERT ON contingency_pack TO homeward_across;
      ALTER TABLE contingency_pack ENABLE ROW LEVEL SECURITY;
      ALTER TABLE contingency_pack FORCE ROW LEVEL SECURITY;
      CREATE POLICY owner_sees_all ON contingency_pack TO CURRENT_USER USING (true);
      CREATE POLICY across_tenants ON contingency_pack TO homeward_across USING (true);
      CREATE POLICY of_tenant ON contingency_pack TO homeward_runtime
        USING (authority_id = ANY ((SELECT tenant_authorities())::uuid[]));
      CREATE POLICY pack_written ON event FOR INSERT TO homeward_across
        WITH CHECK (name = 'authority.contingency_pack_written');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP POLICY pack_written ON event;
      DROP TABLE contingency_pack;
      ALTER TABLE authority DROP COLUMN contingency_recipient, DROP COLUMN contingency_recipient_at,
        DROP COLUMN contingency_recipient_by;
    `);
  }
}
