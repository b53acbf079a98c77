import type { MigrationInterface, QueryRunner } from 'typeorm';

/** SQL of the function, which differs only in who may ask without a tenant. Blanks count: `down` restores the text. */
const invitationFacts = (withoutTenant: string): string => `
      CREATE OR REPLACE FUNCTION invitation_facts(sought uuid) RETURNS TABLE (
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
                   ELSE ${withoutTenant}
                        OR i.authority_id = ANY (tenant_authorities()) END
      $$;`;

/** Without a tenant, `invitation_facts` answers the owner of the database only, like the policies of the tables. */
export class InvitationFactsOfATenant1795000099500 implements MigrationInterface {
  readonly name = 'InvitationFactsOfATenant1795000099500';

  async up(runner: QueryRunner): Promise<void> {
    // Inside the function, `current_user` is its owner.
    const isOwner = `pg_has_role(session_user, current_user, 'MEMBER')`;
    await runner.query(`SET LOCAL lock_timeout = '3s'; ${invitationFacts(isOwner)}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    const hasNoTenant = `coalesce(cardinality(tenant_authorities()), 0) = 0`;
    await runner.query(`SET LOCAL lock_timeout = '3s'; ${invitationFacts(hasNoTenant)}`);
  }
}
