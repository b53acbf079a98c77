import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Adds what the set-up page of an authority needs: who confirmed the clocks and when, and a function that says which
 * providers under contract have a user who can answer. Providers' users are hidden from authorities otherwise.
 */
export class SetUpChecks1795000079000 implements MigrationInterface {
  readonly name = 'SetUpChecks1795000079000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      ALTER TABLE authority
        ADD COLUMN clocks_confirmed_at timestamptz,
        ADD COLUMN clocks_confirmed_by uuid CONSTRAINT fk_authority_clocks_confirmed_by REFERENCES app_user,
        ADD CONSTRAINT ck_authority_clocks_confirmed CHECK ((clocks_confirmed_at IS NULL) = (clocks_confirmed_by IS NULL));

      CREATE FUNCTION answering_providers(sought uuid) RETURNS TABLE (provider_id text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
        SELECT DISTINCT b.provider_id
        FROM contract c JOIN branch b ON b.id = c.branch_id
        WHERE c.authority_id = sought AND sought = ANY (tenant_authorities())
          AND EXISTS (SELECT 1 FROM app_user u WHERE u.provider_id = b.provider_id AND u.role = 'provider'
                        AND u.disabled_at IS NULL AND u.password_hash IS NOT NULL)
      $$;
      REVOKE ALL ON FUNCTION answering_providers(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION answering_providers(uuid) TO homeward_runtime;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP FUNCTION answering_providers(uuid);
      ALTER TABLE authority DROP COLUMN clocks_confirmed_at, DROP COLUMN clocks_confirmed_by;
    `);
  }
}
