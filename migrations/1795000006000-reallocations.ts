import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Creates tables for hand-backs, for reallocations and their cases, and for care that a reallocation leaves
 * with other branches.
 */
export class Reallocations1795000006000 implements MigrationInterface {
  readonly name = 'Reallocations1795000006000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      CREATE TABLE hand_back (
        id                    uuid PRIMARY KEY,
        authority_id          uuid NOT NULL CONSTRAINT fk_hand_back_authority REFERENCES authority,
        branch_id             text NOT NULL CONSTRAINT fk_hand_back_branch REFERENCES branch,
        -- The lots that the branch gives up. An empty list means all lots.
        lot_ids               uuid[] NOT NULL,
        notice_days           integer NOT NULL CONSTRAINT ck_hand_back_notice CHECK (notice_days BETWEEN 0 AND 366),
        contract_notice_days  integer NOT NULL,
        leaves_on             date NOT NULL,
        reason                text NOT NULL,
        -- The restriction that keeps new packages from the branch until its last day.
        restriction_id        uuid NOT NULL CONSTRAINT fk_hand_back_restriction REFERENCES restriction,
        recorded_at           timestamptz NOT NULL,
        recorded_by           uuid CONSTRAINT fk_hand_back_user REFERENCES app_user
      );
      CREATE INDEX ix_hand_back_branch ON hand_back (authority_id, branch_id);

      CREATE TABLE reallocation (
        id                uuid PRIMARY KEY,
        authority_id      uuid NOT NULL CONSTRAINT fk_reallocation_authority REFERENCES authority,
        branch_id         text NOT NULL CONSTRAINT fk_reallocation_branch REFERENCES branch,
        cause             text NOT NULL CONSTRAINT ck_reallocation_cause CHECK (cause IN ('suspension','hand_back','closure')),
        restriction_id    uuid CONSTRAINT fk_reallocation_restriction REFERENCES restriction,
        hand_back_id      uuid CONSTRAINT fk_reallocation_hand_back REFERENCES hand_back,
        lot_ids           uuid[] NOT NULL,
        status            text NOT NULL CONSTRAINT ck_reallocation_status CHECK (status IN
                            ('proposed','dismissed','running','paused','stopping','finished')),
        urgency           text NOT NULL CONSTRAINT ck_reallocation_urgency CHECK (urgency IN ('hospital','urgent','routine')),
        pace_per_minute   integer NOT NULL CONSTRAINT ck_reallocation_pace CHECK (pace_per_minute BETWEEN 1 AND 10000),
        intake_cap        integer CONSTRAINT ck_reallocation_intake CHECK (intake_cap > 0),
        awarding          text NOT NULL CONSTRAINT ck_reallocation_awarding CHECK (awarding IN ('officer','top_offer')),
        -- The commissioner's reason for starting, dismissing or stopping the reallocation.
        reason            text,
        owner_id          uuid NOT NULL CONSTRAINT fk_reallocation_owner REFERENCES app_user,
        decide_by         timestamptz NOT NULL,
        proposed_at       timestamptz NOT NULL,
        started_at        timestamptz,
        started_by        uuid CONSTRAINT fk_reallocation_user REFERENCES app_user,
        finished_at       timestamptz,
        leaves_on         date,
        -- The time at which the next cases are released. Null while no case is queued or the reallocation
        -- does not run.
        next_release_at   timestamptz,
        last_released_at  timestamptz,
        stop_cause        text CONSTRAINT ck_reallocation_stop_cause CHECK (stop_cause IN ('reallocation_stopped','restriction_ended','registered_again')),
        -- The number of open cases. The act that closes the last open case also finishes the reallocation.
        open_cases        integer NOT NULL DEFAULT 0 CONSTRAINT ck_reallocation_open_cases CHECK (open_cases >= 0),
        version           integer NOT NULL DEFAULT 1,
        CONSTRAINT ck_reallocation_ground CHECK (
          (cause = 'suspension') = (restriction_id IS NOT NULL) AND (cause = 'hand_back') = (hand_back_id IS NOT NULL)),
        CONSTRAINT ck_reallocation_running CHECK (next_release_at IS NULL OR status = 'running'),
        CONSTRAINT ck_reallocation_finished CHECK ((status = 'finished') = (finished_at IS NOT NULL))
      );
      -- Each suspension, hand-back or closure has at most one proposed reallocation in an authority.
      CREATE UNIQUE INDEX uq_reallocation_restriction ON reallocation (authority_id, restriction_id)
        WHERE restriction_id IS NOT NULL AND status = 'proposed';
      CREATE UNIQUE INDEX uq_reallocation_hand_back ON reallocation (hand_back_id)
        WHERE hand_back_id IS NOT NULL AND status = 'proposed';
      CREATE UNIQUE INDEX uq_reallocation_closure ON reallocation (authority_id, branch_id)
        WHERE cause = 'closure' AND status = 'proposed';
      CREATE INDEX ix_reallocation_branch ON reallocation (authority_id, branch_id);

      -- The instant since which the branch is dormant or not registered for personal care. Null for other
      -- branches.
      ALTER TABLE branch ADD COLUMN closed_at timestamptz;
      CREATE INDEX ix_reallocation_authority ON reallocation (authority_id, id);
      CREATE INDEX ix_reallocation_due ON reallocation (next_release_at) WHERE next_release_at IS NOT NULL;

      CREATE TABLE reallocation_case (
        id                     uuid PRIMARY KEY,
        authority_id           uuid NOT NULL CONSTRAINT fk_reallocation_case_authority REFERENCES authority,
        reallocation_id        uuid NOT NULL CONSTRAINT fk_reallocation_case_reallocation REFERENCES reallocation,
        rank                   integer NOT NULL,
        placement_id           uuid NOT NULL CONSTRAINT fk_reallocation_case_placement REFERENCES placement,
        package_id             uuid NOT NULL CONSTRAINT fk_reallocation_case_package REFERENCES package,
        person_id              uuid NOT NULL CONSTRAINT fk_reallocation_case_person REFERENCES person,
        time_critical          boolean NOT NULL,
        double_up              boolean NOT NULL,
        lives_alone            boolean NOT NULL,
        weekly_minutes         integer NOT NULL,
        status                 text NOT NULL CONSTRAINT ck_reallocation_case_status CHECK (status IN
                                 ('queued','released','broadcast','deciding','unplaced','awarded','moved','kept','ended')),
        keep_cause             text CONSTRAINT ck_reallocation_case_keep_cause CHECK (keep_cause IN ('decided','reallocation_stopped','restriction_ended','registered_again')),
        -- The user's reason for keeping the care of the case at its branch. Null for other cases.
        reason                 text,
        -- The instant at which automatic awarding found no offer that could be awarded. From then on, an
        -- officer decides. Null while automatic awarding continues.
        ranking_gave_up_at     timestamptz,
        new_placement_id       uuid CONSTRAINT fk_reallocation_case_new_placement REFERENCES placement,
        changed_at             timestamptz NOT NULL,
        next_action            text,
        next_action_owner_id   uuid CONSTRAINT fk_reallocation_case_owner REFERENCES app_user,
        next_action_due_at     timestamptz,
        CONSTRAINT uq_reallocation_case_rank UNIQUE (reallocation_id, rank),
        CONSTRAINT ck_reallocation_case_kept CHECK ((status = 'kept') = (keep_cause IS NOT NULL)),
        CONSTRAINT ck_reallocation_case_moved CHECK ((status = 'moved') = (new_placement_id IS NOT NULL)),
        -- An open case has a next action, an owner and a due time (docs/rules.md §5).
        CONSTRAINT ck_reallocation_case_next_action CHECK (
          CASE WHEN status IN ('moved','kept','ended')
            THEN num_nonnulls(next_action, next_action_owner_id, next_action_due_at) = 0
            ELSE num_nulls(next_action, next_action_owner_id, next_action_due_at) = 0 END)
      );
      -- A package has at most one open case.
      CREATE UNIQUE INDEX uq_reallocation_case_open ON reallocation_case (package_id) WHERE status NOT IN ('moved','kept','ended');
      CREATE INDEX ix_reallocation_case_queue ON reallocation_case (reallocation_id, rank) WHERE status IN ('queued','released');
      CREATE INDEX ix_reallocation_case_authority ON reallocation_case (authority_id, reallocation_id, rank);
      CREATE INDEX ix_reallocation_case_package ON reallocation_case (package_id);
      CREATE INDEX ix_reallocation_case_due ON reallocation_case (authority_id, next_action_due_at) WHERE next_action IS NOT NULL;

      CREATE TABLE reallocation_untouched (
        reallocation_id       uuid NOT NULL CONSTRAINT fk_reallocation_untouched_reallocation REFERENCES reallocation,
        placement_id          uuid NOT NULL CONSTRAINT fk_reallocation_untouched_placement REFERENCES placement,
        authority_id          uuid NOT NULL,
        delivering_branch_id  text NOT NULL CONSTRAINT fk_reallocation_untouched_delivering REFERENCES branch,
        weekly_minutes        integer NOT NULL,
        PRIMARY KEY (reallocation_id, placement_id)
      );

      -- This index is for counting the people whom one branch was awarded recently, because an intake cap
      -- limits their number.
      CREATE INDEX ix_award_delivering_awarded ON award (delivering_branch_id, awarded_at) WHERE status <> 'withdrawn';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP INDEX ix_award_delivering_awarded;
      ALTER TABLE branch DROP COLUMN closed_at;
      DROP TABLE reallocation_untouched, reallocation_case, reallocation, hand_back;
    `);
  }
}
