import type { MigrationInterface, QueryRunner } from 'typeorm';

const ofAuthority = `authority_id = ANY ((SELECT tenant_authorities())::uuid[])`;
const ofBranches = (column: string): string => `${column} = ANY ((SELECT tenant_branches())::text[])`;

const secured = (table: string, rights: string, read?: string): string => `
  GRANT ${rights} ON ${table} TO homeward_runtime;
  GRANT SELECT ON ${table} TO homeward_across;
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY owner_sees_all ON ${table} TO CURRENT_USER USING (true);
  CREATE POLICY across_tenants ON ${table} FOR SELECT TO homeward_across USING (true);
  CREATE POLICY of_tenant ON ${table} TO homeward_runtime USING (${ofAuthority});
  ${read === undefined ? '' : `CREATE POLICY also_read ON ${table} FOR SELECT TO homeward_runtime USING (${read});`}`;

const LOT_LINE = `WHEN 'lot' THEN`;
const LIST_LINE = `WHEN 'care_list' THEN ARRAY(SELECT r.authority_id FROM care_list r WHERE r.id = row_id AND r.branch_id = ANY (branches))
            `;

/**
 * Gives an authority a stage, so that a new one sends nothing before a commissioner goes live. Authorities that exist are
 * live. Creates the lists that providers confirm, what they dispute, and the comparisons with the council's own figures.
 */
export class CutOver1795000108000 implements MigrationInterface {
  readonly name = 'CutOver1795000108000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      ALTER TABLE authority
        ADD COLUMN stage text NOT NULL DEFAULT 'live'
          CONSTRAINT ck_authority_stage CHECK (stage IN ('preparing','side_by_side','live')),
        ADD COLUMN stage_since timestamptz,
        ADD COLUMN stage_by uuid CONSTRAINT fk_authority_stage_by REFERENCES app_user;

      -- Each change of the stage, with what was accepted instead of settled.
      CREATE TABLE stage_change (
        id                    uuid PRIMARY KEY,
        authority_id          uuid NOT NULL CONSTRAINT fk_stage_change_authority REFERENCES authority,
        stage                 text NOT NULL CONSTRAINT ck_stage_change_stage CHECK (stage IN ('side_by_side','live')),
        changed_at            timestamptz NOT NULL,
        changed_by            uuid NOT NULL CONSTRAINT fk_stage_change_by REFERENCES app_user,
        people                integer NOT NULL,
        weekly_minutes        integer NOT NULL,
        lists_accepted        integer NOT NULL,
        disputes_accepted     integer NOT NULL,
        differences_accepted  integer NOT NULL,
        CONSTRAINT uq_stage_change_stage UNIQUE (authority_id, stage)
      );

      CREATE TABLE care_list (
        id            uuid PRIMARY KEY,
        authority_id  uuid NOT NULL CONSTRAINT fk_care_list_authority REFERENCES authority,
        branch_id     text NOT NULL CONSTRAINT fk_care_list_branch REFERENCES branch,
        asked_at      timestamptz NOT NULL,
        asked_by      uuid NOT NULL CONSTRAINT fk_care_list_asked_by REFERENCES app_user,
        due_at        timestamptz NOT NULL,
        CONSTRAINT uq_care_list_branch UNIQUE (authority_id, branch_id)
      );
      CREATE INDEX ix_care_list_branch ON care_list (branch_id);

      -- A confirmation by the provider, or the reason why a commissioner goes on without one.
      CREATE TABLE care_list_answer (
        id              uuid PRIMARY KEY,
        authority_id    uuid NOT NULL CONSTRAINT fk_care_list_answer_authority REFERENCES authority,
        care_list_id    uuid NOT NULL CONSTRAINT fk_care_list_answer_list REFERENCES care_list,
        branch_id       text NOT NULL,
        -- The content that was answered: SHA-256 of the care on the list and its hours.
        digest          text NOT NULL,
        people          integer NOT NULL,
        weekly_minutes  integer NOT NULL,
        answered_at     timestamptz NOT NULL,
        answered_by     uuid NOT NULL CONSTRAINT fk_care_list_answer_by REFERENCES app_user,
        provider_id     text CONSTRAINT fk_care_list_answer_provider REFERENCES provider,
        reason          text,
        CONSTRAINT ck_care_list_answer_reason CHECK ((provider_id IS NULL) = (reason IS NOT NULL)),
        CONSTRAINT uq_care_list_answer_content UNIQUE (care_list_id, digest)
      );

      CREATE TABLE care_dispute (
        id               uuid PRIMARY KEY,
        authority_id     uuid NOT NULL CONSTRAINT fk_care_dispute_authority REFERENCES authority,
        care_list_id     uuid NOT NULL CONSTRAINT fk_care_dispute_list REFERENCES care_list,
        branch_id        text NOT NULL,
        kind             text NOT NULL CONSTRAINT ck_care_dispute_kind CHECK (kind IN ('wrong_hours','not_ours','missing_person')),
        -- No foreign key: a dispute stays on record when the import of the care is taken back.
        placement_id     uuid,
        claimed_minutes  integer,
        note             text NOT NULL,
        raised_at        timestamptz NOT NULL,
        raised_by        uuid NOT NULL CONSTRAINT fk_care_dispute_raised_by REFERENCES app_user,
        owner_id         uuid CONSTRAINT fk_care_dispute_owner REFERENCES app_user,
        due_at           timestamptz NOT NULL,
        settled_at       timestamptz,
        settled_by       uuid CONSTRAINT fk_care_dispute_settled_by REFERENCES app_user,
        outcome          text CONSTRAINT ck_care_dispute_outcome CHECK (outcome IN ('corrected','as_recorded','accepted')),
        answer           text,
        CONSTRAINT ck_care_dispute_placement CHECK ((kind = 'missing_person') = (placement_id IS NULL)),
        CONSTRAINT ck_care_dispute_hours CHECK (kind <> 'wrong_hours' OR claimed_minutes IS NOT NULL),
        CONSTRAINT ck_care_dispute_settled CHECK ((settled_at IS NULL) = (outcome IS NULL)
          AND (settled_at IS NULL) = (settled_by IS NULL) AND (settled_at IS NULL) = (answer IS NULL))
      );
      CREATE UNIQUE INDEX uq_care_dispute_open ON care_dispute (care_list_id, placement_id) WHERE settled_at IS NULL;
      CREATE INDEX ix_care_dispute_open ON care_dispute (authority_id, due_at) WHERE settled_at IS NULL;

