import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets a concern be closed with an outcome. A closed concern keeps its owner. */
export class ClosedConcerns1795000020000 implements MigrationInterface {
  readonly name = 'ClosedConcerns1795000020000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      ALTER TABLE concern
        ADD closed_at timestamptz,
        ADD outcome text CONSTRAINT ck_concern_outcome CHECK (outcome IN ('disproved')),
        ADD CONSTRAINT ck_concern_closed CHECK ((closed_at IS NULL) = (outcome IS NULL));

      -- Closes each concern about a late start if the care had in fact started in time. Only its confirmation
      -- was late.
      UPDATE concern c SET closed_at = a.started_at, outcome = 'disproved'
      FROM award a
      WHERE c.award_id = a.id AND c.kind = 'late_start' AND a.started_at <= a.start_due_at;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      ALTER TABLE concern DROP closed_at, DROP outcome;
    `);
  }
}
