import type { MigrationInterface, QueryRunner } from 'typeorm';

const DEFINER = 'SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp';
const ofAuthority = (column = 'authority_id'): string =>
  `${column} = ANY ((SELECT tenant_authorities())::uuid[])`;
const ofProvider = (column = 'provider_id'): string => `${column} = (SELECT tenant_provider())`;
/** True for a row of a branch to which the user of the transaction is limited, and for every row without a limit. */
const withinLimit = (column = 'branch_id'): string =>
  `((SELECT tenant_limit()) IS NULL OR ${column} = ANY ((SELECT tenant_limit())::text[]))`;
const hasEntered = `cardinality((SELECT tenant_authorities())) > 0`;

const OF_REPORT = `EXISTS (SELECT 1 FROM branch_report r WHERE r.document_id = document.id)`;
const OF_CONTEST = `EXISTS (SELECT 1 FROM restriction_contest c WHERE c.document_id = document.id AND ${ofProvider('c.by_provider_id')})`;

/** The conditions of the policies that name the provider and not its branches: without a limit, and with one. */
const POLICIES = [
  {
    policy: 'also_read ON invitation',
    before: ofProvider(),
    after: `${ofProvider()} AND ${withinLimit()}`,
  },
  {
    policy: 'also_read ON offer',
    before: ofProvider(),
    after: `${ofProvider()} AND ${withinLimit()}`,
  },
  {
    // The document of a branch that the user may not see stays hidden. The user's own uploads do not.
    policy: 'of_tenant ON document',
    before: `${ofAuthority()} OR ${ofProvider()}`,
    after: `${ofAuthority()} OR (${ofProvider()} AND ((SELECT tenant_limit()) IS NULL
      OR uploaded_by = (SELECT tenant_user()) OR ${OF_REPORT} OR ${OF_CONTEST}))`,
  },
  {
    // An act that has entered an authority decides by all notices of CQC, as for a user without a limit.
    policy: 'also_read ON restriction',
    before: `(valid_for_authority_id IS NULL AND (${hasEntered} OR (SELECT tenant_provider()) IS NOT NULL))
      OR branch_id = ANY ((SELECT tenant_branches())::text[])`,
    after: `(valid_for_authority_id IS NULL AND (${hasEntered}
        OR ((SELECT tenant_provider()) IS NOT NULL AND ${withinLimit()})))
      OR branch_id = ANY ((SELECT tenant_branches())::text[])`,
  },
  {
    policy: 'of_tenant ON restriction_contest',
    before: `${ofAuthority()} OR ${ofAuthority('by_authority_id')} OR ${ofProvider('by_provider_id')}`,
    after: `${ofAuthority()} OR ${ofAuthority('by_authority_id')}
      OR (${ofProvider('by_provider_id')} AND EXISTS (SELECT 1 FROM restriction r WHERE r.id = restriction_id))`,
  },
] as const;

const OF_OWN = 'i.provider_id = tenant_provider()';
const tenantBranches = (limit: string): string => `
      CREATE OR REPLACE FUNCTION tenant_branches() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT ARRAY(SELECT id FROM branch WHERE provider_id = tenant_provider()${limit})
      $$;`;

/** SQL of the functions that run as the owner and find an invitation by its provider. */
const functionsOfInvitations = (limit: string): string => `
      CREATE OR REPLACE FUNCTION provider_sees_package(sought uuid) RETURNS boolean LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT EXISTS (SELECT 1 FROM broadcast b JOIN invitation i ON i.broadcast_id = b.id
                       WHERE b.package_id = sought AND i.provider_id = tenant_provider()${limit})
            OR EXISTS (SELECT 1 FROM placement p WHERE p.package_id = sought
                       AND (p.branch_id = ANY (tenant_branches()) OR p.delivering_branch_id = ANY (tenant_branches())))
            OR EXISTS (SELECT 1 FROM award a WHERE a.package_id = sought
                       AND (a.branch_id = ANY (tenant_branches()) OR a.delivering_branch_id = ANY (tenant_branches())))
      $$;
      CREATE OR REPLACE FUNCTION offers_ranked(sought uuid) RETURNS TABLE (ranked integer, best_score jsonb)
      LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT nullif(count(*) FILTER (WHERE o.rank IS NOT NULL), 0)::int,
               (array_agg(o.score) FILTER (WHERE o.rank = 1))[1]
        FROM offer o
        WHERE o.broadcast_id = sought
          AND EXISTS (SELECT 1 FROM invitation i WHERE i.broadcast_id = sought
                      AND (${limit === '' ? OF_OWN : `(${OF_OWN}${limit})`} OR i.authority_id = ANY (tenant_authorities())))
      $$;
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
          AND CASE WHEN tenant_provider() IS NOT NULL THEN i.provider_id = tenant_provider()${limit}
                   ELSE pg_has_role(session_user, current_user, 'MEMBER')
                        OR i.authority_id = ANY (tenant_authorities()) END
      $$;`;

