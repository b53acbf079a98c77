import type { MigrationInterface, QueryRunner } from 'typeorm';

const OF_AUTHORITY = 'authority_id = ANY ((SELECT tenant_authorities())::uuid[])';
const ofTable = (table: string): string => `
  GRANT SELECT, INSERT ON ${table} TO homeward_runtime;
  GRANT SELECT ON ${table} TO homeward_across;
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY owner_sees_all ON ${table} TO CURRENT_USER USING (true);
  CREATE POLICY across_tenants ON ${table} FOR SELECT TO homeward_across USING (true);
  CREATE POLICY of_tenant ON ${table} TO homeward_runtime USING (${OF_AUTHORITY});`;

/**
 * Adds the owner of a contract and of a subcontract, and the rates that apply from a date. The rates at the start of
 * a contract or placement stay where they are; a later rate is a row of its own and never changes.
 */
export class ContractOwnersAndRates1795000086000 implements MigrationInterface {
  readonly name = 'ContractOwnersAndRates1795000086000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      ALTER TABLE contract ADD COLUMN owner_id uuid CONSTRAINT fk_contract_owner REFERENCES app_user;
      ALTER TABLE subcontract ADD COLUMN owner_id uuid CONSTRAINT fk_subcontract_owner REFERENCES app_user;

      CREATE TABLE rate_uplift (
        id                  uuid PRIMARY KEY,
        authority_id        uuid NOT NULL CONSTRAINT fk_rate_uplift_authority REFERENCES authority,
        from_on             date NOT NULL,
        -- The change in hundredths of a percent, or the new hourly rate.
        hundredths          integer CONSTRAINT ck_rate_uplift_hundredths CHECK (hundredths BETWEEN -5000 AND 10000),
        new_rate_pence      integer CONSTRAINT ck_rate_uplift_rate CHECK (new_rate_pence > 0),
        reason              text NOT NULL,
        recorded_at         timestamptz NOT NULL,
        recorded_by         uuid NOT NULL CONSTRAINT fk_rate_uplift_user REFERENCES app_user,
        CONSTRAINT ck_rate_uplift_one CHECK ((hundredths IS NULL) <> (new_rate_pence IS NULL))
      );
      CREATE INDEX ix_rate_uplift_authority ON rate_uplift (authority_id, from_on);

      -- The rates of a contract from a day on. A rate without an uplift was changed on the contract itself.
      CREATE TABLE contract_rate (
        id              uuid PRIMARY KEY,
        authority_id    uuid NOT NULL CONSTRAINT fk_contract_rate_authority REFERENCES authority,
        contract_id     uuid NOT NULL CONSTRAINT fk_contract_rate_contract REFERENCES contract,
        uplift_id       uuid CONSTRAINT fk_contract_rate_uplift REFERENCES rate_uplift,
        from_on         date NOT NULL,
        rate_min_pence  integer NOT NULL CONSTRAINT ck_contract_rate_min CHECK (rate_min_pence > 0),
        rate_max_pence  integer NOT NULL,
        CONSTRAINT ck_contract_rate_order CHECK (rate_max_pence >= rate_min_pence)
      );
      CREATE INDEX ix_contract_rate_contract ON contract_rate (contract_id, from_on, id);

      -- The hourly rate of a placement from a day on.
      CREATE TABLE placement_rate (
        id                 uuid PRIMARY KEY,
        authority_id       uuid NOT NULL CONSTRAINT fk_placement_rate_authority REFERENCES authority,
        placement_id       uuid NOT NULL CONSTRAINT fk_placement_rate_placement REFERENCES placement,
        uplift_id          uuid NOT NULL CONSTRAINT fk_placement_rate_uplift REFERENCES rate_uplift,
        from_on            date NOT NULL,
        hourly_rate_pence  integer NOT NULL CONSTRAINT ck_placement_rate CHECK (hourly_rate_pence > 0)
      );
      CREATE INDEX ix_placement_rate_placement ON placement_rate (placement_id, from_on, id);

      ${['rate_uplift', 'contract_rate', 'placement_rate'].map(ofTable).join('')}
      CREATE POLICY also_read ON contract_rate FOR SELECT TO homeward_runtime
        USING (EXISTS (SELECT 1 FROM contract c
                       WHERE c.id = contract_id AND c.branch_id = ANY ((SELECT tenant_branches())::text[])));
      CREATE POLICY also_read ON placement_rate FOR SELECT TO homeward_runtime
        USING (EXISTS (SELECT 1 FROM placement p WHERE p.id = placement_id));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP TABLE placement_rate, contract_rate, rate_uplift;
      ALTER TABLE subcontract DROP COLUMN owner_id;
      ALTER TABLE contract DROP COLUMN owner_id;
    `);
  }
}
