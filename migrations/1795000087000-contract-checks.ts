import type { MigrationInterface, QueryRunner } from 'typeorm';

const OF_AUTHORITY = 'authority_id = ANY ((SELECT tenant_authorities())::uuid[])';

/**
 * Creates the checks of a branch that an authority makes before a contract, with their evidence and the day on which
 * each is made again. A check never changes: the latest of its kind stands. Only the authority reads its checks.
 */
export class ContractChecks1795000087000 implements MigrationInterface {
  readonly name = 'ContractChecks1795000087000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      CREATE TABLE contract_check (
        id            uuid PRIMARY KEY,
        authority_id  uuid NOT NULL CONSTRAINT fk_contract_check_authority REFERENCES authority,
        branch_id     text NOT NULL CONSTRAINT fk_contract_check_branch REFERENCES branch,
        kind          text NOT NULL CONSTRAINT ck_contract_check_kind
                        CHECK (kind IN ('ratings', 'references', 'financial_standing', 'insurance', 'mobilisation_plan')),
        satisfied     boolean NOT NULL,
        evidence      text NOT NULL,
        document_id   uuid CONSTRAINT fk_contract_check_document REFERENCES document,
        review_on     date NOT NULL,
        recorded_at   timestamptz NOT NULL,
        owner_id      uuid NOT NULL CONSTRAINT fk_contract_check_user REFERENCES app_user
      );
      CREATE INDEX ix_contract_check_branch ON contract_check (authority_id, branch_id, kind, id);

      GRANT SELECT, INSERT ON contract_check TO homeward_runtime;
      GRANT SELECT ON contract_check TO homeward_across;
      ALTER TABLE contract_check ENABLE ROW LEVEL SECURITY;
      ALTER TABLE contract_check FORCE ROW LEVEL SECURITY;
      CREATE POLICY owner_sees_all ON contract_check TO CURRENT_USER USING (true);
      CREATE POLICY across_tenants ON contract_check FOR SELECT TO homeward_across USING (true);
      CREATE POLICY of_tenant ON contract_check TO homeward_runtime USING (${OF_AUTHORITY});
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP TABLE contract_check;
    `);
  }
}
