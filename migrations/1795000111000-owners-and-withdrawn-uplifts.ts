import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lets checks of branches change their owner, and keeps who recorded each. Adds the withdrawal of planned changes of
 * rates: the rows stay, and their rates no longer apply.
 */
export class OwnersAndWithdrawnUplifts1795000111000 implements MigrationInterface {
  readonly name = 'OwnersAndWithdrawnUplifts1795000111000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      ALTER TABLE contract_check ADD COLUMN recorded_by uuid CONSTRAINT fk_contract_check_recorder REFERENCES app_user;
      UPDATE contract_check SET recorded_by = owner_id;
      ALTER TABLE contract_check ALTER COLUMN recorded_by SET NOT NULL;
      GRANT UPDATE (owner_id) ON contract_check TO homeward_runtime;

      ALTER TABLE rate_uplift
        ADD COLUMN withdrawn_at timestamptz,
        ADD COLUMN withdrawn_by uuid CONSTRAINT fk_rate_uplift_withdrawer REFERENCES app_user,
        ADD COLUMN withdraw_reason text,
        ADD CONSTRAINT ck_rate_uplift_withdrawn
          CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdraw_reason IS NULL));
      ALTER TABLE contract_rate ADD COLUMN withdrawn_at timestamptz;
      ALTER TABLE placement_rate ADD COLUMN withdrawn_at timestamptz;
      CREATE INDEX ix_contract_rate_uplift ON contract_rate (uplift_id);
      CREATE INDEX ix_placement_rate_uplift ON placement_rate (uplift_id);
      GRANT UPDATE (withdrawn_at, withdrawn_by, withdraw_reason) ON rate_uplift TO homeward_runtime;
      GRANT UPDATE (withdrawn_at) ON contract_rate, placement_rate TO homeward_runtime;
    `);
  }

  /** Rates that were withdrawn are deleted, because without the column they would apply again. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DELETE FROM placement_rate WHERE withdrawn_at IS NOT NULL;
      DELETE FROM contract_rate WHERE withdrawn_at IS NOT NULL;
      REVOKE UPDATE (withdrawn_at) ON contract_rate, placement_rate FROM homeward_runtime;
      REVOKE UPDATE (withdrawn_at, withdrawn_by, withdraw_reason) ON rate_uplift FROM homeward_runtime;
      DROP INDEX ix_contract_rate_uplift, ix_placement_rate_uplift;
      ALTER TABLE placement_rate DROP COLUMN withdrawn_at;
      ALTER TABLE contract_rate DROP COLUMN withdrawn_at;
      ALTER TABLE rate_uplift DROP COLUMN withdrawn_at, DROP COLUMN withdrawn_by, DROP COLUMN withdraw_reason;
      REVOKE UPDATE (owner_id) ON contract_check FROM homeward_runtime;
      ALTER TABLE contract_check DROP COLUMN recorded_by;
    `);
  }
}
