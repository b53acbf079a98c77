import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Creates contracts, subcontracts and declared capacity. */
export class ContractsAndCapacity1795000002000 implements MigrationInterface {
  readonly name = 'ContractsAndCapacity1795000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      CREATE TABLE contract (
        id              uuid PRIMARY KEY,
        authority_id    uuid NOT NULL CONSTRAINT fk_contract_authority REFERENCES authority,
        branch_id       text NOT NULL CONSTRAINT fk_contract_branch REFERENCES branch,
        lot_id          uuid NOT NULL CONSTRAINT fk_contract_lot REFERENCES lot,
        tier            integer NOT NULL CONSTRAINT ck_contract_tier CHECK (tier BETWEEN 1 AND 9),
        rank_in_tier    integer NOT NULL CONSTRAINT ck_contract_rank CHECK (rank_in_tier > 0),
        rate_min_pence  integer NOT NULL CONSTRAINT ck_contract_rate_min CHECK (rate_min_pence > 0),
        rate_max_pence  integer NOT NULL,
        starts_on       date NOT NULL,
        ends_on         date,
        notice_days     integer NOT NULL CONSTRAINT ck_contract_notice CHECK (notice_days >= 0),
        version         integer NOT NULL DEFAULT 1,
        CONSTRAINT ck_contract_rate_max CHECK (rate_max_pence >= rate_min_pence),
        CONSTRAINT ck_contract_dates CHECK (ends_on IS NULL OR ends_on >= starts_on),
        -- A branch has at most one contract in a lot at a time.
        CONSTRAINT uq_contract_branch_lot EXCLUDE USING gist (
          authority_id WITH =, branch_id WITH =, lot_id WITH =, daterange(starts_on, ends_on, '[]') WITH &&)
      );
      CREATE INDEX ix_contract_lot ON contract (authority_id, lot_id);

      CREATE TABLE subcontract (
        id                    uuid PRIMARY KEY,
        authority_id          uuid NOT NULL CONSTRAINT fk_subcontract_authority REFERENCES authority,
        branch_id             text NOT NULL CONSTRAINT fk_subcontract_branch REFERENCES branch,
        delivering_branch_id  text NOT NULL CONSTRAINT fk_subcontract_delivering REFERENCES branch,
        lot_id                uuid NOT NULL CONSTRAINT fk_subcontract_lot REFERENCES lot,
        starts_on             date NOT NULL,
        ends_on               date,
        CONSTRAINT ck_subcontract_other CHECK (branch_id <> delivering_branch_id),
        CONSTRAINT ck_subcontract_dates CHECK (ends_on IS NULL OR ends_on >= starts_on),
        CONSTRAINT uq_subcontract EXCLUDE USING gist (
          authority_id WITH =, branch_id WITH =, delivering_branch_id WITH =, lot_id WITH =, daterange(starts_on, ends_on, '[]') WITH &&)
      );

      CREATE TABLE capacity (
        authority_id   uuid NOT NULL CONSTRAINT fk_capacity_authority REFERENCES authority,
        branch_id      text NOT NULL CONSTRAINT fk_capacity_branch REFERENCES branch,
        lot_id         uuid NOT NULL CONSTRAINT fk_capacity_lot REFERENCES lot,
        -- The spare weekly minutes. Each award locks this row and subtracts its minutes. The constraint keeps
        -- the value from falling below zero.
        spare_minutes  integer NOT NULL CONSTRAINT ck_capacity_spare CHECK (spare_minutes >= 0),
        bands          text[] NOT NULL,
        double_ups     boolean NOT NULL,
        declared_at    timestamptz NOT NULL,
        version        integer NOT NULL DEFAULT 1,
        PRIMARY KEY (authority_id, branch_id, lot_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP TABLE capacity, subcontract, contract;
    `);
  }
}
