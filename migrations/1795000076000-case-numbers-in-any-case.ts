import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds an index that finds a person by the case number in capital or small letters. */
export class CaseNumbersInAnyCase1795000076000 implements MigrationInterface {
  readonly name = 'CaseNumbersInAnyCase1795000076000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      CREATE INDEX ix_person_reference_any_case ON person (authority_id, lower(reference));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP INDEX ix_person_reference_any_case;
    `);
  }
}