      CREATE TABLE reconciliation (
        id             uuid PRIMARY KEY,
        authority_id   uuid NOT NULL CONSTRAINT fk_reconciliation_authority REFERENCES authority,
        day            date NOT NULL,
        made_by        uuid NOT NULL CONSTRAINT fk_reconciliation_made_by REFERENCES app_user,
        totals_name    text,
        totals_sha256  text,
        totals_at      timestamptz,
        people_name    text,
        people_sha256  text,
        people_at      timestamptz,
        CONSTRAINT uq_reconciliation_day UNIQUE (authority_id, day)
      );

      CREATE TABLE reconciliation_total (
        reconciliation_id  uuid NOT NULL CONSTRAINT fk_reconciliation_total_reconciliation REFERENCES reconciliation,
        authority_id       uuid NOT NULL,
        branch_id          text NOT NULL,
        lot_code           text NOT NULL,
        people_here        integer NOT NULL,
        minutes_here       integer NOT NULL,
        people_there       integer NOT NULL,
        minutes_there      integer NOT NULL,
        PRIMARY KEY (reconciliation_id, branch_id, lot_code)
      );

      CREATE TABLE care_difference (
        id             uuid PRIMARY KEY,
        authority_id   uuid NOT NULL CONSTRAINT fk_care_difference_authority REFERENCES authority,
        -- The comparison that found the difference first, and the one that found it last.
        found_in       uuid NOT NULL CONSTRAINT fk_care_difference_found_in REFERENCES reconciliation,
        seen_in        uuid NOT NULL CONSTRAINT fk_care_difference_seen_in REFERENCES reconciliation,
        kind           text NOT NULL CONSTRAINT ck_care_difference_kind
                         CHECK (kind IN ('total','only_here','only_there','other_branch','other_hours')),
        -- What the difference is about. The same difference has the same key on every day.
        key            text NOT NULL,
        case_number    text,
        branch_here    text,
        branch_there   text,
        lot_code       text,
        people_here    integer,
        people_there   integer,
        minutes_here   integer,
        minutes_there  integer,
        owner_id       uuid CONSTRAINT fk_care_difference_owner REFERENCES app_user,
        found_at       timestamptz NOT NULL,
        due_at         timestamptz NOT NULL,
        settled_at     timestamptz,
        settled_by     uuid CONSTRAINT fk_care_difference_settled_by REFERENCES app_user,
        outcome        text CONSTRAINT ck_care_difference_outcome
                         CHECK (outcome IN ('corrected_here','wrong_there','accepted','gone')),
        reason         text,
        CONSTRAINT ck_care_difference_settled CHECK ((settled_at IS NULL) = (outcome IS NULL)),
        CONSTRAINT ck_care_difference_reason CHECK (outcome IS NULL OR outcome = 'gone' OR (reason IS NOT NULL AND settled_by IS NOT NULL))
      );
      CREATE UNIQUE INDEX uq_care_difference_open ON care_difference (authority_id, kind, key) WHERE settled_at IS NULL;
      CREATE INDEX ix_care_difference_authority ON care_difference (authority_id, id);

      ${secured('stage_change', 'SELECT, INSERT')}
      ${secured('care_list', 'SELECT, INSERT', ofBranches('branch_id'))}
      ${secured('care_list_answer', 'SELECT, INSERT', ofBranches('branch_id'))}
      ${secured('care_dispute', 'SELECT, INSERT, UPDATE', ofBranches('branch_id'))}
      ${secured('reconciliation', 'SELECT, INSERT, UPDATE')}
      ${secured('reconciliation_total', 'SELECT, INSERT, UPDATE, DELETE')}
      ${secured('care_difference', 'SELECT, INSERT, UPDATE')}
    `);
    await this.changeEntering(runner, (sql) => sql.replace(LOT_LINE, `${LIST_LINE}${LOT_LINE}`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.changeEntering(runner, (sql) => sql.replace(LIST_LINE, ''));
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP TABLE care_difference, reconciliation_total, reconciliation, care_dispute, care_list_answer, care_list, stage_change;
      ALTER TABLE authority DROP COLUMN stage, DROP COLUMN stage_since, DROP COLUMN stage_by;
    `);
  }

  /** Lets a provider enter the authority of a list of its branch too. The rest of the function stays as it is. */
  private async changeEntering(runner: QueryRunner, change: (sql: string) => string): Promise<void> {
    const [found] = (await runner.query(
      `SELECT pg_get_functiondef('tenant_enter(text, text)'::regprocedure) AS sql`,
    )) as { sql: string }[];
    const changed = change(found?.sql ?? '');
    if (changed === found?.sql) throw new Error('the function tenant_enter has another form than expected');
    await runner.query(changed);
  }
}
