import type { MigrationInterface, QueryRunner } from 'typeorm';

const DEFINER = 'SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp';

/**
 * Creates the history of what branches declare that they can do, and of what councils answer. Capabilities that were
 * recorded before count as declared for the branch, and as confirmed by the council that first recorded the branch,
 * where this council is known. Such a statement has no user.
 */
export class CapabilityStatements1795000110000 implements MigrationInterface {
  readonly name = 'CapabilityStatements1795000110000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      CREATE TABLE capability_statement (
        id                        uuid PRIMARY KEY,
        branch_id                 text NOT NULL CONSTRAINT fk_capability_statement_branch REFERENCES branch,
        kind                      text NOT NULL CONSTRAINT ck_capability_statement_kind
                                    CHECK (kind IN ('declared','withdrawn','confirmed','refused')),
        capabilities              text[] NOT NULL CONSTRAINT ck_capability_statement_some CHECK (cardinality(capabilities) > 0),
        -- The day from which the branch has declared or withdrawn them, or the day of a council's answer.
        on_day                    date NOT NULL,
        evidence                  text NOT NULL,
        document_id               uuid CONSTRAINT fk_capability_statement_document REFERENCES document,
        recorded_at               timestamptz NOT NULL,
        recorded_by               uuid CONSTRAINT fk_capability_statement_user REFERENCES app_user,
        -- Null for a statement of the provider.
        recorded_by_authority_id  uuid CONSTRAINT fk_capability_statement_authority REFERENCES authority,
        CONSTRAINT ck_capability_statement_answer
          CHECK (kind NOT IN ('confirmed','refused') OR recorded_by_authority_id IS NOT NULL)
      );
      CREATE INDEX ix_capability_statement_branch ON capability_statement (branch_id, id);
      CREATE INDEX ix_capability_statement_withdrawn ON capability_statement (branch_id) WHERE kind = 'withdrawn';
      CREATE INDEX ix_capability_statement_document ON capability_statement (document_id) WHERE document_id IS NOT NULL;

      -- The capabilities that a council confirmed since the branch declared them.
      ALTER TABLE branch ADD COLUMN confirmed_capabilities text[] NOT NULL DEFAULT '{}';
      ALTER TABLE branch ADD COLUMN manager_recorded_at timestamptz;
      ALTER TABLE branch ADD COLUMN manager_recorded_by uuid CONSTRAINT fk_branch_manager_user REFERENCES app_user;

      INSERT INTO capability_statement (id, branch_id, kind, capabilities, on_day, evidence, recorded_at, recorded_by_authority_id)
      SELECT gen_random_uuid(), b.id, 'declared', b.capabilities,
             coalesce((first.recorded_at AT TIME ZONE 'Europe/London')::date, current_date),
             'Recorded before declarations were kept', coalesce(first.recorded_at, now()), first.recorded_by_authority_id
      FROM branch b
      LEFT JOIN LATERAL (SELECT g.recorded_at, g.recorded_by_authority_id FROM register_entry g
                         WHERE g.branch_id = b.id ORDER BY g.version LIMIT 1) first ON true
      WHERE cardinality(b.capabilities) > 0;
      UPDATE branch b SET confirmed_capabilities = b.capabilities
      FROM capability_statement s WHERE s.branch_id = b.id AND s.recorded_by_authority_id IS NOT NULL;
      ALTER TABLE branch ADD CONSTRAINT ck_branch_confirmed CHECK (confirmed_capabilities <@ capabilities);

      CREATE TRIGGER capability_statement_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON capability_statement
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      GRANT SELECT, INSERT ON capability_statement TO homeward_runtime;
      GRANT SELECT ON capability_statement TO homeward_across;

      -- Says how many councils rely on the facts of a branch. Says nothing of which.
      CREATE FUNCTION councils_relying_on(sought text, today date) RETURNS integer LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT count(DISTINCT authority_id)::int FROM (
          SELECT authority_id FROM contract
          WHERE branch_id = sought AND (ends_on IS NULL OR ends_on >= today)
          UNION ALL SELECT authority_id FROM subcontract
          WHERE delivering_branch_id = sought AND (ends_on IS NULL OR ends_on >= today)
          UNION ALL SELECT authority_id FROM placement
          WHERE status = 'live' AND (branch_id = sought OR delivering_branch_id = sought)) r
      $$;
      REVOKE EXECUTE ON FUNCTION councils_relying_on(text, date) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION councils_relying_on(text, date) TO homeward_runtime;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP FUNCTION councils_relying_on(text, date);
      DROP TABLE capability_statement;
      ALTER TABLE branch DROP COLUMN confirmed_capabilities, DROP COLUMN manager_recorded_at, DROP COLUMN manager_recorded_by;
    `);
  }
}
