import type { MigrationInterface, QueryRunner } from 'typeorm';

const ofAuthority = (column: string): string => `${column} = ANY ((SELECT tenant_authorities())::uuid[])`;

/**
 * Adds when the recipient saw a message in the console. The rows stand beside `message` and not in it, so that a recipient
 * who reads never waits for the worker that sends. Staff see the row of a branch's message only after its round has closed,
 * because what was seen tells who is about to answer.
 */
export class SeenMessages1795000180000 implements MigrationInterface {
  readonly name = 'SeenMessages1795000180000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      CREATE TABLE message_seen (
        message_id  uuid PRIMARY KEY CONSTRAINT fk_message_seen_message REFERENCES message,
        seen_at     timestamptz NOT NULL
      );
      CREATE TRIGGER message_seen_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON message_seen
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      GRANT SELECT, INSERT ON message_seen TO homeward_runtime;
      GRANT SELECT ON message_seen TO homeward_across;
      ALTER TABLE message_seen ENABLE ROW LEVEL SECURITY;
      ALTER TABLE message_seen FORCE ROW LEVEL SECURITY;
      CREATE POLICY owner_sees_all ON message_seen TO CURRENT_USER USING (true);
      CREATE POLICY across_tenants ON message_seen TO homeward_across USING (true);
      CREATE POLICY of_tenant ON message_seen TO homeward_runtime
        USING (EXISTS (SELECT 1 FROM message m WHERE m.id = message_id
          AND (${ofAuthority('m.recipient_authority_id')} OR m.recipient_provider_id = (SELECT tenant_provider())
            OR (${ofAuthority('m.authority_id')}
              AND (m.broadcast_id IS NULL OR NOT message_is_sealed(m.broadcast_id))))))
        WITH CHECK (EXISTS (SELECT 1 FROM message m WHERE m.id = message_id
          AND (${ofAuthority('m.recipient_authority_id')} OR m.recipient_provider_id = (SELECT tenant_provider()))));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP TABLE message_seen;
    `);
  }
}
