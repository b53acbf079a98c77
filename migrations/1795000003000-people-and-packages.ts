import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Creates people, with all personal details in one table, and their packages of care. */
export class PeopleAndPackages1795000003000 implements MigrationInterface {
  readonly name = 'PeopleAndPackages1795000003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      CREATE TABLE person (
        id             uuid PRIMARY KEY,
        authority_id   uuid NOT NULL CONSTRAINT fk_person_authority REFERENCES authority,
        reference      text NOT NULL,
        given_name     text NOT NULL,
        family_name    text NOT NULL,
        born_on        date NOT NULL,
        nhs_number     text,
        address_lines  text[] NOT NULL,
        postcode       text NOT NULL,
        lives_alone    boolean NOT NULL,
        created_at     timestamptz NOT NULL,
        version        integer NOT NULL DEFAULT 1,
        CONSTRAINT uq_person_reference UNIQUE (authority_id, reference)
      );
      CREATE INDEX ix_person_authority ON person (authority_id, id);

      CREATE TABLE person_exclusion (
        authority_id  uuid NOT NULL,
        person_id     uuid NOT NULL CONSTRAINT fk_person_exclusion_person REFERENCES person,
        branch_id     text NOT NULL CONSTRAINT fk_person_exclusion_branch REFERENCES branch,
        reason        text NOT NULL,
        recorded_at   timestamptz NOT NULL,
        recorded_by   uuid NOT NULL CONSTRAINT fk_person_exclusion_user REFERENCES app_user,
        PRIMARY KEY (authority_id, person_id, branch_id)
      );

      -- One row for every read of personal details: the reader, the person, the time and the purpose.
      CREATE TABLE person_read (
        id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        authority_id  uuid NOT NULL,
        person_id     uuid NOT NULL CONSTRAINT fk_person_read_person REFERENCES person,
        user_id       uuid NOT NULL CONSTRAINT fk_person_read_user REFERENCES app_user,
        at            timestamptz NOT NULL,
        purpose       text NOT NULL
      );
      CREATE INDEX ix_person_read_person ON person_read (authority_id, person_id, at);

      CREATE TABLE package (
        id                     uuid PRIMARY KEY,
        authority_id           uuid NOT NULL CONSTRAINT fk_package_authority REFERENCES authority,
        reference              text NOT NULL,
        person_id              uuid NOT NULL CONSTRAINT fk_package_person REFERENCES person,
        lot_id                 uuid NOT NULL CONSTRAINT fk_package_lot REFERENCES lot,
        postcode_district      text NOT NULL,
        postcode_sector        text NOT NULL,
        status                 text NOT NULL CONSTRAINT ck_package_status CHECK (status IN
                                 ('draft','broadcast','deciding','unfilled','awarded','live','ended','withdrawn')),
        urgency                text NOT NULL CONSTRAINT ck_package_urgency CHECK (urgency IN ('hospital','urgent','routine')),
        visits                 jsonb NOT NULL,
        needs                  text[] NOT NULL,
        note                   text,
        weekly_minutes         integer NOT NULL CONSTRAINT ck_package_minutes CHECK (weekly_minutes > 0),
        created_at             timestamptz NOT NULL,
        version                integer NOT NULL DEFAULT 1,
        -- A check constraint (docs/rules.md §5) requires that the columns below whose names begin with
        -- next_action are set. Live and finished packages are exempt.
        withdraw_reason        text,
        next_action            text,
        next_action_owner_id   uuid CONSTRAINT fk_package_owner REFERENCES app_user,
        next_action_due_at     timestamptz,
        CONSTRAINT uq_package_reference UNIQUE (authority_id, reference),
        CONSTRAINT ck_package_next_action CHECK (
          CASE WHEN status IN ('live','ended','withdrawn')
            THEN num_nonnulls(next_action, next_action_owner_id, next_action_due_at) = 0
            ELSE num_nulls(next_action, next_action_owner_id, next_action_due_at) = 0 END)
      );
      CREATE INDEX ix_package_status ON package (authority_id, status, id);
      CREATE INDEX ix_package_person ON package (authority_id, person_id);
      CREATE INDEX ix_package_due ON package (authority_id, next_action_due_at) WHERE next_action IS NOT NULL;

      -- The details of each package at each of its versions. A broadcast and an offer refer to one version.
      CREATE TABLE package_version (
        package_id      uuid NOT NULL CONSTRAINT fk_package_version_package REFERENCES package,
        version         integer NOT NULL,
        authority_id    uuid NOT NULL,
        urgency         text NOT NULL,
        visits          jsonb NOT NULL,
        needs           text[] NOT NULL,
        note            text,
        weekly_minutes  integer NOT NULL,
        at              timestamptz NOT NULL,
        actor_id        uuid,
        PRIMARY KEY (package_id, version)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP TABLE package_version, package, person_read, person_exclusion, person;
    `);
  }
}
