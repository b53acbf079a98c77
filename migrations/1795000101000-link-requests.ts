import type { MigrationInterface, QueryRunner } from 'typeorm';

/** SQL of the function that finds a link, which differs only in the address that the link is for. */
const linkByToken = (email: string): string => `
      CREATE OR REPLACE FUNCTION account_link_by_token(hash bytea) RETURNS TABLE (
        link_id uuid, user_id uuid, email text, name text, organisation text, authority_id uuid, provider_id text,
        version integer, entered_at timestamptz, disabled_at timestamptz, issuer_id uuid, issuer_entered_at timestamptz,
        expires_at timestamptz, used_at timestamptz, revoked_at timestamptz)
      LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
        SELECT l.id, u.id, ${email}, u.name, coalesce(a.name, p.name, ''), u.authority_id, u.provider_id, u.version,
               u.entered_at, u.disabled_at, l.issued_by, i.entered_at, l.expires_at, l.used_at, l.revoked_at
        FROM account_link l JOIN app_user u ON u.id = l.user_id
        LEFT JOIN app_user i ON i.id = l.issued_by
        LEFT JOIN authority a ON a.id = u.authority_id
        LEFT JOIN provider p ON p.id = u.provider_id
        WHERE l.token_hash = hash
      $$;`;

/** Adds what users ask their administrator for: a link for a forgotten password, or one for a new e-mail address. */
export class LinkRequests1795000101000 implements MigrationInterface {
  readonly name = 'LinkRequests1795000101000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      CREATE TABLE link_request (
        user_id       uuid PRIMARY KEY CONSTRAINT fk_link_request_user REFERENCES app_user,
        requested_at  timestamptz NOT NULL,
        -- The address that the user wants. Null for a forgotten password.
        new_email     text
      );
      -- The address that becomes the user's when the link is used. Null for a link that changes no address.
      ALTER TABLE account_link ADD COLUMN new_email text;
      ${linkByToken('coalesce(l.new_email, u.email)')}

      GRANT SELECT, INSERT, UPDATE, DELETE ON link_request TO homeward_runtime;
      GRANT SELECT ON link_request TO homeward_across;
      ALTER TABLE link_request ENABLE ROW LEVEL SECURITY;
      ALTER TABLE link_request FORCE ROW LEVEL SECURITY;
      CREATE POLICY owner_sees_all ON link_request TO CURRENT_USER USING (true);
      CREATE POLICY across_tenants ON link_request FOR SELECT TO homeward_across USING (true);
      CREATE POLICY of_tenant ON link_request TO homeward_runtime
        USING (EXISTS (SELECT 1 FROM app_user u WHERE u.id = user_id));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      ${linkByToken('u.email')}
      ALTER TABLE account_link DROP COLUMN new_email;
      DROP TABLE link_request;
    `);
  }
}
