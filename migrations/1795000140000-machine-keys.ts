import type { MigrationInterface, QueryRunner } from 'typeorm';

const DEFINER = 'SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp';

/** SQL of the function that finds sessions, which differs only in the sessions that it leaves out. */
const sessionsByToken = (condition: string): string => `
      CREATE OR REPLACE FUNCTION sessions_by_token(hashes bytea[]) RETURNS TABLE (
        token_hash bytea, session_id uuid, user_id uuid, role text, authority_id uuid, provider_id text,
        last_seen_at timestamptz, expires_at timestamptz, revoked_at timestamptz, disabled_at timestamptz)
      LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT s.token_hash, s.id, u.id, u.role, u.authority_id, u.provider_id, s.last_seen_at, s.expires_at,
               s.revoked_at, u.disabled_at
        FROM session s JOIN app_user u ON u.id = s.user_id WHERE s.token_hash = ANY (hashes)${condition}
      $$;`;

/**
 * Adds machine keys: sessions that last for days, have a name, and may use only the routes of their scopes. An older
 * program that runs beside a newer one finds no keys, because it does not know scopes.
 */
export class MachineKeys1795000140000 implements MigrationInterface {
  readonly name = 'MachineKeys1795000140000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      -- Both are null for a session that began with a sign-in.
      ALTER TABLE session ADD COLUMN key_name text, ADD COLUMN scopes text[];
      ALTER TABLE session ADD CONSTRAINT ck_session_key
        CHECK ((key_name IS NULL) = (scopes IS NULL) AND (scopes IS NULL OR cardinality(scopes) > 0));
      GRANT SELECT (key_name, scopes) ON session TO homeward_across;
      ${sessionsByToken(' AND s.scopes IS NULL')}

      -- Finds the sessions and machine keys of tokens. The tenant is known only when one is found.
      CREATE FUNCTION access_by_token(hashes bytea[]) RETURNS TABLE (
        token_hash bytea, session_id uuid, user_id uuid, role text, authority_id uuid, provider_id text,
        last_seen_at timestamptz, expires_at timestamptz, revoked_at timestamptz, disabled_at timestamptz, scopes text[])
      LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT s.token_hash, s.id, u.id, u.role, u.authority_id, u.provider_id, s.last_seen_at, s.expires_at,
               s.revoked_at, u.disabled_at, s.scopes
        FROM session s JOIN app_user u ON u.id = s.user_id WHERE s.token_hash = ANY (hashes)
      $$;
      REVOKE EXECUTE ON FUNCTION access_by_token(bytea[]) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION access_by_token(bytea[]) TO homeward_runtime;
    `);
  }

  /** Ends the machine keys, because an older program would take each for a session that may do everything. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DELETE FROM session WHERE scopes IS NOT NULL;
      DROP FUNCTION access_by_token(bytea[]);
      ${sessionsByToken('')}
      ALTER TABLE session DROP CONSTRAINT ck_session_key, DROP COLUMN key_name, DROP COLUMN scopes;
    `);
  }
}
