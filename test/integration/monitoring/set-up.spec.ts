import { ConfirmClocks } from '#brokerage/authorities/confirm-clocks';
import type { LotEntity } from '#brokerage/rows/authority.entity';
import { setUpOf } from '#brokerage/monitoring/set-up.queries';
import type { SetUpCheckCode, SetUpView } from '#contracts/set-up';
import { Database } from '#platform/database/database';
import type { TestUser } from '../../support/builders/authorities.js';
import { World } from '../../support/world.js';

describe('the set-up of an authority', () => {
  let world: World;
  let administrator: TestUser;
  let authorityId: string;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    authorityId = (await world.anAuthority()).id;
    administrator = await world.aUser({ role: 'administrator', authorityId });
  });

  const read = (): Promise<SetUpView> =>
    setUpOf(world.get(Database).readerFor(administrator.actor), authorityId, world.clock.now());
  const open = async (): Promise<SetUpCheckCode[]> =>
    (await read()).checks.filter(({ isDone }) => !isDone).map(({ code }) => code);

  it('goes from nothing to ready, one step after the other', async () => {
    const commissioner = await world.aUser({ role: 'commissioner', authorityId });
    expect(await open()).toEqual([
      'officer',
      'lots',
      'lot_postcodes',
      'tier_1',
      'clocks',
      'provider_users',
      'capacity',
    ]);
    await world.aUser({ role: 'officer', authorityId });
    const bare = await world.aLot({ authorityId, areas: [] });
    expect(await open()).toEqual(['lot_postcodes', 'tier_1', 'clocks', 'provider_users', 'capacity']);
    expect((await read()).checks.find(({ code }) => code === 'lot_postcodes')).toMatchObject({
      missing: 1,
      of: 1,
      examples: [{ id: bare.id, name: bare.name }],
    });
    await world.rows(`INSERT INTO lot_area (authority_id, area, lot_id) VALUES ($1, 'LE11', $2)`, [
      authorityId,
      bare.id,
    ]);
    await world.get(ConfirmClocks).execute(commissioner.caller);
    expect(await open()).toEqual(['tier_1', 'provider_users', 'capacity']);
    expect(await read()).toMatchObject({
      clocksConfirmedAt: world.clock.now().toISOString(),
      clocksConfirmedBy: expect.any(String),
    });
    expect(await world.eventsOf(authorityId)).toEqual(['authority.clocks_confirmed']);

    const { branch, provider } = await world.aContractedBranch({ lot: bare });
    await world.rows('UPDATE app_user SET disabled_at = now() WHERE provider_id = $1', [provider.id]);
    expect(await open()).toEqual(['provider_users']);
    await world.rows('UPDATE app_user SET disabled_at = NULL WHERE provider_id = $1', [provider.id]);
    expect(await open()).toEqual([]);
    expect((await read()).isReady).toBe(true);

    await world.rows('DELETE FROM capacity WHERE branch_id = $1', [branch.id]);
    expect(await open()).toEqual(['capacity']);
    await world.rows('UPDATE contract SET tier = 2 WHERE branch_id = $1', [branch.id]);
    expect(await open()).toEqual(['tier_1', 'capacity']);
    await world.rows(`UPDATE contract SET ends_on = starts_on WHERE branch_id = $1`, [branch.id]);
    world.clock.pass({ days: 400 });
    expect(await open()).toEqual(['tier_1', 'provider_users', 'capacity']);
  });

  it('tells nothing about the providers of other authorities', async () => {
    const other = await world.aContractedBranch({ lot: await world.aLot() });
    const reader = world.get(Database).readerFor(administrator.actor);
    const rows = await reader.query('SELECT provider_id FROM answering_providers($1)', [
      other.contract.authorityId,
    ]);
    expect(rows).toEqual([]);
  });

  it('counts 300 branches in 40 lots', async () => {
    const lots: LotEntity[] = [];
    for (let n = 0; n < 40; n++) lots.push(await world.aLot({ authorityId, areas: [] }));
    const { branch, contract } = await world.aContractedBranch({ lot: lots[0]! });
    await copyBranches(
      branch.id,
      contract.id,
      lots.map(({ id }) => id),
    );
    const view = await read();
    expect(view.checks.find(({ code }) => code === 'provider_users')).toMatchObject({
      of: 300,
      missing: 299,
    });
    expect(view.checks.find(({ code }) => code === 'tier_1')).toMatchObject({ of: 40, missing: 0 });
  });

  /** Adds 299 branches like the given one, each with a provider of its own, and a contract of every branch in every lot. */
  async function copyBranches(
    branchId: string,
    contractId: string,
    lotIds: readonly string[],
  ): Promise<void> {
    const copy = (table: string, changes: string, from: string, where: string): string =>
      `INSERT INTO ${table} SELECT (jsonb_populate_record(o, jsonb_build_object(${changes}))).* FROM ${table} o, ${from} WHERE ${where}`;
    const numbers = 'generate_series(1, 299) n';
    await world.rows(
      copy(
        'provider',
        `'id', '1-77' || n, 'name', 'Provider ' || n`,
        numbers,
        `o.id = (SELECT provider_id FROM branch WHERE id = $1)`,
      ),
      [branchId],
    );
    await world.rows(copy('branch', `'id', '1-88' || n, 'provider_id', '1-77' || n`, numbers, 'o.id = $1'), [
      branchId,
    ]);
    await world.rows(
      copy(
        'contract',
        `'id', gen_random_uuid(), 'branch_id', b.id, 'lot_id', l.id`,
        `(SELECT id FROM branch WHERE id LIKE '1-88%') b, unnest($2::uuid[]) AS l (id)`,
        'o.id = $1',
      ),
      [contractId, lotIds],
    );
    await world.rows('ANALYZE contract, branch, provider, capacity, lot');
  }
});
