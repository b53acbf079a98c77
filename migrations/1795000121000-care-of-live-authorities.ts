import type { MigrationInterface, QueryRunner } from 'typeorm';

const DEFINER = 'SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp';
const ofLive = 'authority_id = ANY ((SELECT live_authorities())::uuid[])';
const ofBranch = (...columns: readonly string[]): string =>
  columns.map((column) => `${column} = ANY ((SELECT tenant_branches())::text[])`).join(' OR ');
const SEES_PACKAGE = '(SELECT tenant_provider()) IS NOT NULL AND provider_sees_package';

/** What a provider may read without entering an authority. `before` is the condition of earlier migrations. */
const POLICIES: readonly { readonly table: string; readonly before: string; readonly after: string }[] = [
  { table: 'package', before: `${SEES_PACKAGE}(id)`, after: `${SEES_PACKAGE}(id) AND ${ofLive}` },
  {
    table: 'package_version',
    before: `${SEES_PACKAGE}(package_id)`,
    after: `${SEES_PACKAGE}(package_id) AND EXISTS (SELECT 1 FROM package k WHERE k.id = package_id)`,
  },
  ...[
    { table: 'award', branches: ofBranch('branch_id', 'delivering_branch_id') },
    { table: 'variation_request', branches: ofBranch('delivering_branch_id') },
    { table: 'hand_back', branches: ofBranch('branch_id') },
  ].map(({ table, branches }) => ({ table, before: branches, after: `(${branches}) AND ${ofLive}` })),
];

/** The rows by which a provider enters only an authority that is live. */
const KINDS = `'invitation', 'offer', 'award', 'placement', 'variation_request'`;
const BEFORE = '        IF shared_branch IS NOT NULL THEN';
const ENTERED = `        -- The care of an authority that is not live is not there for its providers.
        IF own IS NOT NULL AND kind IN (${KINDS}) THEN
          entered := ARRAY(SELECT a.id FROM authority a WHERE a.id = ANY (entered) AND a.stage = 'live');
        END IF;

`;

const branchMinutes = (counts: string): string => `
      CREATE OR REPLACE FUNCTION branch_minutes(sought text[]) RETURNS TABLE (branch_id text, minutes integer)
      LANGUAGE sql VOLATILE ${DEFINER} AS $$
        SELECT work.branch_id, sum(work.minutes)::int
        FROM (SELECT delivering_branch_id AS branch_id, weekly_minutes AS minutes
              FROM placement WHERE delivering_branch_id = ANY (sought) AND status = 'live'${counts}
              UNION ALL
              SELECT delivering_branch_id, weekly_minutes
              FROM award WHERE delivering_branch_id = ANY (sought) AND status = 'awaiting_start') work
        GROUP BY work.branch_id
      $$;`;

/**
 * Lets an authority that is not live bind nobody outside (docs/rules.md §7.5). A provider does not read its packages, requests
 * and hand-backs, and does not enter it by its care. Its care counts in the minutes of a branch only for itself.
 *
 * The policy of `placement` stays, because a provider counts the people on the lists that it confirms. Queries of care leave
 * out what is not live.
 */
export class CareOfLiveAuthorities1795000121000 implements MigrationInterface {
  readonly name = 'CareOfLiveAuthorities1795000121000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      CREATE FUNCTION live_authorities() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT ARRAY(SELECT id FROM authority WHERE stage = 'live')
      $$;
      ${POLICIES.map(({ table, after }) => `ALTER POLICY also_read ON ${table} USING (${after});`).join('\n')}
      ${branchMinutes(`
                AND (authority_id = ANY (live_authorities()) OR authority_id = ANY (tenant_authorities()))`)}
    `);
    await this.changeEntering(runner, (sql) => sql.replace(BEFORE, `${ENTERED}${BEFORE}`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.changeEntering(runner, (sql) => sql.replace(ENTERED, ''));
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      ${branchMinutes('')}
      ${POLICIES.map(({ table, before }) => `ALTER POLICY also_read ON ${table} USING (${before});`).join('\n')}
      DROP FUNCTION live_authorities();
    `);
  }

  /** Changes the function `tenant_enter`. The rest of it stays as earlier migrations left it. */
  private async changeEntering(runner: QueryRunner, change: (sql: string) => string): Promise<void> {
    const [found] = (await runner.query(
      `SELECT pg_get_functiondef('tenant_enter(text, text)'::regprocedure) AS sql`,
    )) as { sql: string }[];
    const changed = change(found?.sql ?? '');
    if (changed === found?.sql) throw new Error('the function tenant_enter has another form than expected');
    await runner.query(changed);
  }
}
