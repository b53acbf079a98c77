import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Creates placements with the history of their weekly minutes. Creates restrictions, permissions, and
 * concerns about branches.
 */
export class PlacementsAndRestrictions1795000005000 implements MigrationInterface {
  readonly name = 'PlacementsAndRestrictions1795000005000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      CREATE TABLE placement (
        id                    uuid PRIMARY KEY,
        authority_id          uuid NOT NULL CONSTRAINT fk_placement_authority REFERENCES authority,
        package_id            uuid NOT NULL CONSTRAINT fk_placement_package REFERENCES package,
        person_id             uuid NOT NULL CONSTRAINT fk_placement_person REFERENCES person,
        -- The award that led to the placement. Null for care that was live before Homeward.
        award_id              uuid CONSTRAINT fk_placement_award REFERENCES award CONSTRAINT uq_placement_award UNIQUE,
        lot_id                uuid NOT NULL CONSTRAINT fk_placement_lot REFERENCES lot,
        branch_id             text NOT NULL CONSTRAINT fk_placement_branch REFERENCES branch,
        delivering_branch_id  text NOT NULL CONSTRAINT fk_placement_delivering REFERENCES branch,
        status                text NOT NULL CONSTRAINT ck_placement_status CHECK (status IN ('live','ended')),
        weekly_minutes        integer NOT NULL CONSTRAINT ck_placement_minutes CHECK (weekly_minutes > 0),
        hourly_rate_pence     integer NOT NULL,
        visits                jsonb NOT NULL,
        started_at            timestamptz NOT NULL,
        ended_at              timestamptz,
        end_reason            text,
        version               integer NOT NULL DEFAULT 1,
        CONSTRAINT ck_placement_ended CHECK ((status = 'ended') = (ended_at IS NOT NULL)),
        CONSTRAINT ck_placement_order CHECK (ended_at >= started_at)
      );
      CREATE UNIQUE INDEX uq_placement_live ON placement (package_id) WHERE status = 'live';
      CREATE INDEX ix_placement_delivering ON placement (delivering_branch_id, person_id);
      CREATE INDEX ix_placement_branch ON placement (branch_id);
      CREATE INDEX ix_placement_person ON placement (authority_id, person_id);
      CREATE INDEX ix_placement_authority ON placement (authority_id, status, id);

      -- The history of each placement's weekly minutes: one row for each change, valid from an instant on.
      -- The table is append-only, so the growth baseline for any instant can be calculated.
      CREATE TABLE placement_size (
        placement_id    uuid NOT NULL CONSTRAINT fk_placement_size_placement REFERENCES placement,
        version         integer NOT NULL,
        authority_id    uuid NOT NULL,
        from_at         timestamptz NOT NULL,
        weekly_minutes  integer NOT NULL,
        PRIMARY KEY (placement_id, version)
      );
      CREATE TRIGGER placement_size_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON placement_size
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE TABLE variation (
        id            uuid PRIMARY KEY,
        authority_id  uuid NOT NULL CONSTRAINT fk_variation_authority REFERENCES authority,
        placement_id  uuid NOT NULL CONSTRAINT fk_variation_placement REFERENCES placement,
        from_minutes  integer NOT NULL,
        to_minutes    integer NOT NULL,
        visits        jsonb NOT NULL,
        reason        text NOT NULL,
        checks        jsonb NOT NULL,
        at            timestamptz NOT NULL,
        actor_id      uuid CONSTRAINT fk_variation_user REFERENCES app_user
      );
      CREATE INDEX ix_variation_placement ON variation (authority_id, placement_id, id);

      CREATE TABLE restriction (
        id            uuid PRIMARY KEY,
        -- The authority that recorded the restriction. If the column valid_for_authority_id is null, the
        -- restriction binds every authority.
        authority_id  uuid CONSTRAINT fk_restriction_authority REFERENCES authority,
        valid_for_authority_id uuid CONSTRAINT fk_restriction_valid_for REFERENCES authority,
        branch_id     text NOT NULL CONSTRAINT fk_restriction_branch REFERENCES branch,
        source        text NOT NULL CONSTRAINT ck_restriction_source CHECK (source IN ('cqc','authority','provider')),
        reference     text NOT NULL,
        evidence      text NOT NULL,
        reason        text NOT NULL,
        from_at       timestamptz NOT NULL,
        to_at         timestamptz,
        recorded_at   timestamptz NOT NULL,
        recorded_by   uuid CONSTRAINT fk_restriction_user REFERENCES app_user,
        -- The instant at which the work that the restriction forbids was withdrawn. Null until the
        -- restriction starts.
        enforced_at   timestamptz,
        lifted_at     timestamptz,
        lift_reason   text,
        CONSTRAINT ck_restriction_order CHECK (to_at IS NULL OR to_at > from_at),
        CONSTRAINT ck_restriction_cqc CHECK ((source = 'cqc') = (valid_for_authority_id IS NULL))
      );
      CREATE INDEX ix_restriction_branch ON restriction (branch_id, from_at) WHERE lifted_at IS NULL;

      CREATE INDEX ix_restriction_due ON restriction (from_at) WHERE enforced_at IS NULL AND lifted_at IS NULL;

      CREATE TABLE restriction_lot (
        restriction_id  uuid NOT NULL CONSTRAINT fk_restriction_lot_restriction REFERENCES restriction,
        lot_id          uuid NOT NULL CONSTRAINT fk_restriction_lot_lot REFERENCES lot,
        PRIMARY KEY (restriction_id, lot_id)
      );

      CREATE TABLE restriction_condition (
        id              uuid PRIMARY KEY,
        restriction_id  uuid NOT NULL CONSTRAINT fk_restriction_condition_restriction REFERENCES restriction,
        kind            text NOT NULL CONSTRAINT ck_restriction_condition_kind CHECK (kind IN
                          ('no_new_people','growth_limit','hours_cap','closed','suspended','reporting')),
        limit_minutes   integer CONSTRAINT ck_restriction_condition_limit CHECK (limit_minutes >= 0),
        basis           text CONSTRAINT ck_restriction_condition_basis CHECK (basis IN ('cumulative','per_change')),
        cap_minutes     integer CONSTRAINT ck_restriction_condition_cap CHECK (cap_minutes >= 0),
        every_days      integer CONSTRAINT ck_restriction_condition_days CHECK (every_days BETWEEN 1 AND 366),
        CONSTRAINT uq_restriction_condition UNIQUE (restriction_id, kind),
        CONSTRAINT ck_restriction_condition_parameters CHECK (
          (kind = 'growth_limit') = (limit_minutes IS NOT NULL) AND
          (kind = 'growth_limit') = (basis IS NOT NULL) AND
          (kind = 'hours_cap') = (cap_minutes IS NOT NULL) AND
          (kind = 'reporting') = (every_days IS NOT NULL))
      );

      CREATE TABLE permission (
        id            uuid PRIMARY KEY,
        authority_id  uuid NOT NULL CONSTRAINT fk_permission_authority REFERENCES authority,
        condition_id  uuid NOT NULL CONSTRAINT fk_permission_condition REFERENCES restriction_condition,
        person_id     uuid CONSTRAINT fk_permission_person REFERENCES person,
        package_id    uuid CONSTRAINT fk_permission_package REFERENCES package,
        minutes       integer CONSTRAINT ck_permission_minutes CHECK (minutes > 0),
        until         timestamptz NOT NULL,
        reference     text NOT NULL,
        evidence      text NOT NULL,
        recorded_at   timestamptz NOT NULL,
        recorded_by   uuid CONSTRAINT fk_permission_user REFERENCES app_user,
        withdrawn_at  timestamptz,
        -- The instant at which an award or a variation consumed the permission.
        used_at       timestamptz,
        award_id      uuid CONSTRAINT fk_permission_award REFERENCES award,
        variation_id  uuid CONSTRAINT fk_permission_variation REFERENCES variation,
        CONSTRAINT ck_permission_scope CHECK (num_nonnulls(person_id, package_id) = 1),
        CONSTRAINT ck_permission_used CHECK ((used_at IS NOT NULL)::int = num_nonnulls(award_id, variation_id)),
        CONSTRAINT ck_permission_withdrawn CHECK (used_at IS NULL OR withdrawn_at IS NULL)
      );
      CREATE INDEX ix_permission_condition ON permission (condition_id) WHERE used_at IS NULL AND withdrawn_at IS NULL;

      CREATE TABLE concern (
        id            uuid PRIMARY KEY,
        authority_id  uuid NOT NULL CONSTRAINT fk_concern_authority REFERENCES authority,
        branch_id     text NOT NULL CONSTRAINT fk_concern_branch REFERENCES branch,
        kind          text NOT NULL CONSTRAINT ck_concern_kind CHECK (kind IN
                        ('missed_visit','late_visit','complaint','safeguarding','late_start','hand_back')),
        package_id    uuid CONSTRAINT fk_concern_package REFERENCES package,
        -- If the concern is about a late start, the award that started late. The constraint allows one
        -- concern for each award, even if the act CheckStart runs twice.
        award_id      uuid CONSTRAINT fk_concern_award REFERENCES award CONSTRAINT uq_concern_award UNIQUE,
        owner_id      uuid CONSTRAINT fk_concern_owner REFERENCES app_user,
        at            timestamptz NOT NULL
      );
      CREATE INDEX ix_concern_branch ON concern (authority_id, branch_id, at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP TABLE concern, permission, restriction_condition, restriction_lot, restriction, variation, placement_size, placement;
    `);
  }
}
