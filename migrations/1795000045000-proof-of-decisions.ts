import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Creates what proves the decisions in the event log: the second version of the audit seals, the salts of the digests
 * in events, the published heads of the chain and the outcomes of its verification.
 */
export class ProofOfDecisions1795000045000 implements MigrationInterface {
  readonly name = 'ProofOfDecisions1795000045000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      -- The version of a seal says how its hash is calculated (docs/audit.md). A seal of version 2 knows how many
      -- seals there are up to itself.
      ALTER TABLE event_seal
        ADD COLUMN version smallint NOT NULL DEFAULT 1 CONSTRAINT ck_event_seal_version CHECK (version IN (1, 2)),
        ADD COLUMN number bigint,
        -- The content hash of the event (docs/audit.md). It says nothing about the event, so an award file may show it.
        ADD COLUMN content bytea,
        ADD CONSTRAINT ck_event_seal_number CHECK ((version = 2) = (number IS NOT NULL)),
        ADD CONSTRAINT ck_event_seal_content CHECK ((version = 2) = (content IS NOT NULL));
      CREATE TRIGGER event_seal_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON event_seal
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- The random salt of each digest in an event. Without the salt, a digest says nothing about the content. A salt
      -- is deleted together with a text that must be erased; it never changes.
      CREATE TABLE digest_salt (
        record  text NOT NULL,
        key     text NOT NULL,
        part    text NOT NULL,
        salt    bytea NOT NULL CONSTRAINT ck_digest_salt_length CHECK (octet_length(salt) = 32),
        PRIMARY KEY (record, key, part)
      );
      CREATE TRIGGER digest_salt_frozen BEFORE UPDATE OR TRUNCATE ON digest_salt
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- A copy of each published head, for downloads. The heads that count are kept outside the database.
      CREATE TABLE audit_head (
        position      bigint PRIMARY KEY,
        line          text NOT NULL,
        published_at  timestamptz NOT NULL
      );

      -- The outcome of each verification of the log.
      CREATE TABLE audit_check (
        id          uuid PRIMARY KEY,
        checked_at  timestamptz NOT NULL,
        outcome     jsonb NOT NULL
      );
      CREATE INDEX ix_audit_check_latest ON audit_check (checked_at DESC);

      -- Seals, salts and heads say nothing about a tenant without the events, whose rows are hidden.
      GRANT SELECT, INSERT ON digest_salt TO homeward_runtime;
      GRANT SELECT ON event_seal, audit_head, audit_check TO homeward_runtime;
      GRANT SELECT ON digest_salt TO homeward_across;
      GRANT SELECT, INSERT ON audit_head, audit_check TO homeward_across;
    `);
  }

  /** Deletes the seals of version 2, which older code cannot verify. Older code then seals these events itself. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP TABLE audit_check, audit_head, digest_salt;
      DROP TRIGGER event_seal_frozen ON event_seal;
      DELETE FROM event_seal WHERE version = 2;
      ALTER TABLE event_seal DROP COLUMN content, DROP COLUMN number, DROP COLUMN version;
      REVOKE SELECT ON event_seal FROM homeward_runtime;
    `);
  }
}
