import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Allows deleting documents that no record cites, in a transaction that says so. All other changes of documents
 * stay refused, and foreign keys keep every document that a record cites.
 */
export class ExpiredDocuments1795000036000 implements MigrationInterface {
  readonly name = 'ExpiredDocuments1795000036000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP TRIGGER document_frozen ON document;
      CREATE TRIGGER document_frozen BEFORE UPDATE OR TRUNCATE ON document
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- Refuses to delete a document unless the transaction has set homeward.expires_documents.
      CREATE FUNCTION refuse_document_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF coalesce(current_setting('homeward.expires_documents', true), '') <> 'yes' THEN
          RAISE EXCEPTION '% is frozen', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN OLD;
      END $$;
      CREATE TRIGGER document_kept BEFORE DELETE ON document
        FOR EACH ROW EXECUTE FUNCTION refuse_document_deletion();

      CREATE INDEX ix_document_uploaded ON document (uploaded_at);
      CREATE INDEX ix_document_authority ON document (authority_id) WHERE authority_id IS NOT NULL;
      CREATE INDEX ix_document_provider ON document (provider_id) WHERE provider_id IS NOT NULL;
      CREATE INDEX ix_restriction_document ON restriction (document_id) WHERE document_id IS NOT NULL;
      CREATE INDEX ix_restriction_version_document ON restriction_version (document_id) WHERE document_id IS NOT NULL;
      CREATE INDEX ix_permission_document ON permission (document_id) WHERE document_id IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP INDEX ix_document_uploaded, ix_document_authority, ix_document_provider, ix_restriction_document,
        ix_restriction_version_document, ix_permission_document;
      DROP TRIGGER document_kept ON document;
      DROP FUNCTION refuse_document_deletion;
      DROP TRIGGER document_frozen ON document;
      CREATE TRIGGER document_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON document
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
  }
}
