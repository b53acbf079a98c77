import type { MigrationInterface, QueryRunner } from 'typeorm';

const ofAuthority = `authority_id = ANY ((SELECT tenant_authorities())::uuid[])`;

const secured = (table: string, rights: string): string => `
  GRANT ${rights} ON ${table} TO homeward_runtime;
  GRANT SELECT ON ${table} TO homeward_across;
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY owner_sees_all ON ${table} TO CURRENT_USER USING (true);
  CREATE POLICY across_tenants ON ${table} FOR SELECT TO homeward_across USING (true);
  CREATE POLICY of_tenant ON ${table} TO homeward_runtime USING (${ofAuthority});`;

const CASE_LINE = `WHEN 'case' THEN`;
const IMPORT_LINE = `WHEN 'import' THEN ARRAY(SELECT r.authority_id FROM import_file r WHERE r.id = row_id)
            `;

/**
 * Creates the imports of files: the file that was imported, its rows with what became of them, and the records that were
 * imported, by the council's own reference. Lets the system enter the authority of an import. Adds breaches of
 * conditions to the kinds of concern.
 */
export class Imports1795000090000 implements MigrationInterface {
  readonly name = 'Imports1795000090000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      CREATE TABLE import_file (
        id                uuid PRIMARY KEY,
        authority_id      uuid NOT NULL CONSTRAINT fk_import_file_authority REFERENCES authority,
        kind              text NOT NULL CONSTRAINT ck_import_file_kind CHECK (kind IN ('lots','directory','providers',
                            'branches','contracts','subcontracts','capacity','people','care','users')),
        name              text NOT NULL,
        byte_size         integer NOT NULL,
        sha256            text NOT NULL,
        format            text NOT NULL,
        ignored_columns   text[] NOT NULL,
        produced_on       date,
        row_count         integer NOT NULL CONSTRAINT ck_import_file_rows CHECK (row_count > 0),
        status            text NOT NULL CONSTRAINT ck_import_file_status CHECK (status IN
                            ('checking','checked','running','stopped','done','discarded','taken_back')),
        -- The number of the last row that the present step has dealt with. A job goes on behind it.
        cursor            integer NOT NULL DEFAULT 0,
        -- The number of rows that the present step has dealt with, and that it has to deal with.
        done_rows         integer NOT NULL DEFAULT 0,
        to_do_rows        integer NOT NULL,
        uploaded_by       uuid NOT NULL CONSTRAINT fk_import_file_uploader REFERENCES app_user,
        uploaded_at       timestamptz NOT NULL,
        -- The instant of the last batch. The sweep goes on with an import that has not moved.
        moved_at          timestamptz NOT NULL,
        started_by        uuid CONSTRAINT fk_import_file_starter REFERENCES app_user,
        started_at        timestamptz,
        finished_at       timestamptz,
        taken_back_by     uuid CONSTRAINT fk_import_file_taker REFERENCES app_user,
        taken_back_at     timestamptz,
        CONSTRAINT ck_import_file_started CHECK ((started_by IS NULL) = (started_at IS NULL)),
        CONSTRAINT ck_import_file_taken_back CHECK ((status = 'taken_back') = (taken_back_at IS NOT NULL))
      );
      CREATE INDEX ix_import_file_authority ON import_file (authority_id, id);
      CREATE INDEX ix_import_file_moving ON import_file (moved_at) WHERE status IN ('checking','running');

      CREATE TABLE import_row (
        import_id     uuid NOT NULL CONSTRAINT fk_import_row_import REFERENCES import_file,
        authority_id  uuid NOT NULL,
        -- The number of the row, as a spreadsheet shows it.
        number        integer NOT NULL,
        -- The cells by the name of their column. Erased once the import is over, because they have personal data.
        cells         jsonb,
        reference     text,
        -- Why other rows of the file forbid this row.
        file_reasons  jsonb NOT NULL DEFAULT '[]',
        outcome       text NOT NULL CONSTRAINT ck_import_row_outcome
                        CHECK (outcome IN ('waiting','add','added','there','left_out','refused')),
        reasons       jsonb NOT NULL DEFAULT '[]',
        notes         jsonb NOT NULL DEFAULT '[]',
        record_id     text,
        PRIMARY KEY (import_id, number)
      );
      CREATE INDEX ix_import_row_outcome ON import_row (import_id, outcome, number);

      -- What was imported, by the council's own reference, so that no row is imported twice.
      CREATE TABLE imported_record (
        authority_id   uuid NOT NULL CONSTRAINT fk_imported_record_authority REFERENCES authority,
        kind           text NOT NULL,
        -- The reference in small letters, without blanks and dashes.
        reference_key  text NOT NULL,
        reference      text NOT NULL,
        record_id      text NOT NULL,
        import_id      uuid NOT NULL CONSTRAINT fk_imported_record_import REFERENCES import_file,
        number         integer NOT NULL,
        -- True for care whose size at its start is not known.
        size_assumed   boolean NOT NULL DEFAULT false,
        PRIMARY KEY (authority_id, kind, reference_key)
      );
      CREATE INDEX ix_imported_record_import ON imported_record (import_id, number);
      CREATE INDEX ix_imported_record_record ON imported_record (record_id);

      ${secured('import_file', 'SELECT, INSERT, UPDATE')}
      ${secured('import_row', 'SELECT, INSERT, UPDATE')}
      ${secured('imported_record', 'SELECT, INSERT')}

      -- A breach of a condition by care that was imported. One care has one concern for each condition.
      ALTER TABLE concern
        DROP CONSTRAINT ck_concern_kind,
        ADD CONSTRAINT ck_concern_kind CHECK (kind IN ('missed_visit','late_visit','complaint','safeguarding','late_start',
          'hand_back','missed_report','condition_breach')),
        ADD condition_id uuid CONSTRAINT fk_concern_condition REFERENCES restriction_condition,
        ADD CONSTRAINT ck_concern_breach CHECK ((kind = 'condition_breach') = (condition_id IS NOT NULL)),
        ADD CONSTRAINT uq_concern_breach UNIQUE (package_id, condition_id);
    `);
    await this.changeEntering(runner, (sql) => sql.replace(CASE_LINE, `${IMPORT_LINE}${CASE_LINE}`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.changeEntering(runner, (sql) => sql.replace(IMPORT_LINE, ''));
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DELETE FROM concern WHERE kind = 'condition_breach';
      ALTER TABLE concern
        DROP CONSTRAINT uq_concern_breach, DROP CONSTRAINT ck_concern_breach, DROP COLUMN condition_id,
        DROP CONSTRAINT ck_concern_kind,
        ADD CONSTRAINT ck_concern_kind CHECK (kind IN ('missed_visit','late_visit','complaint','safeguarding','late_start',
          'hand_back','missed_report'));
      DROP TABLE imported_record, import_row, import_file;
    `);
  }

  /** Lets the system enter the authority of an import too. The rest of the function stays as it is. */
  private async changeEntering(runner: QueryRunner, change: (sql: string) => string): Promise<void> {
    const [found] = (await runner.query(
      `SELECT pg_get_functiondef('tenant_enter(text, text)'::regprocedure) AS sql`,
    )) as { sql: string }[];
    const changed = change(found?.sql ?? '');
    if (changed === found?.sql) throw new Error('the function tenant_enter has another form than expected');
    await runner.query(changed);
  }
}
