import pg from 'pg';
import { DecideMessages } from '#brokerage/messages/decide-messages';
import { MakeOffer } from '#brokerage/offers/make-offer';
import { TABLES_BY_TENANT } from '#brokerage/rows/tables-by-tenant';
import type { Actor } from '#contracts/roles-and-actors';
import { Database } from '#platform/database/database';
import { NO_TENANT, type Tenant, tenantOf } from '#platform/database/tenant';
import { termsFor } from '../../support/builders/broadcasts.js';
import { World } from '../../support/world.js';

const TENANT_TABLES = Object.entries(TABLES_BY_TENANT)
  .filter(([name, { holds }]) => holds === 'tenant' && name !== 'authority')
  .map(([name]) => name);

/** Tables whose rows name their authority. */
const OF_AUTHORITY = `
  SELECT table_name::text AS name FROM information_schema.columns
  WHERE table_schema = 'public' AND column_name = 'authority_id' AND table_name = ANY ($1) ORDER BY 1`;

describe('the second wall', () => {
  let world: World;
  /** Two authorities with the same kinds of rows, and nothing in common. */
  let own: Awaited<ReturnType<World['aPlacement']>>;
  let foreign: Awaited<ReturnType<World['aPlacement']>>;
  beforeAll(async () => {
    world = await World.open();
    const decide = () => world.get(DecideMessages).execute();
    await decide();
    own = await world.aPlacement();
    foreign = await world.aPlacement();
    for (const { placement, lot } of [own, foreign])
      await world.aRestriction({
        by: await world.aUser({ role: 'commissioner', authorityId: lot.authorityId }),
        branchId: placement.deliveringBranchId,
        source: 'authority',
        conditions: [{ kind: 'closed' }],
      });
    expect(await decide()).toBeGreaterThan(10);
  });
  afterAll(() => world.close());

  const countIn = async (table: string, tenant: Tenant, where = 'true', values: unknown[] = []) => {
    const [row] = await world
      .get(Database)
      .readerOf(tenant)
      .query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE ${where}`, values);
    return row?.n;
  };

  it('answers nothing from a table of tenants without a tenant', async () => {
    for (const table of TENANT_TABLES) expect([table, await countIn(table, NO_TENANT)]).toEqual([table, 0]);
    const facts = 'SELECT 1 FROM invitation_facts($1)';
    const { invitationId } = own.winner;
    expect(await world.get(Database).readerOf(NO_TENANT).query(facts, [invitationId])).toEqual([]);
  });

  it('answers nothing outside a transaction, and after the transaction that had a tenant', async () => {
    const client = new pg.Client({ connectionString: world.config.DATABASE_URL });
    await client.connect();
    const people = async () => (await client.query('SELECT 1 FROM person')).rowCount;
    expect(await people()).toBe(0);
    await client.query(`BEGIN; SET LOCAL homeward.authorities = '${own.lot.authorityId}'`);
    expect(await people()).toBeGreaterThan(0);
    await client.query('COMMIT');
    expect(await people()).toBe(0);
    await client.end();
  });

  describe('behind a WHERE clause that is missing', () => {
    const actors = async (): Promise<Actor[]> => {
      const { authorityId } = own.lot;
      const staff = ['officer', 'commissioner', 'administrator', 'auditor'] as const;
      const users = await Promise.all(staff.map((role) => world.aUser({ role, authorityId })));
      const { provider } = own.winner;
      const administrator = await world.aUser({ role: 'provider_administrator', providerId: provider.id });
      return [...users.map(({ actor }) => actor), own.winner.user.actor, administrator.actor];
    };

    it('shows no role a row of another authority', async () => {
      const tables = await world.rows<{ name: string }>(OF_AUTHORITY, [TENANT_TABLES]);
      expect(tables.length).toBeGreaterThan(25);
      for (const actor of await actors())
        for (const { name } of tables)
          expect([
            actor.kind,
            name,
            await countIn(name, tenantOf(actor), 'authority_id = $1', [foreign.lot.authorityId]),
          ]).toEqual([actor.kind, name, 0]);
    });

    it('shows staff every row of their own authority', async () => {
      const tenant = tenantOf(own.officer.actor);
      for (const table of [
        'person',
        'package',
        'broadcast',
        'invitation',
        'offer',
        'award',
        'placement',
        'event',
      ]) {
        const [all] = await world.rows<{ n: number }>(
          `SELECT count(*)::int AS n FROM ${table} WHERE authority_id = $1`,
          [own.lot.authorityId],
        );
        expect([table, await countIn(table, tenant)]).toEqual([table, all?.n]);
        expect(all?.n).toBeGreaterThan(0);
      }
    });

    it('shows a provider no offer and no invitation of a rival, and no person', async () => {
      const tenant = tenantOf(own.winner.user.actor);
      const rival = 'provider_id <> $1';
      const { id } = own.winner.provider;
      expect(await countIn('offer', tenant, rival, [id])).toBe(0);
      expect(await countIn('invitation', tenant, rival, [id])).toBe(0);
      expect(await countIn('offer', tenant)).toBeGreaterThan(0);
      expect(await countIn('person', tenant)).toBe(0);
      expect(await countIn('app_user', tenant, 'provider_id IS DISTINCT FROM $1', [id])).toBe(0);
    });

    it('changes no row of another authority, and adds none', async () => {
      const tenant = tenantOf(own.officer.actor);
      const { id } = foreign.pkg;
      const { authorityId } = foreign.lot;
      const database = world.get(Database);
      const changed = await database.transaction(tenant, (tx) =>
        tx.write(`UPDATE package SET note = 'x' WHERE id = $1`, [id]),
      );
      expect(changed.count).toBe(0);
      const adding = database.transaction(tenant, (tx) =>
        tx.write(
          `INSERT INTO concern (id, authority_id, branch_id, kind, at) VALUES (gen_random_uuid(), $1, $2, 'complaint', now())`,
          [authorityId, foreign.placement.branchId],
        ),
      );
      await expect(adding).rejects.toThrow('row-level security');
    });
  });

  describe('as an act of a provider enters it', () => {
    const enter = async (actor: Actor, kind: 'invitation' | 'offer' | 'placement' | 'branch', id: string) => {
      const [row] = await world
        .get(Database)
        .readerFor(actor, { kind, id })
        .query<{ n: number }>('SELECT count(*)::int AS n FROM person');
      return row?.n ?? 0;
    };

    it('opens only by a row that names the provider', async () => {
      const { actor } = own.winner.user;
      expect(await enter(actor, 'invitation', own.winner.invitationId)).toBeGreaterThan(0);
      expect(await enter(actor, 'invitation', foreign.winner.invitationId)).toBe(0);
      expect(await enter(actor, 'invitation', own.asked[1]!.invitationId)).toBe(0);
      expect(await enter(actor, 'placement', foreign.placement.id)).toBe(0);
      expect(await enter(actor, 'branch', foreign.placement.branchId)).toBe(0);
      expect(await enter(actor, 'offer', 'not an id')).toBe(0);
    });

    it('does not open another authority to staff by a row', async () => {
      expect(await enter(own.officer.actor, 'placement', foreign.placement.id)).toBe(
        await countIn('person', tenantOf(own.officer.actor)),
      );
    });

    it('refuses an act by the row of another provider', async () => {
      const offering = world.get(MakeOffer).execute(own.winner.user.caller, {
        invitationId: foreign.winner.invitationId,
        terms: termsFor(world, foreign.pkg, own.winner.branch.id),
      });
      await expect(offering).rejects.toMatchObject({ code: 'invitation_not_found' });
    });
  });

  describe('is not taken down by the accounts of the processes', () => {
    const TRICKS = [
      `SET session_replication_role = replica`,
      `ALTER TABLE event DISABLE TRIGGER event_append_only`,
      `ALTER TABLE person DISABLE ROW LEVEL SECURITY`,
      `ALTER TABLE person NO FORCE ROW LEVEL SECURITY`,
      `DROP POLICY of_tenant ON person`,
      `COPY person FROM PROGRAM 'true'`,
      `COPY (SELECT 1) TO PROGRAM 'true'`,
      `SET ROLE homeward_owner`,
      `SET ROLE homeward`,
      `UPDATE event SET payload = '{}'`,
      `DELETE FROM event`,
      `TRUNCATE event`,
      `UPDATE event_seal SET hash = ''`,
      `DELETE FROM eligibility_decision`,
      `UPDATE restriction_version SET reason = ''`,
      `DELETE FROM person_read`,
      `CREATE TABLE public.own (id int)`,
      `CREATE FUNCTION public.own() RETURNS int LANGUAGE sql AS 'SELECT 1'`,
    ];
    it.each(['DATABASE_URL', 'CROSS_TENANT_DATABASE_URL'] as const)('%s', async (name) => {
      const client = new pg.Client({ connectionString: world.config[name] });
      await client.connect();
      for (const trick of TRICKS)
        await expect(client.query(trick).then(() => trick)).rejects.toMatchObject({ code: '42501' });
      await client.end();
    });

    it('nor may a request take the role of those who read over all tenants', async () => {
      const client = new pg.Client({ connectionString: world.config.DATABASE_URL });
      await client.connect();
      await expect(client.query('SET ROLE homeward_across')).rejects.toMatchObject({ code: '42501' });
      await expect(client.query('SELECT 1 FROM log_reader')).rejects.toMatchObject({ code: '42501' });
      await client.query('SET row_security = off');
      await expect(client.query('SELECT 1 FROM person')).rejects.toMatchObject({ code: '42501' });
      await client.end();
    });
  });
});
