import { v7 as uuid } from 'uuid';
import { AuthorityEntity } from '#brokerage/rows/authority.entity';
import { CapacityEntity, ContractEntity } from '#brokerage/rows/provider.entity';
import { PersonExclusionEntity } from '#brokerage/rows/person.entity';
import { OfferEntity } from '#brokerage/rows/offer.entity';
import { Database, type Tx } from '#platform/database/database';
import { findRow, rowOf } from '#platform/database/find-row';
import { insertRows } from '#platform/database/insert-rows';
import { inOne } from '#platform/database/statement';
import { holding, untilWaiting } from '../../support/holding.js';
import { World } from '../../support/world.js';

describe('rows', () => {
  let world: World;
  let tx: Tx;
  beforeAll(async () => {
    world = await World.open();
    tx = world.get(Database).reader;
  });
  afterAll(() => world.close());

  it('are found as TypeORM finds them: names, dates, lists, JSON and what is empty', async () => {
    const { asked, pkg, lot } = await world.aBroadcastOpen({ branches: 1 });
    const [from] = asked;
    if (!from) throw new Error('one branch was asked');
    const { id } = await world.anOffer({ from, pkg, note: `O'Brien <b> 李` });
    const branchId = from.branch.id;
    expect(await findRow(tx, OfferEntity, { id })).toEqual(await tx.findOneBy(OfferEntity, { id }));
    const capacity = { branchId, lotId: lot.id };
    expect(await findRow(tx, CapacityEntity, capacity)).toEqual(await tx.findOneBy(CapacityEntity, capacity));
    expect(await findRow(tx, ContractEntity, { branchId })).toMatchObject({ startsOn: '2025-04-01' });
  });

  it('are null, or an error where they must be there, when all columns are not as given', async () => {
    const { id, authorityId } = await world.aLot();
    const elsewhere = { branchId: '1-999', lotId: id, authorityId };
    expect(await findRow(tx, CapacityEntity, elsewhere)).toBeNull();
    await expect(rowOf(tx, CapacityEntity, elsewhere)).rejects.toThrow('there is no CapacityEntity');
  });

  it('are not looked for by what is no column', async () => {
    const where = { 'id" = id OR "id': 'x' };
    await expect(findRow(tx, AuthorityEntity, where)).rejects.toThrow(TypeError);
  });

  it('are kept from whoever would change them, or shared with whoever keeps them too', async () => {
    const { id } = await world.anAuthority();
    const keep = (lock: 'FOR UPDATE' | 'FOR SHARE') => (kept: Tx) =>
      rowOf(kept, AuthorityEntity, { id }, lock).then(() => undefined);
    const sharing = [holding(world, keep('FOR SHARE')), holding(world, keep('FOR SHARE'))];
    for (const { reached } of sharing) await reached;
    const alone = world.get(Database).transaction(keep('FOR UPDATE'));
    await untilWaiting(world, 1);
    for (const shared of sharing) await shared.release();
    await expect(alone).resolves.toBeUndefined();
  });

  it('are inserted whole, several at once, lists, JSON and nothing among them, with defaults for what is absent', async () => {
    const lot = await world.aLot();
    const { authorityId } = lot;
    const branches = await Promise.all([1, 2].map(() => world.aProviderWithBranch()));
    const rows = branches.map(({ branch }) => ({
      authorityId,
      branchId: branch.id,
      lotId: lot.id,
      spareMinutes: 60,
      bands: ['tea', 'bed'],
      doubleUps: false,
      declaredAt: world.clock.now(),
    }));
    await insertRows(tx, CapacityEntity, ...(rows as unknown as CapacityEntity[]));
    for (const { branchId, ...row } of rows)
      expect(await findRow(tx, CapacityEntity, { branchId })).toEqual({ ...row, branchId, version: 1 });
  });

  it('are nothing when there are none', async () => {
    await expect(insertRows(tx, CapacityEntity)).resolves.toBeUndefined();
  });

  it('are inserted beyond the parameters that one statement takes', async () => {
    const { id: authorityId } = await world.anAuthority();
    const person = await world.aPerson({ authorityId });
    const user = await world.aUser({ role: 'officer', authorityId });
    const { branch } = await world.aProviderWithBranch();
    await world.rows(
      `INSERT INTO branch SELECT (jsonb_populate_record(b, jsonb_build_object('id', '1-9' || n))).*
       FROM branch b, generate_series(10000001, 10011000) n WHERE b.id = $1`,
      [branch.id],
    );
    const ids = await world.rows<{ id: string }>(`SELECT id FROM branch WHERE id LIKE '1-91%'`);
    const at = world.clock.now();
    const rows = ids.map(({ id: branchId }) => ({
      authorityId,
      personId: person.id,
      branchId,
      reason: `O'Brien <b> 李`,
      recordedAt: at,
      recordedBy: user.id,
    }));
    await insertRows(tx, PersonExclusionEntity, ...rows);
    const [stored] = await world.rows(
      'SELECT count(*)::int AS rows FROM person_exclusion WHERE person_id = $1',
      [person.id],
    );
    expect(stored).toEqual({ rows: 11_000 });
  });
});

describe('a transaction with a last write', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const naming = (id: string, name: string) => ({
    sql: 'UPDATE authority SET name = $2 WHERE id = $1',
    values: [id, name],
  });
  const nameOf = async (id: string): Promise<unknown> => {
    const [row] = await world.rows('SELECT name FROM authority WHERE id = $1', [id]);
    return row?.name;
  };

  it('commits it with all before it, several tables in one statement', async () => {
    const [one, two] = [await world.anAuthority(), await world.aProviderWithBranch()];
    const database = world.get(Database);
    const renaming = { sql: 'UPDATE provider SET name = $2 WHERE id = $1', values: [two.provider.id, '李'] };
    let told = false;
    await database.transaction(async (tx) => {
      await tx.query('UPDATE branch SET name = $2 WHERE id = $1', [two.branch.id, 'O’Brien']);
      database.afterCommit(tx, () => (told = true));
      await database.lastly(tx, inOne(naming(one.id, `O'Brien <b>`), renaming));
    });
    expect([await nameOf(one.id), told]).toEqual([`O'Brien <b>`, true]);
    const [row] = await world.rows(
      'SELECT p.name AS provider, b.name AS branch FROM provider p JOIN branch b ON b.provider_id = p.id WHERE p.id = $1',
      [two.provider.id],
    );
    expect(row).toEqual({ provider: '李', branch: 'O’Brien' });
  });

  it('commits nothing, tells nobody and says why where the last write is refused', async () => {
    const { id, name } = await world.anAuthority();
    const database = world.get(Database);
    let told = false;
    const trying = database.transaction(async (tx) => {
      await tx.query('UPDATE authority SET name = $2 WHERE id = $1', [id, 'changed']);
      database.afterCommit(tx, () => (told = true));
      await database.lastly(tx, { sql: 'INSERT INTO authority (id) VALUES ($1)', values: [uuid()] });
    });
    await expect(trying).rejects.toMatchObject({ code: '23502' });
    expect([await nameOf(id), told]).toEqual([name, false]);
  });

  it('does not send it where the work before is refused', async () => {
    const { id, name } = await world.anAuthority();
    const database = world.get(Database);
    const trying = database.transaction(async (tx) => {
      await database.lastly(tx, naming(id, 'changed'));
      throw new Error('refused');
    });
    await expect(trying).rejects.toThrow('refused');
    expect(await nameOf(id)).toBe(name);
  });
});
