import type { MigrationInterface, QueryRunner } from 'typeorm';

const FUNCTION = 'log_told_before()';

/**
 * Adds a function that says up to where staff may learn positions, numbers and hashes of the log (docs/rules.md §3.3.2): the
 * position at which the oldest sealed broadcast that is still open was opened, of any authority, because the log has one
 * chain. Without such a broadcast the function returns the greatest position.
 */
export class LogToldBefore1795000120000 implements MigrationInterface {
  readonly name = 'LogToldBefore1795000120000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      CREATE FUNCTION ${FUNCTION} RETURNS bigint
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
        SELECT coalesce(min(coalesce(opened.position, 0)), 9223372036854775807)
        FROM broadcast b
        LEFT JOIN LATERAL (
          SELECT e.position FROM event e
          WHERE e.authority_id = b.authority_id AND e.package_id = b.package_id AND e.position IS NOT NULL
            AND e.name = 'broadcast.opened' AND e.subject_id = b.id::text
          ORDER BY e.position LIMIT 1) opened ON true
        WHERE b.status = 'open' AND b.sealed
      $$;
      REVOKE ALL ON FUNCTION ${FUNCTION} FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION ${FUNCTION} TO homeward_runtime;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP FUNCTION ${FUNCTION};
    `);
  }
}
