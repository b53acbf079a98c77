import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Adds a function that answers two facts of an invitation that the policies of a provider hide: whether care was
 * running when the broadcast opened, and the council's contact. It names neither the person nor the branch that
 * delivers (docs/rules.md §7).
 */
export class InvitationFacts1795000070000 implements MigrationInterface {
  readonly name = 'InvitationFacts1795000070000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      CREATE FUNCTION invitation_facts(sought uuid) RETURNS TABLE (
        care_is_running boolean, contact_name text, contact_email text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
        SELECT EXISTS (SELECT 1 FROM placement c WHERE c.package_id = b.package_id AND c.started_at <= b.opened_at
                         AND (c.ended_at IS NULL OR c.ended_at > b.opened_at)),
               u.name, u.email
        FROM invitation i
        JOIN broadcast b ON b.id = i.broadcast_id
        JOIN package p ON p.id = b.package_id
        LEFT JOIN app_user u ON u.id = p.next_action_owner_id AND i.status = 'open'
        WHERE i.id = sought
          AND CASE WHEN tenant_provider() IS NOT NULL THEN i.provider_id = tenant_provider()
                   ELSE coalesce(cardinality(tenant_authorities()), 0) = 0
                        OR i.authority_id = ANY (tenant_authorities()) END
      $$;
      REVOKE ALL ON FUNCTION invitation_facts(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION invitation_facts(uuid) TO homeward_runtime;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP FUNCTION invitation_facts(uuid);
    `);
  }
}
