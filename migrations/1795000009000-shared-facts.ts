import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Stores in one row the input data that all eligibility decisions of a broadcast share. Decisions from before
 * this migration still contain all their input data.
 *
 * In both cases, the shared JSON and the decision's own JSON, joined with the SQL operator `||`, give all
 * input data of the decision.
 */
export class SharedFacts1795000009000 implements MigrationInterface {
  readonly name = 'SharedFacts1795000009000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      CREATE TABLE broadcast_facts (
        broadcast_id  uuid PRIMARY KEY CONSTRAINT fk_broadcast_facts_broadcast REFERENCES broadcast,
        authority_id  uuid NOT NULL,
        facts         jsonb NOT NULL
      );
      CREATE TRIGGER broadcast_facts_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON broadcast_facts
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
  }

  /**
   * Copies the shared input data back to each decision, because the older schema has no other place for it.
   */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      ALTER TABLE eligibility_decision DISABLE TRIGGER eligibility_decision_frozen;
      UPDATE eligibility_decision d SET facts = s.facts || d.facts
      FROM broadcast_facts s WHERE s.broadcast_id = d.broadcast_id;
      ALTER TABLE eligibility_decision ENABLE TRIGGER eligibility_decision_frozen;
      DROP TABLE broadcast_facts;
    `);
  }
}
