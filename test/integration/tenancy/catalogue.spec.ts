import { TABLES_BY_TENANT } from '#brokerage/rows/tables-by-tenant';
import { World } from '../../support/world.js';

interface CatalogueTable {
  readonly name: string;
  readonly owner: string;
  readonly isForced: boolean;
  readonly policies: readonly string[];
  readonly runtime: readonly string[];
  readonly across: readonly string[];
}

const CATALOGUE = `
  SELECT c.relname AS name, c.relowner::regrole::text AS owner, c.relrowsecurity AND c.relforcerowsecurity AS "isForced",
         ARRAY(SELECT DISTINCT polname::text FROM pg_policy WHERE polrelid = c.oid ORDER BY 1) AS policies,
         ARRAY(SELECT p FROM unnest(ARRAY['SELECT','INSERT','UPDATE','DELETE','TRUNCATE','REFERENCES','TRIGGER']) p
               WHERE has_table_privilege('homeward_runtime', c.oid, p)) AS runtime,
         ARRAY(SELECT p FROM unnest(ARRAY['SELECT','INSERT','UPDATE','DELETE','TRUNCATE','REFERENCES','TRIGGER']) p
               WHERE has_table_privilege('homeward_across', c.oid, p)) AS across
  FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') ORDER BY 1`;

/** The tables in which `homeward_across` writes, with what it may do besides reading. */
const WRITTEN_ACROSS: Readonly<Record<string, readonly string[]>> = {
  audit_check: ['INSERT', 'DELETE'],
  audit_head: ['INSERT'],
  contingency_pack: ['INSERT'],
  document: ['DELETE'],
  event: ['INSERT'],
  event_provider: ['INSERT'],
  log_reader: ['INSERT', 'UPDATE'],
  message: ['INSERT', 'UPDATE'],
  message_attempt: ['INSERT'],
  event_seal: ['INSERT'],
  person_search: ['DELETE'],
  request_key: ['UPDATE', 'DELETE'],
  session: ['UPDATE', 'DELETE'],
  account_link: ['UPDATE', 'DELETE'],
  sign_in_attempt: ['UPDATE', 'DELETE'],
  sign_in_address: ['UPDATE', 'DELETE'],
  webhook: ['UPDATE'],
  webhook_delivery: ['INSERT', 'UPDATE', 'DELETE'],
  webhook_secret: ['DELETE'],
};

/** The tables of which `homeward_across` may not read the hashes of passwords and tokens. */
const WITH_SECRETS = ['app_user', 'session', 'account_link'];

describe('the catalogue of the database', () => {
  let world: World;
  let tables: readonly CatalogueTable[];
  beforeAll(async () => {
    world = await World.open();
    tables = await world.rows<CatalogueTable>(CATALOGUE);
  });
  afterAll(() => world.close());

  it('has every table in the list of tables by tenant, and no other', () => {
    expect(tables.map(({ name }) => name)).toEqual(Object.keys(TABLES_BY_TENANT).sort());
  });

  it('belongs to the account that migrates', () => {
    expect([...new Set(tables.map(({ owner }) => owner))]).toEqual(['homeward_owner']);
  });

  it('forces row-level security on every table of tenants', () => {
    for (const { name, isForced, policies } of tables) {
      const isTenant = TABLES_BY_TENANT[name]?.holds === 'tenant';
      expect([name, isForced]).toEqual([name, isTenant]);
      if (isTenant)
        expect([name, policies]).toEqual([
          name,
          expect.arrayContaining(['across_tenants', 'of_tenant', 'owner_sees_all']),
        ]);
    }
  });

  it('lets no policy of the requests through without looking at the tenant', async () => {
    const open = await world.rows(
      `SELECT tablename, policyname FROM pg_policies
       WHERE 'homeward_runtime' = ANY (roles) AND coalesce(qual, with_check) !~ 'tenant_|provider_sees_'
         AND coalesce(qual, with_check) !~ 'app_user|restriction|placement|webhook w'
       ORDER BY 1`,
    );
    // The names of the authorities are shared, and only the own authority is written.
    // An event is added to streams, which show it only if its own policy does.
    expect(open).toEqual([
      { tablename: 'authority', policyname: 'also_read' },
      { tablename: 'event_provider', policyname: 'added' },
    ]);
  });

  it('gives the roles the rights that they need, and no other', () => {
    for (const { name, runtime, across } of tables) {
      const rights = TABLES_BY_TENANT[name];
      const read = rights?.holds === 'across' ? [] : ['SELECT'];
      expect([name, runtime]).toEqual([name, [...read, ...(rights?.writes ?? [])]]);
      const readAcross = WITH_SECRETS.includes(name) ? [] : ['SELECT']; // column by column, without the secrets
      expect([name, across]).toEqual([name, [...readAcross, ...(WRITTEN_ACROSS[name] ?? [])]]);
    }
  });

  it('keeps the hashes of passwords and tokens from those who read over all tenants', async () => {
    const readable = await world.rows(
      `SELECT attrelid::regclass::text || '.' || attname AS column FROM pg_attribute
       WHERE attrelid = ANY ($1::regclass[]) AND attname IN ('password_hash', 'token_hash')
         AND has_column_privilege('homeward_across', attrelid, attnum, 'SELECT')`,
      [WITH_SECRETS],
    );
    expect(readable).toEqual([]);
  });

  it('has roles that are neither superusers nor members of each other, and own nothing', async () => {
    const roles = await world.rows(
      `SELECT rolname AS name, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication AS "isMighty",
              pg_has_role(rolname, 'homeward_across', 'MEMBER') AS "mayCross",
              pg_has_role(rolname, 'homeward_owner', 'MEMBER') AS "mayOwn",
              EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid AND c.relnamespace = 'public'::regnamespace)
              OR EXISTS (SELECT 1 FROM pg_proc p WHERE p.proowner = r.oid AND p.pronamespace = 'public'::regnamespace) AS "owns"
       FROM pg_roles r WHERE rolname IN ('homeward_api', 'homeward_log', 'homeward_runtime') ORDER BY 1`,
    );
    const harmless = { isMighty: false, mayOwn: false, owns: false };
    expect(roles).toEqual([
      { name: 'homeward_api', ...harmless, mayCross: false },
      { name: 'homeward_log', ...harmless, mayCross: true },
      { name: 'homeward_runtime', ...harmless, mayCross: false },
    ]);
  });

  it('fixes the search path of every function that runs as the owner', async () => {
    const loose = await world.rows(
      `SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef
         AND NOT coalesce(proconfig::text LIKE '%search_path%', false)`,
    );
    expect(loose).toEqual([]);
  });
});
