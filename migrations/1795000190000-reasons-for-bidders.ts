import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds the reason that bidders read if the top-ranked offer was not chosen. The other reason stays with the authority. */
export class ReasonsForBidders1795000190000 implements MigrationInterface {
  readonly name = 'ReasonsForBidders1795000190000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      ALTER TABLE award ADD COLUMN reason_for_bidders text;

      -- Gives the reason that the bidders of a broadcast read, because a bidder may not read the award of another branch.
      CREATE FUNCTION reason_for_bidders(sought uuid) RETURNS text LANGUAGE sql STABLE
        SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
        SELECT a.reason_for_bidders FROM award a
        WHERE a.broadcast_id = sought
          AND EXISTS (SELECT 1 FROM offer o WHERE o.broadcast_id = sought
                      AND (o.provider_id = tenant_provider() OR o.authority_id = ANY (tenant_authorities())))
        LIMIT 1
      $$;
      REVOKE EXECUTE ON FUNCTION reason_for_bidders(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION reason_for_bidders(uuid) TO homeward_runtime;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP FUNCTION reason_for_bidders(uuid);
      ALTER TABLE award DROP COLUMN reason_for_bidders;
    `);
  }
}
