import pg from 'pg';
import { MIGRATIONS } from '#migrations/all';
import { migrate } from '#platform/database/migrate';
import { openAccounts } from '#platform/database/open-accounts';
import { emptyDatabase, type FreshDatabase } from '../../support/environment.js';

/** The migrations that need neither the accounts nor row-level security. */
const BEFORE_ACCOUNTS = MIGRATIONS.filter(
  ({ name }) =>
    !/Roles|Tenants|Contests|InvitationFacts|ContactAttempts|OneRecord|MergedPeople|SetUp|ContractOwners|ContractChecks|Imports|Retention|ContingencyPacks|BranchLimits|LinkRequests|Teams|CutOver|Messages/.test(
      name,
    ),
);

describe('the accounts of a database that a superuser made', () => {
  let stored: FreshDatabase;
  afterEach(() => stored.drop());

  const open = () =>
    openAccounts({
      admin: stored.url,
      owner: stored.ownerUrl,
      runtime: stored.runtimeUrl,
      acrossTenants: stored.crossTenantUrl,
    });

  async function ask<T extends object>(url: string, sql: string): Promise<T[]> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<T>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  const OWNERS = `
    SELECT DISTINCT owner FROM (
      SELECT tableowner::text AS owner FROM pg_tables WHERE schemaname IN ('public', 'bullmq')
      UNION ALL SELECT sequenceowner::text FROM pg_sequences WHERE schemaname IN ('public', 'bullmq')
      UNION ALL SELECT proowner::regrole::text FROM pg_proc
      WHERE pronamespace = 'public'::regnamespace AND proname LIKE ANY (ARRAY['event%', 'tenant%', 'refuse%', 'invitation%'])
      UNION ALL SELECT unnest(roles)::text FROM pg_policies WHERE policyname = 'owner_sees_all') found`;

  it('are opened by an upgrade, which gives the tables to the owner, and twice does no harm', async () => {
    stored = await emptyDatabase();
    await migrate(stored.url, BEFORE_ACCOUNTS);
    await open();
    await open();
    await migrate(stored.ownerUrl, MIGRATIONS);
    expect(await ask(stored.url, OWNERS)).toEqual([{ owner: 'homeward_owner' }]);
    expect(await ask(stored.runtimeUrl, 'SELECT 1 FROM person')).toEqual([]);
    await expect(ask(stored.runtimeUrl, 'DELETE FROM event')).rejects.toMatchObject({ code: '42501' });
  }, 120_000);

  it('take over what a superuser migrated, policies included', async () => {
    stored = await emptyDatabase();
    await migrate(stored.url, MIGRATIONS);
    await open();
    expect(await ask(stored.url, OWNERS)).toEqual([{ owner: 'homeward_owner' }]);
    const seen = `INSERT INTO authority (id, name, created_at) VALUES (gen_random_uuid(), 'Own', now()) RETURNING name`;
    expect(await ask(stored.ownerUrl, seen)).toEqual([{ name: 'Own' }]);
  }, 120_000);

  it('are refused if two addresses name one account', async () => {
    stored = await emptyDatabase();
    const same = { owner: stored.ownerUrl, runtime: stored.runtimeUrl, acrossTenants: stored.runtimeUrl };
    await expect(openAccounts({ admin: stored.url, ...same })).rejects.toThrow('an account of its own');
  });
});
