import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Creates broadcasts with their stored eligibility decisions, invitations, offers and awards. */
export class BroadcastsAndOffers1795000004000 implements MigrationInterface {
  readonly name = 'BroadcastsAndOffers1795000004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      CREATE TABLE broadcast (
        id                       uuid PRIMARY KEY,
        authority_id             uuid NOT NULL CONSTRAINT fk_broadcast_authority REFERENCES authority,
        package_id               uuid NOT NULL,
        package_version          integer NOT NULL,
        lot_id                   uuid NOT NULL CONSTRAINT fk_broadcast_lot REFERENCES lot,
        round                    integer NOT NULL CONSTRAINT ck_broadcast_round CHECK (round > 0),
        status                   text NOT NULL CONSTRAINT ck_broadcast_status CHECK (status IN ('open','closed','awarded','unfilled','cancelled')),
        -- The columns below copy the lot's settings at the time when the broadcast opened.
        method                   text NOT NULL,
        sealed                   boolean NOT NULL,
        own_rank_shown           boolean NOT NULL,
        rating_policy            text NOT NULL,
        weights                  jsonb NOT NULL,
        rate_floor_pence         integer NOT NULL,
        rate_ceiling_pence       integer NOT NULL,
        opened_at                timestamptz NOT NULL,
        opened_by                uuid CONSTRAINT fk_broadcast_user REFERENCES app_user,
        closes_at                timestamptz NOT NULL,
        start_by                 timestamptz NOT NULL,
        closed_at                timestamptz,
        close_cause              text CONSTRAINT ck_broadcast_cause CHECK (close_cause IN
                                   ('deadline','early','answered','everybody_declined','offers_lapsed')),
        close_reason             text,
        version                  integer NOT NULL DEFAULT 1,
        CONSTRAINT fk_broadcast_package FOREIGN KEY (package_id, package_version) REFERENCES package_version,
        CONSTRAINT ck_broadcast_closed CHECK ((status = 'open') = (closed_at IS NULL)),
        CONSTRAINT uq_broadcast_round UNIQUE (package_id, round)
      );
      -- A package has at most one broadcast that is open, or closed and not awarded yet.
      CREATE UNIQUE INDEX uq_broadcast_open ON broadcast (package_id) WHERE status IN ('open','closed');
      -- This index is for the sweep, which searches for open broadcasts past their deadline.
      CREATE INDEX ix_broadcast_due ON broadcast (closes_at) WHERE status = 'open';
      CREATE INDEX ix_broadcast_authority ON broadcast (authority_id, status, id);

      -- Each extension of a broadcast's deadline, with its reason.
      CREATE TABLE broadcast_extension (
        broadcast_id  uuid NOT NULL CONSTRAINT fk_broadcast_extension_broadcast REFERENCES broadcast,
        version       integer NOT NULL,
        closes_at     timestamptz NOT NULL,
        reason        text NOT NULL,
        at            timestamptz NOT NULL,
        actor_id      uuid CONSTRAINT fk_broadcast_extension_user REFERENCES app_user,
        PRIMARY KEY (broadcast_id, version)
      );

      CREATE TABLE broadcast_wave (
        broadcast_id  uuid NOT NULL CONSTRAINT fk_broadcast_wave_broadcast REFERENCES broadcast,
        number        integer NOT NULL,
        opens_at      timestamptz NOT NULL,
        opened_at     timestamptz,
        PRIMARY KEY (broadcast_id, number)
      );
      CREATE INDEX ix_broadcast_wave_due ON broadcast_wave (opens_at) WHERE opened_at IS NULL;

      -- The stored eligibility decision about each contracted branch and each branch that may deliver for it.
      CREATE TABLE eligibility_decision (
        authority_id          uuid NOT NULL,
        broadcast_id          uuid NOT NULL CONSTRAINT fk_eligibility_decision_broadcast REFERENCES broadcast,
        branch_id             text NOT NULL CONSTRAINT fk_eligibility_decision_branch REFERENCES branch,
        delivering_branch_id  text NOT NULL CONSTRAINT fk_eligibility_decision_delivering REFERENCES branch,
        eligible              boolean NOT NULL,
        tier                  integer,
        checks                jsonb NOT NULL,
        facts                 jsonb NOT NULL,
        decided_at            timestamptz NOT NULL,
        PRIMARY KEY (broadcast_id, branch_id, delivering_branch_id)
      );
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is frozen', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
      END $$;
      CREATE TRIGGER eligibility_decision_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON eligibility_decision
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER package_version_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON package_version
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE TABLE invitation (
        id              uuid PRIMARY KEY,
        authority_id    uuid NOT NULL,
        broadcast_id    uuid NOT NULL CONSTRAINT fk_invitation_broadcast REFERENCES broadcast,
        branch_id       text NOT NULL CONSTRAINT fk_invitation_branch REFERENCES branch,
        provider_id     text NOT NULL CONSTRAINT fk_invitation_provider REFERENCES provider,
        contract_id     uuid NOT NULL CONSTRAINT fk_invitation_contract REFERENCES contract,
        -- The branches that were eligible to deliver when the broadcast opened.
        may_deliver     text[] NOT NULL,
        wave            integer NOT NULL,
        status          text NOT NULL CONSTRAINT ck_invitation_status CHECK (status IN ('waiting','open','declined','revoked','ended')),
        opened_at       timestamptz,
        seen_at         timestamptz,
        declined_at     timestamptz,
        decline_reason  text,
        decline_note    text,
        CONSTRAINT uq_invitation_branch UNIQUE (broadcast_id, branch_id)
      );
      CREATE INDEX ix_invitation_provider ON invitation (provider_id, id);
      CREATE INDEX ix_invitation_branch_open ON invitation (branch_id) WHERE status IN ('waiting','open');

      CREATE TABLE offer (
        id                    uuid PRIMARY KEY,
        authority_id          uuid NOT NULL,
        broadcast_id          uuid NOT NULL CONSTRAINT fk_offer_broadcast REFERENCES broadcast,
        invitation_id         uuid NOT NULL CONSTRAINT fk_offer_invitation REFERENCES invitation,
        branch_id             text NOT NULL CONSTRAINT fk_offer_branch REFERENCES branch,
        provider_id           text NOT NULL CONSTRAINT fk_offer_provider REFERENCES provider,
        delivering_branch_id  text NOT NULL CONSTRAINT fk_offer_delivering REFERENCES branch,
        status                text NOT NULL CONSTRAINT ck_offer_status CHECK (status IN ('standing','withdrawn','lapsed','awarded','lost','award_withdrawn')),
        starts_on             date NOT NULL,
        hourly_rate_pence     integer NOT NULL CONSTRAINT ck_offer_rate CHECK (hourly_rate_pence > 0),
        visit_times           jsonb NOT NULL,
        note                  text,
        rate_reason           text,
        rate_exception        boolean NOT NULL,
        made_at               timestamptz NOT NULL,
        revised_at            timestamptz,
        version               integer NOT NULL DEFAULT 1,
        score                 jsonb,
        rank                  integer,
        CONSTRAINT uq_offer_invitation UNIQUE (invitation_id)
      );
      -- A broadcast has at most one awarded offer, even if the code has a bug.
      CREATE UNIQUE INDEX uq_offer_awarded ON offer (broadcast_id) WHERE status = 'awarded';
      CREATE INDEX ix_offer_broadcast ON offer (broadcast_id);
      CREATE INDEX ix_offer_provider ON offer (provider_id, id);

      -- The terms of each offer at each of its versions.
      CREATE TABLE offer_version (
        offer_id      uuid NOT NULL CONSTRAINT fk_offer_version_offer REFERENCES offer,
        version       integer NOT NULL,
        authority_id  uuid NOT NULL,
        terms         jsonb,
        status        text NOT NULL,
        at            timestamptz NOT NULL,
        actor_id      uuid,
        PRIMARY KEY (offer_id, version)
      );
      CREATE TRIGGER offer_version_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON offer_version
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE TABLE award (
        id                    uuid PRIMARY KEY,
        authority_id          uuid NOT NULL CONSTRAINT fk_award_authority REFERENCES authority,
        package_id            uuid NOT NULL CONSTRAINT fk_award_package REFERENCES package,
        person_id             uuid NOT NULL CONSTRAINT fk_award_person REFERENCES person,
        broadcast_id          uuid NOT NULL CONSTRAINT fk_award_broadcast REFERENCES broadcast,
        offer_id              uuid NOT NULL CONSTRAINT fk_award_offer REFERENCES offer CONSTRAINT uq_award_offer UNIQUE,
        branch_id             text NOT NULL CONSTRAINT fk_award_branch REFERENCES branch,
        delivering_branch_id  text NOT NULL CONSTRAINT fk_award_delivering REFERENCES branch,
        lot_id                uuid NOT NULL CONSTRAINT fk_award_lot REFERENCES lot,
        weekly_minutes        integer NOT NULL,
        hourly_rate_pence     integer NOT NULL,
        starts_on             date NOT NULL,
        status                text NOT NULL CONSTRAINT ck_award_status CHECK (status IN ('awaiting_start','started','withdrawn')),
        reason                text,
        -- The results of the eligibility rules at the time of the award, including waived rules and warnings.
        checks                jsonb NOT NULL,
        awarded_at            timestamptz NOT NULL,
        awarded_by            uuid CONSTRAINT fk_award_user REFERENCES app_user,
        start_due_at          timestamptz NOT NULL,
        overdue_at            timestamptz,
        started_at            timestamptz,
        withdrawn_at          timestamptz,
        withdraw_reason       text
      );
      -- A package has at most one award that waits for its start. A withdrawn award does not count.
      CREATE UNIQUE INDEX uq_award_package ON award (package_id) WHERE status = 'awaiting_start';
      CREATE INDEX ix_award_start_due ON award (start_due_at) WHERE status = 'awaiting_start' AND overdue_at IS NULL;
      CREATE INDEX ix_award_delivering ON award (delivering_branch_id, person_id) WHERE status = 'awaiting_start';
      CREATE INDEX ix_award_authority ON award (authority_id, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP TRIGGER package_version_frozen ON package_version;
      DROP TABLE award, offer_version, offer, invitation, eligibility_decision, broadcast_wave, broadcast_extension, broadcast;
      DROP FUNCTION refuse_change;
    `);
  }
}
