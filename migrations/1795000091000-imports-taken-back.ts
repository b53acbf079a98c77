import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lets an import be taken back. Requests may not delete the rows of care, people and contracts, so a function that runs
 * as the owner does, and only rows of one import of the transaction's authority. Foreign keys refuse it if a later row
 * uses what was imported.
 *
 * A read of a person stays on record when the person's import is taken back, so reads no longer refer to the row.
 */
export class ImportsTakenBack1795000091000 implements MigrationInterface {
  readonly name = 'ImportsTakenBack1795000091000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      ALTER TABLE person_read DROP CONSTRAINT fk_person_read_person;

      -- Refuses every change of sizes and versions of care, but for the care of an import that is being taken back.
      CREATE FUNCTION refuse_change_of_care() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' AND current_setting('homeward.taking_back', true) = 'on' THEN
          RETURN NULL;
        END IF;
        RAISE EXCEPTION '% is frozen', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
      END $$;
      DROP TRIGGER placement_size_frozen ON placement_size;
      CREATE TRIGGER placement_size_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON placement_size
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_care();
      DROP TRIGGER package_version_frozen ON package_version;
      CREATE TRIGGER package_version_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON package_version
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_care();

      CREATE FUNCTION import_take_back(sought uuid) RETURNS void LANGUAGE plpgsql
      SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
      DECLARE
        file import_file;
        records text[];
        ids uuid[];
      BEGIN
        SELECT * INTO file FROM import_file
        WHERE id = sought AND authority_id = ANY (tenant_authorities()) AND status IN ('done', 'stopped') FOR UPDATE;
        IF NOT FOUND THEN
          RETURN;
        END IF;
        SELECT coalesce(array_agg(record_id), '{}') INTO records FROM imported_record WHERE import_id = sought;
        IF file.kind = 'care' THEN
          SELECT coalesce(array_agg(package_id), '{}') INTO ids FROM placement WHERE id = ANY (records::uuid[]);
          PERFORM set_config('homeward.taking_back', 'on', true);
          DELETE FROM placement_size WHERE placement_id = ANY (records::uuid[]);
          DELETE FROM package_version WHERE package_id = ANY (ids);
          PERFORM set_config('homeward.taking_back', 'off', true);
          DELETE FROM concern WHERE package_id = ANY (ids) AND kind = 'condition_breach';
          DELETE FROM placement WHERE id = ANY (records::uuid[]);
          DELETE FROM package WHERE id = ANY (ids);
        ELSIF file.kind = 'people' THEN
          DELETE FROM person_distinction WHERE person_id = ANY (records::uuid[]) OR other_person_id = ANY (records::uuid[]);
          DELETE FROM person WHERE id = ANY (records::uuid[]);
        ELSIF file.kind = 'contracts' THEN
          DELETE FROM contract WHERE id = ANY (records::uuid[]);
        ELSIF file.kind = 'subcontracts' THEN
          DELETE FROM subcontract WHERE id = ANY (records::uuid[]);
        ELSIF file.kind = 'capacity' THEN
          DELETE FROM capacity WHERE authority_id = file.authority_id AND branch_id || ' ' || lot_id = ANY (records);
        ELSIF file.kind = 'lots' THEN
          DELETE FROM lot_area WHERE lot_id = ANY (records::uuid[]);
          DELETE FROM lot WHERE id = ANY (records::uuid[]);
        ELSE
          RAISE EXCEPTION 'an import of % is not taken back', file.kind;
        END IF;
        DELETE FROM imported_record WHERE import_id = sought;
      END $$;
      REVOKE EXECUTE ON FUNCTION import_take_back(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION import_take_back(uuid) TO homeward_runtime;
    `);
  }

  /** Reads of people who were taken back lose their record, because the older schema needs the person's row. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP FUNCTION import_take_back(uuid);
      DROP TRIGGER placement_size_frozen ON placement_size;
      CREATE TRIGGER placement_size_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON placement_size
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      DROP TRIGGER package_version_frozen ON package_version;
      CREATE TRIGGER package_version_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON package_version
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      DROP FUNCTION refuse_change_of_care;
      DELETE FROM person_read r WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.id = r.person_id);
      ALTER TABLE person_read ADD CONSTRAINT fk_person_read_person FOREIGN KEY (person_id) REFERENCES person;
    `);
  }
}
