import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Creates the tables of documents, of restriction wordings and of the updates that branches owe. Adds an
 * owner to each restriction.
 */
export class NoticesDocumentsAndReports1795000007000 implements MigrationInterface {
  readonly name = 'NoticesDocumentsAndReports1795000007000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      CREATE TABLE document (
        id            uuid PRIMARY KEY,
        -- The tenant that owns the document: either an authority or a provider.
        authority_id  uuid CONSTRAINT fk_document_authority REFERENCES authority,
        provider_id   text CONSTRAINT fk_document_provider REFERENCES provider,
        name          text NOT NULL CONSTRAINT ck_document_name CHECK (length(name) BETWEEN 1 AND 200 AND name !~ '[/\\\\]'),
        media_type    text NOT NULL,
        byte_size     integer NOT NULL CONSTRAINT ck_document_largest CHECK (byte_size BETWEEN 1 AND 10485760),
        sha256        text NOT NULL,
        content       bytea NOT NULL,
        uploaded_by   uuid NOT NULL CONSTRAINT fk_document_user REFERENCES app_user,
        uploaded_at   timestamptz NOT NULL,
        CONSTRAINT ck_document_owner CHECK (num_nonnulls(authority_id, provider_id) = 1),
        CONSTRAINT ck_document_size CHECK (byte_size = octet_length(content)),
        CONSTRAINT ck_document_checksum CHECK (sha256 = encode(sha256(content), 'hex'))
      );
      -- The content is stored without compression, because most documents are compressed already.
      ALTER TABLE document ALTER content SET STORAGE EXTERNAL;
      CREATE TRIGGER document_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON document
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      ALTER TABLE restriction
        ADD document_id uuid CONSTRAINT fk_restriction_document REFERENCES document,
        ADD owner_id uuid CONSTRAINT fk_restriction_owner REFERENCES app_user,
        ADD expired_at timestamptz,
        ADD version integer NOT NULL DEFAULT 1;
      UPDATE restriction SET owner_id = recorded_by WHERE authority_id IS NOT NULL;
      CREATE INDEX ix_restriction_expiring ON restriction (to_at) WHERE expired_at IS NULL AND lifted_at IS NULL;
      CREATE INDEX ix_restriction_owner ON restriction (authority_id, owner_id);

      -- Every wording of a restriction, starting with the first.
      CREATE TABLE restriction_version (
        restriction_id  uuid NOT NULL CONSTRAINT fk_restriction_version_restriction REFERENCES restriction,
        version         integer NOT NULL,
        reference       text NOT NULL,
        evidence        text NOT NULL,
        document_id     uuid CONSTRAINT fk_restriction_version_document REFERENCES document,
        owner_id        uuid CONSTRAINT fk_restriction_version_owner REFERENCES app_user,
        from_at         timestamptz NOT NULL,
        to_at           timestamptz,
        lot_ids         uuid[] NOT NULL,
        conditions      jsonb NOT NULL,
        reason          text NOT NULL,
        recorded_at     timestamptz NOT NULL,
        recorded_by     uuid CONSTRAINT fk_restriction_version_user REFERENCES app_user,
        PRIMARY KEY (restriction_id, version)
      );
      INSERT INTO restriction_version
        SELECT r.id, 1, r.reference, r.evidence, NULL, r.owner_id, r.from_at, r.to_at,
               ARRAY(SELECT lot_id FROM restriction_lot WHERE restriction_id = r.id ORDER BY lot_id),
               (SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', c.id, 'kind', c.kind,
                         'limitMinutes', c.limit_minutes, 'basis', c.basis, 'capMinutes', c.cap_minutes,
                         'everyDays', c.every_days)) ORDER BY c.kind), '[]')
                FROM restriction_condition c WHERE c.restriction_id = r.id),
               r.reason, r.recorded_at, r.recorded_by
        FROM restriction r;
      CREATE TRIGGER restriction_version_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON restriction_version
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- The instant at which an amendment removed the condition. A removed condition no longer binds, but
      -- permissions still refer to it.
      ALTER TABLE restriction_condition ADD removed_at timestamptz;

      ALTER TABLE permission ADD document_id uuid CONSTRAINT fk_permission_document REFERENCES document;

      CREATE TABLE branch_report (
        id              uuid PRIMARY KEY,
        -- The authority that receives the update: the authority that recorded the restriction.
        authority_id    uuid NOT NULL CONSTRAINT fk_branch_report_authority REFERENCES authority,
        restriction_id  uuid NOT NULL CONSTRAINT fk_branch_report_restriction REFERENCES restriction,
        condition_id    uuid NOT NULL CONSTRAINT fk_branch_report_condition REFERENCES restriction_condition,
        branch_id       text NOT NULL CONSTRAINT fk_branch_report_branch REFERENCES branch,
        number          integer NOT NULL CONSTRAINT ck_branch_report_number CHECK (number > 0),
        due_on          date NOT NULL,
        -- The end of the update's due day in London, as an instant.
        due_at          timestamptz NOT NULL,
        overdue_at      timestamptz,
        received_at     timestamptz,
        received_by     uuid CONSTRAINT fk_branch_report_user REFERENCES app_user,
        account         text,
        document_id     uuid CONSTRAINT fk_branch_report_document REFERENCES document,
        -- The instant at which the branch no longer owed the update. Null while the branch owes the update.
        ended_at        timestamptz,
        CONSTRAINT uq_branch_report_number UNIQUE (condition_id, number),
        CONSTRAINT ck_branch_report_received CHECK (
          (received_at IS NULL) = (account IS NULL) AND (received_at IS NULL) = (received_by IS NULL)
          AND (document_id IS NULL OR received_at IS NOT NULL)),
        CONSTRAINT ck_branch_report_overdue CHECK (overdue_at >= due_at),
        CONSTRAINT ck_branch_report_ended CHECK (ended_at IS NULL OR num_nonnulls(overdue_at, received_at) = 0)
      );
      -- A condition has at most one open update at a time.
      CREATE UNIQUE INDEX uq_branch_report_open ON branch_report (condition_id)
        WHERE received_at IS NULL AND overdue_at IS NULL AND ended_at IS NULL;
      CREATE INDEX ix_branch_report_due ON branch_report (due_at)
        WHERE received_at IS NULL AND overdue_at IS NULL AND ended_at IS NULL;
      CREATE INDEX ix_branch_report_authority ON branch_report (authority_id, branch_id, id);
      CREATE INDEX ix_branch_report_branch ON branch_report (branch_id, id);
      CREATE INDEX ix_branch_report_document ON branch_report (document_id) WHERE document_id IS NOT NULL;

      -- Marks restrictions in force as not enforced. So the sweep enforces them again, and enforcement
      -- creates each restriction's first report.
      UPDATE restriction r SET enforced_at = NULL
      WHERE lifted_at IS NULL
        AND EXISTS (SELECT 1 FROM restriction_condition c WHERE c.restriction_id = r.id AND c.kind = 'reporting');

      ALTER TABLE concern
        DROP CONSTRAINT ck_concern_kind,
        ADD CONSTRAINT ck_concern_kind CHECK (kind IN
          ('missed_visit','late_visit','complaint','safeguarding','late_start','hand_back','missed_report')),
        -- The update that the branch missed. The unique constraint allows one concern for each update, even
        -- if the alarm runs twice.
        ADD report_id uuid CONSTRAINT fk_concern_report REFERENCES branch_report CONSTRAINT uq_concern_report UNIQUE;
      CREATE INDEX ix_concern_owner ON concern (authority_id, owner_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP INDEX ix_concern_owner;
      DELETE FROM concern WHERE kind = 'missed_report';
      ALTER TABLE concern
        DROP report_id,
        DROP CONSTRAINT ck_concern_kind,
        ADD CONSTRAINT ck_concern_kind CHECK (kind IN
          ('missed_visit','late_visit','complaint','safeguarding','late_start','hand_back'));
      DROP TABLE branch_report;
      ALTER TABLE permission DROP document_id;
      -- The older schema has no column removed_at, so removed conditions would bind again. They are therefore
      -- deleted, with their permissions.
      DELETE FROM permission WHERE condition_id IN (SELECT id FROM restriction_condition WHERE removed_at IS NOT NULL);
      DELETE FROM restriction_condition WHERE removed_at IS NOT NULL;
      ALTER TABLE restriction_condition DROP removed_at;
      DROP TABLE restriction_version;
      DROP INDEX ix_restriction_owner, ix_restriction_expiring;
      ALTER TABLE restriction DROP document_id, DROP owner_id, DROP expired_at, DROP version;
      DROP TABLE document;
    `);
  }
}