/** Where `tenant_enter` finds a row by its provider, and the column with the branch of the row. */
const ENTRANCES = [
  { found: 'WHERE b.id = tenant_enter.id AND (own IS NULL OR b.provider_id = own)', branch: 'b.id' },
  { found: 'FROM invitation r WHERE r.id = row_id AND r.provider_id = own', branch: 'r.branch_id' },
  { found: 'FROM offer r WHERE r.id = row_id AND r.provider_id = own', branch: 'r.branch_id' },
] as const;
const limited = ({ found, branch }: (typeof ENTRANCES)[number]): string =>
  `${found} AND (tenant_limit() IS NULL OR ${branch} = ANY (tenant_limit()))`;

const INVITED_BRANCH = ' AND (tenant_limit() IS NULL OR i.branch_id = ANY (tenant_limit()))';

/**
 * Limits a user of a provider to some of its branches. The policies and the functions of the tenant read the limit
 * in the statement itself, so every query and every act of the user obeys it, and a change takes effect at once
 * (docs/decisions/0064).
 */
export class BranchLimitsOfTenants1795000100000 implements MigrationInterface {
  readonly name = 'BranchLimitsOfTenants1795000100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      -- The branches to which a user is limited. A user without rows sees every branch of the provider.
      CREATE TABLE user_branch (
        user_id      uuid NOT NULL CONSTRAINT fk_user_branch_user REFERENCES app_user,
        branch_id    text NOT NULL CONSTRAINT fk_user_branch_branch REFERENCES branch,
        provider_id  text NOT NULL CONSTRAINT fk_user_branch_provider REFERENCES provider,
        PRIMARY KEY (user_id, branch_id)
      );
      GRANT SELECT, INSERT, DELETE ON user_branch TO homeward_runtime;
      GRANT SELECT ON user_branch TO homeward_across;
      ALTER TABLE user_branch ENABLE ROW LEVEL SECURITY;
      ALTER TABLE user_branch FORCE ROW LEVEL SECURITY;
      CREATE POLICY owner_sees_all ON user_branch TO CURRENT_USER USING (true);
      CREATE POLICY across_tenants ON user_branch FOR SELECT TO homeward_across USING (true);
      CREATE POLICY of_tenant ON user_branch TO homeward_runtime USING (${ofProvider()});

      -- The branches to which the user of the transaction is limited, or null.
      CREATE FUNCTION tenant_limit() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT array_agg(branch_id) FROM user_branch WHERE user_id = tenant_user()
      $$;
      ${tenantBranches(' AND (tenant_limit() IS NULL OR id = ANY (tenant_limit()))')}
      ${functionsOfInvitations(INVITED_BRANCH)}

      ${POLICIES.map(({ policy, after }) => `ALTER POLICY ${policy} USING (${after});`).join('\n')}
    `);
    // A limited user enters by a row of these branches only. tenant_branches() limits the other kinds of rows.
    await this.changeEntering(runner, (sql, entrance) => sql.replace(entrance.found, limited(entrance)));
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.changeEntering(runner, (sql, entrance) => sql.replace(limited(entrance), entrance.found));
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      ${POLICIES.map(({ policy, before }) => `ALTER POLICY ${policy} USING (${before});`).join('\n')}
      ${functionsOfInvitations('')}
      ${tenantBranches('')}
      DROP FUNCTION tenant_limit();
      DROP TABLE user_branch;
    `);
  }

  /** Changes the conditions of `tenant_enter`. The rest of the function stays as earlier migrations left it. */
  private async changeEntering(
    runner: QueryRunner,
    change: (sql: string, entrance: (typeof ENTRANCES)[number]) => string,
  ): Promise<void> {
    const [found] = (await runner.query(
      `SELECT pg_get_functiondef('tenant_enter(text, text)'::regprocedure) AS sql`,
    )) as { sql: string }[];
    const changed = ENTRANCES.reduce((sql, entrance) => {
      const next = change(sql, entrance);
      if (next === sql) throw new Error('the function tenant_enter has another form than expected');
      return next;
    }, found?.sql ?? '');
    await runner.query(changed);
  }
}
