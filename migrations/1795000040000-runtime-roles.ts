import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rows that are inserted and never changed. */
const APPEND_ONLY = [
  'event',
  'eligibility_decision',
  'broadcast_facts',
  'broadcast_extension',
  'package_version',
  'offer_version',
  'placement_size',
  'variation',
  'restriction_version',
  'person_read',
  'document',
].join(', ');

/** Rows that are inserted and changed, and never deleted. */
const CHANGEABLE = [
  'authority',
  'clock_profile',
  'lot',
  'provider',
  'branch',
  'branch_quality',
  'app_user',
  'session',
  'account_link',
  'request_key',
  'contract',
  'subcontract',
  'capacity',
  'person',
  'package',
  'broadcast',
  'broadcast_wave',
  'invitation',
  'offer',
  'award',
  'placement',
  'variation_request',
  'restriction',
  'restriction_condition',
  'permission',
  'concern',
  'hand_back',
  'reallocation',
  'reallocation_case',
  'reallocation_untouched',
  'branch_report',
].join(', ');

const DELETABLE = [
  'sign_in_attempt',
  'sign_in_address',
  'lot_area',
  'restriction_lot',
  'person_exclusion',
].join(', ');

/** The tables from which the purge deletes expired rows. */
const PURGED = ['request_key', 'session', 'account_link', 'sign_in_attempt', 'sign_in_address'].join(', ');

/**
 * Creates the roles of the running processes. `homeward_runtime` runs the acts and answers the requests.
 * `homeward_across` reads over all tenants: for the log, the sweep, the seals and the purge. Neither role can
 * log in or owns anything. The operator gives each to one account (docs/database-accounts.md).
 *
 * Roles belong to the whole server, and another database of the server may use them. So `down` only takes
 * their rights in this database away.
 */
export class RuntimeRoles1795000040000 implements MigrationInterface {
  readonly name = 'RuntimeRoles1795000040000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      DO $$
      DECLARE role_name text;
      BEGIN
        FOREACH role_name IN ARRAY ARRAY['homeward_runtime', 'homeward_across'] LOOP
          IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = role_name) THEN
            BEGIN
              EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
              NULL; -- the migration of another database of this server has just created the role
            END;
          END IF;
        END LOOP;
      END $$;

      REVOKE CREATE ON SCHEMA public FROM PUBLIC;
      GRANT USAGE ON SCHEMA public TO homeward_runtime, homeward_across;
      GRANT SELECT ON migrations TO homeward_runtime, homeward_across;

      GRANT SELECT, INSERT ON ${APPEND_ONLY} TO homeward_runtime;
      GRANT SELECT, INSERT, UPDATE ON ${CHANGEABLE} TO homeward_runtime;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ${DELETABLE} TO homeward_runtime;
      GRANT SELECT, INSERT ON event_provider TO homeward_runtime;
      GRANT SELECT, USAGE ON SEQUENCE event_position TO homeward_runtime;
      GRANT USAGE ON SEQUENCE person_read_id_seq TO homeward_runtime;

      GRANT SELECT ON ALL TABLES IN SCHEMA public TO homeward_across;
      -- No reader over all tenants needs a secret.
      REVOKE SELECT ON app_user, session, account_link FROM homeward_across;
      GRANT SELECT (id, email, name, role, authority_id, provider_id, created_at, disabled_at, version, invited_by, entered_at)
        ON app_user TO homeward_across;
      GRANT SELECT (id, user_id, started_at, last_seen_at, expires_at, revoked_at, client) ON session TO homeward_across;
      GRANT SELECT (id, user_id, issued_at, issued_by, expires_at, used_at, revoked_at) ON account_link TO homeward_across;
      GRANT SELECT ON SEQUENCE event_position TO homeward_across;
      GRANT INSERT, UPDATE ON log_reader TO homeward_across;
      GRANT INSERT ON event_seal TO homeward_across;
      GRANT UPDATE, DELETE ON ${PURGED} TO homeward_across;
      -- Uncited documents expire, and the log says so. A document cannot be changed: the right to update a column
      -- only lets its row be locked.
      GRANT UPDATE (id), DELETE ON document TO homeward_across;
      GRANT INSERT ON event, event_provider TO homeward_across;
      GRANT USAGE ON SEQUENCE event_position TO homeward_across;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      REVOKE ALL ON ALL TABLES IN SCHEMA public FROM homeward_runtime, homeward_across;
      REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM homeward_runtime, homeward_across;
      REVOKE ALL ON SCHEMA public FROM homeward_runtime, homeward_across;
    `);
  }
}
