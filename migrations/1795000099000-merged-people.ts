import type { MigrationInterface, QueryRunner } from 'typeorm';

const WITH_DIGESTS = ['award', 'placement', 'permission'] as const;

/**
 * Lets two records of one person become one. The record that is given up stays and names the record that is kept. Rows
 * that move to the kept record, and whose digests name the person, also keep the person that they were recorded for.
 */
export class MergedPeople1795000099000 implements MigrationInterface {
  readonly name = 'MergedPeople1795000099000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      ALTER TABLE person
        ADD COLUMN merged_into_id uuid CONSTRAINT fk_person_merged_into REFERENCES person,
        ADD COLUMN merged_at timestamptz,
        ADD COLUMN merged_by uuid CONSTRAINT fk_person_merged_by REFERENCES app_user,
        ADD CONSTRAINT ck_person_merged CHECK (num_nonnulls(merged_into_id, merged_at, merged_by) IN (0, 3)),
        ADD CONSTRAINT ck_person_merged_into_other CHECK (merged_into_id <> id);
      CREATE INDEX ix_person_merged_into ON person (merged_into_id) WHERE merged_into_id IS NOT NULL;
      -- The kept record takes the NHS number over.
      DROP INDEX uq_person_nhs_number;
      CREATE UNIQUE INDEX uq_person_nhs_number ON person (authority_id, nhs_number)
        WHERE nhs_number IS NOT NULL AND NOT nhs_number_shared AND merged_into_id IS NULL;
      ${WITH_DIGESTS.map((table) => `ALTER TABLE ${table} ADD COLUMN person_as_recorded uuid;`).join('\n')}
    `);
  }

  /** Gives the moved rows back to the person that they were recorded for, so that digests stay true. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      ${WITH_DIGESTS.map(
        (table) => `
      UPDATE ${table} SET person_id = person_as_recorded WHERE person_as_recorded IS NOT NULL;
      ALTER TABLE ${table} DROP COLUMN person_as_recorded;`,
      ).join('')}
      UPDATE person SET nhs_number_shared = true WHERE merged_into_id IS NOT NULL;
      DROP INDEX uq_person_nhs_number;
      CREATE UNIQUE INDEX uq_person_nhs_number ON person (authority_id, nhs_number)
        WHERE nhs_number IS NOT NULL AND NOT nhs_number_shared;
      ALTER TABLE person DROP COLUMN merged_into_id, DROP COLUMN merged_at, DROP COLUMN merged_by;
    `);
  }
}
