import type { MigrationInterface, QueryRunner } from 'typeorm';

const ofAuthority = (column: string): string => `${column} = ANY ((SELECT tenant_authorities())::uuid[])`;

/**
 * Creates the contests of notices of CQC. A contest belongs to the authority that recorded the notice, which
 * answers it, and to the organisation that contests. Every tenant that may read the notice may read it.
 */
export class Contests1795000061000 implements MigrationInterface {
  readonly name = 'Contests1795000061000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      CREATE TABLE restriction_contest (
        id               uuid PRIMARY KEY,
        restriction_id   uuid NOT NULL CONSTRAINT fk_restriction_contest_restriction REFERENCES restriction,
        -- The authority that recorded the notice and answers the contest.
        authority_id     uuid NOT NULL CONSTRAINT fk_restriction_contest_authority REFERENCES authority,
        by_authority_id  uuid CONSTRAINT fk_restriction_contest_by_authority REFERENCES authority,
        by_provider_id   text CONSTRAINT fk_restriction_contest_by_provider REFERENCES provider,
        reason           text NOT NULL,
        document_id      uuid CONSTRAINT fk_restriction_contest_document REFERENCES document,
        status           text NOT NULL CONSTRAINT ck_restriction_contest_status
                           CHECK (status IN ('open','upheld','amended','lifted','expired')),
        owner_id         uuid NOT NULL CONSTRAINT fk_restriction_contest_owner REFERENCES app_user,
        due_at           timestamptz NOT NULL,
        contested_at     timestamptz NOT NULL,
        contested_by     uuid NOT NULL CONSTRAINT fk_restriction_contest_user REFERENCES app_user,
        answered_at      timestamptz,
        answered_by      uuid CONSTRAINT fk_restriction_contest_answerer REFERENCES app_user,
        answer           text,
        CONSTRAINT ck_restriction_contest_by CHECK (num_nonnulls(by_authority_id, by_provider_id) = 1),
        CONSTRAINT ck_restriction_contest_other CHECK (by_authority_id IS DISTINCT FROM authority_id),
        CONSTRAINT ck_restriction_contest_answered CHECK ((status = 'open') = (answered_at IS NULL)),
        CONSTRAINT ck_restriction_contest_words CHECK ((status IN ('open','expired')) = (answer IS NULL))
      );
      -- One open contest for each organisation.
      CREATE UNIQUE INDEX uq_restriction_contest_open
        ON restriction_contest (restriction_id, coalesce(by_authority_id::text, by_provider_id)) WHERE status = 'open';
      CREATE INDEX ix_restriction_contest_restriction ON restriction_contest (restriction_id, id);
      CREATE INDEX ix_restriction_contest_due ON restriction_contest (authority_id, due_at) WHERE status = 'open';
      CREATE INDEX ix_restriction_contest_owner ON restriction_contest (owner_id) WHERE status = 'open';
      CREATE INDEX ix_restriction_contest_document ON restriction_contest (document_id) WHERE document_id IS NOT NULL;

      GRANT SELECT, INSERT, UPDATE ON restriction_contest TO homeward_runtime;
      GRANT SELECT ON restriction_contest TO homeward_across;
      ALTER TABLE restriction_contest ENABLE ROW LEVEL SECURITY;
      ALTER TABLE restriction_contest FORCE ROW LEVEL SECURITY;
      CREATE POLICY owner_sees_all ON restriction_contest TO CURRENT_USER USING (true);
      CREATE POLICY across_tenants ON restriction_contest FOR SELECT TO homeward_across USING (true);
      CREATE POLICY of_tenant ON restriction_contest TO homeward_runtime
        USING (${ofAuthority('authority_id')} OR ${ofAuthority('by_authority_id')}
               OR by_provider_id = (SELECT tenant_provider()));
      CREATE POLICY also_read ON restriction_contest FOR SELECT TO homeward_runtime
        USING (EXISTS (SELECT 1 FROM restriction r WHERE r.id = restriction_id));

      -- The authority that answers a contest reads the document that came with it.
      CREATE POLICY of_contest ON document FOR SELECT TO homeward_runtime
        USING (EXISTS (SELECT 1 FROM restriction_contest c
                       WHERE c.document_id = document.id AND ${ofAuthority('c.authority_id')}));

      -- The answer of a contest is logged for the authority that contests, even if it has no work with the branch.
      CREATE POLICY contest_answered ON event FOR INSERT TO homeward_runtime
        WITH CHECK (CASE WHEN name = 'contest.answered' THEN EXISTS (
          SELECT 1 FROM restriction_contest c
          WHERE c.id = (payload->>'contestId')::uuid AND c.by_authority_id = event.authority_id
            AND ${ofAuthority('c.authority_id')}) ELSE false END);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP POLICY contest_answered ON event;
      DROP POLICY of_contest ON document;
      DROP TABLE restriction_contest;
    `);
  }
}
