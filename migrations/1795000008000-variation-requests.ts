import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Creates variation requests. Adds columns for blocked awards (a restriction forbids their start), and for a
 * change of the branch that delivers.
 */
export class VariationRequests1795000008000 implements MigrationInterface {
  readonly name = 'VariationRequests1795000008000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      CREATE TABLE variation_request (
        id                     uuid PRIMARY KEY,
        authority_id           uuid NOT NULL CONSTRAINT fk_variation_request_authority REFERENCES authority,
        placement_id           uuid NOT NULL CONSTRAINT fk_variation_request_placement REFERENCES placement,
        package_id             uuid NOT NULL CONSTRAINT fk_variation_request_package REFERENCES package,
        delivering_branch_id   text NOT NULL CONSTRAINT fk_variation_request_branch REFERENCES branch,
        -- The version of the placement when the request was made. Approval fails if the placement has changed
        -- since.
        placement_version      integer NOT NULL,
        from_minutes           integer NOT NULL,
        to_minutes             integer NOT NULL,
        visits                 jsonb NOT NULL,
        reason                 text NOT NULL,
        checks                 jsonb NOT NULL,
        status                 text NOT NULL CONSTRAINT ck_variation_request_status CHECK (status IN
                                 ('requested','approved','refused','withdrawn')),
        -- The provider that made the variation request. Null if the authority made it.
        asked_by_provider_id   text CONSTRAINT fk_variation_request_provider REFERENCES provider,
        -- The user who must decide on the request. Null while the authority has no user who could decide.
        owner_id               uuid CONSTRAINT fk_variation_request_owner REFERENCES app_user,
        due_at                 timestamptz NOT NULL,
        requested_at           timestamptz NOT NULL,
        requested_by           uuid CONSTRAINT fk_variation_request_user REFERENCES app_user,
        decided_at             timestamptz,
        decided_by             uuid CONSTRAINT fk_variation_request_decider REFERENCES app_user,
        decision_reason        text,
        variation_id           uuid CONSTRAINT fk_variation_request_variation REFERENCES variation,
        CONSTRAINT ck_variation_request_decided CHECK ((status = 'requested') = (decided_at IS NULL)),
        CONSTRAINT ck_variation_request_refused CHECK (status <> 'refused' OR decision_reason IS NOT NULL),
        CONSTRAINT ck_variation_request_approved CHECK ((status = 'approved') = (variation_id IS NOT NULL))
      );
      CREATE UNIQUE INDEX uq_variation_request_open ON variation_request (placement_id) WHERE status = 'requested';
      CREATE INDEX ix_variation_request_authority ON variation_request (authority_id, status, id);
      CREATE INDEX ix_variation_request_branch ON variation_request (delivering_branch_id, id);
      CREATE INDEX ix_variation_request_due ON variation_request (authority_id, due_at) WHERE status = 'requested';
      CREATE INDEX ix_variation_request_owner ON variation_request (owner_id) WHERE status = 'requested';

      -- When a restriction was first found to forbid the start of the award's care. Set once, so that the
      -- block is logged once.
      ALTER TABLE award ADD COLUMN blocked_at timestamptz;

      -- The officer's note about why another branch took over the care of the placement. Null without a note.
      ALTER TABLE placement ADD COLUMN end_note text;

      -- The new placement that consumed the permission when another branch took over the care without an
      -- award. Otherwise null.
      ALTER TABLE permission ADD COLUMN placement_id uuid CONSTRAINT fk_permission_placement REFERENCES placement;
      ALTER TABLE permission DROP CONSTRAINT ck_permission_used;
      ALTER TABLE permission ADD CONSTRAINT ck_permission_used
        CHECK ((used_at IS NOT NULL)::int = num_nonnulls(award_id, variation_id, placement_id));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      ALTER TABLE permission DROP CONSTRAINT ck_permission_used;
      -- The old schema cannot store that a placement used a permission. Such permissions are therefore marked
      -- as withdrawn, which keeps them unusable.
      UPDATE permission SET withdrawn_at = used_at, used_at = NULL WHERE placement_id IS NOT NULL;
      ALTER TABLE permission DROP COLUMN placement_id;
      ALTER TABLE permission ADD CONSTRAINT ck_permission_used
        CHECK ((used_at IS NOT NULL)::int = num_nonnulls(award_id, variation_id));
      ALTER TABLE placement DROP COLUMN end_note;
      ALTER TABLE award DROP COLUMN blocked_at;
      DROP TABLE variation_request;
    `);
  }
}
