import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Creates authorities with their lots and clock profiles (time limits), the CQC register of providers, and
 * users with their sessions.
 */
export class AuthoritiesAndUsers1795000001000 implements MigrationInterface {
  readonly name = 'AuthoritiesAndUsers1795000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      CREATE TABLE authority (
        id          uuid PRIMARY KEY,
        name        text NOT NULL CONSTRAINT uq_authority_name UNIQUE,
        gss_code    text CONSTRAINT uq_authority_gss UNIQUE,
        created_at  timestamptz NOT NULL,
        -- The number of the authority's newest package, which is part of the package's reference.
        package_count integer NOT NULL DEFAULT 0
      );

      CREATE TABLE clock_profile (
        authority_id          uuid NOT NULL CONSTRAINT fk_clock_profile_authority REFERENCES authority,
        urgency               text NOT NULL CONSTRAINT ck_clock_profile_urgency CHECK (urgency IN ('hospital','urgent','routine')),
        respond_minutes       integer NOT NULL CONSTRAINT ck_clock_profile_respond CHECK (respond_minutes BETWEEN 1 AND 40320),
        start_within_minutes  integer NOT NULL CONSTRAINT ck_clock_profile_start CHECK (start_within_minutes BETWEEN 1 AND 129600),
        working_hours         boolean NOT NULL,
        version               integer NOT NULL DEFAULT 1,
        PRIMARY KEY (authority_id, urgency)
      );

      CREATE TABLE lot (
        id                       uuid PRIMARY KEY,
        authority_id             uuid NOT NULL CONSTRAINT fk_lot_authority REFERENCES authority,
        code                     text NOT NULL,
        name                     text NOT NULL,
        district_code            text,
        district_name            text,
        outline                  jsonb,
        method                   text NOT NULL CONSTRAINT ck_lot_method CHECK (method IN ('broadcast','tiers','cascade','first_acceptable')),
        sealed                   boolean NOT NULL,
        own_rank_shown           boolean NOT NULL,
        tier_head_start_minutes  integer NOT NULL CONSTRAINT ck_lot_head_start CHECK (tier_head_start_minutes > 0),
        cascade_step_minutes     integer NOT NULL CONSTRAINT ck_lot_cascade_step CHECK (cascade_step_minutes > 0),
        rating_policy            text NOT NULL CONSTRAINT ck_lot_rating_policy CHECK (rating_policy IN ('exclude_inadequate','exclude_below_good','any')),
        weights                  jsonb NOT NULL,
        weights_reason           text,
        rate_floor_pence         integer NOT NULL CONSTRAINT ck_lot_floor CHECK (rate_floor_pence > 0),
        rate_ceiling_pence       integer NOT NULL,
        version                  integer NOT NULL DEFAULT 1,
        CONSTRAINT ck_lot_ceiling CHECK (rate_ceiling_pence >= rate_floor_pence),
        CONSTRAINT ck_lot_sealed CHECK (NOT (sealed AND (method = 'first_acceptable' OR own_rank_shown))),
        CONSTRAINT uq_lot_code UNIQUE (authority_id, code)
      );
      CREATE TABLE lot_area (
        authority_id  uuid NOT NULL,
        area          text NOT NULL,
        lot_id        uuid NOT NULL CONSTRAINT fk_lot_area_lot REFERENCES lot ON DELETE CASCADE,
        CONSTRAINT uq_lot_area PRIMARY KEY (authority_id, area)
      );
      CREATE INDEX ix_lot_area_lot ON lot_area (lot_id);

      -- The CQC register of providers and branches. All authorities share it, and its keys are CQC's own ids.
      CREATE TABLE provider (
        id    text PRIMARY KEY CONSTRAINT ck_provider_id CHECK (id ~ '^[0-9A-Z-]{3,14}$'),
        name  text NOT NULL
      );
      CREATE TABLE branch (
        id                   text PRIMARY KEY CONSTRAINT ck_branch_id CHECK (id ~ '^[0-9A-Z-]{3,14}$'),
        provider_id          text NOT NULL CONSTRAINT fk_branch_provider REFERENCES provider,
        name                 text NOT NULL,
        postcode             text NOT NULL,
        registration_status  text NOT NULL CONSTRAINT ck_branch_registration CHECK (registration_status IN ('registered','deregistered')),
        dormant              boolean NOT NULL,
        personal_care        boolean NOT NULL,
        ratings              jsonb NOT NULL,
        capabilities         text[] NOT NULL,
        version              integer NOT NULL DEFAULT 1
      );
      CREATE INDEX ix_branch_provider ON branch (provider_id);

      -- The figures about the quality of a branch's work, as each authority measures them.
      CREATE TABLE branch_quality (
        authority_id                 uuid NOT NULL CONSTRAINT fk_branch_quality_authority REFERENCES authority,
        branch_id                    text NOT NULL CONSTRAINT fk_branch_quality_branch REFERENCES branch,
        punctual_per_mille           integer CONSTRAINT ck_branch_quality_punctual CHECK (punctual_per_mille BETWEEN 0 AND 1000),
        complaints_per_ten_thousand  integer CONSTRAINT ck_branch_quality_complaints CHECK (complaints_per_ten_thousand >= 0),
        PRIMARY KEY (authority_id, branch_id)
      );

      CREATE TABLE app_user (
        id             uuid PRIMARY KEY,
        email          text NOT NULL,
        name           text NOT NULL,
        role           text NOT NULL CONSTRAINT ck_app_user_role CHECK (role IN ('officer','commissioner','provider','administrator','auditor')),
        authority_id   uuid CONSTRAINT fk_app_user_authority REFERENCES authority,
        provider_id    text CONSTRAINT fk_app_user_provider REFERENCES provider,
        password_hash  text NOT NULL,
        created_at     timestamptz NOT NULL,
        disabled_at    timestamptz,
        version        integer NOT NULL DEFAULT 1,
        -- A provider's user has a provider and no authority. Every other user has an authority and no
        -- provider.
        CONSTRAINT ck_app_user_tenant CHECK ((role = 'provider') = (provider_id IS NOT NULL) AND (role = 'provider') = (authority_id IS NULL))
      );
      CREATE UNIQUE INDEX uq_app_user_email ON app_user (lower(email));
      CREATE INDEX ix_app_user_authority ON app_user (authority_id);
      CREATE INDEX ix_app_user_provider ON app_user (provider_id);

      CREATE TABLE session (
        id            uuid PRIMARY KEY,
        user_id       uuid NOT NULL CONSTRAINT fk_session_user REFERENCES app_user,
        token_hash    bytea NOT NULL CONSTRAINT uq_session_token UNIQUE,
        started_at    timestamptz NOT NULL,
        last_seen_at  timestamptz NOT NULL,
        expires_at    timestamptz NOT NULL,
        revoked_at    timestamptz,
        client        text
      );
      CREATE INDEX ix_session_user ON session (user_id) WHERE revoked_at IS NULL;

      -- The sign-in attempts that the rate limiter has counted: key, points, and expiry in milliseconds since
      -- 1970.
      CREATE TABLE sign_in_attempt (
        key     varchar(255) PRIMARY KEY,
        points  integer NOT NULL DEFAULT 0,
        expire  bigint
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP TABLE sign_in_attempt, session, app_user, branch_quality, branch, provider, lot_area, lot, clock_profile, authority;
    `);
  }
}
