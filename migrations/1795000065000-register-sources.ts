import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Creates the history of what the register of CQC says of each branch. Each entry names its source. A branch that was
 * recorded before has no entry, so its source is not known.
 */
export class RegisterSources1795000065000 implements MigrationInterface {
  readonly name = 'RegisterSources1795000065000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      CREATE TABLE register_entry (
        id                        uuid PRIMARY KEY,
        branch_id                 text NOT NULL CONSTRAINT fk_register_entry_branch REFERENCES branch,
        -- The version of the branch that this entry made.
        version                   integer NOT NULL,
        registration_status       text NOT NULL CONSTRAINT ck_register_entry_registration
                                    CHECK (registration_status IN ('registered','deregistered')),
        dormant                   boolean NOT NULL,
        personal_care             boolean NOT NULL,
        ratings                   jsonb NOT NULL,
        source_kind               text NOT NULL CONSTRAINT ck_register_entry_source
                                    CHECK (source_kind IN ('publication','directory','letter')),
        reference                 text NOT NULL,
        published_on              date NOT NULL,
        recorded_at               timestamptz NOT NULL,
        recorded_by               uuid NOT NULL CONSTRAINT fk_register_entry_user REFERENCES app_user,
        recorded_by_authority_id  uuid NOT NULL CONSTRAINT fk_register_entry_authority REFERENCES authority,
        -- The newest entry of a branch has the highest version. One source day has one entry: an entry of the same day
        -- with other facts is refused.
        CONSTRAINT uq_register_entry_version UNIQUE (branch_id, version),
        CONSTRAINT uq_register_entry_day UNIQUE (branch_id, published_on)
      );
      CREATE INDEX ix_register_entry_user ON register_entry (recorded_by);
      CREATE TRIGGER register_entry_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON register_entry
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      GRANT SELECT, INSERT ON register_entry TO homeward_runtime;
      GRANT SELECT ON register_entry TO homeward_across;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP TABLE register_entry;
    `);
  }
}
