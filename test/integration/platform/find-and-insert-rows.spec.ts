import { AuthorityEntity } from '#brokerage/rows/authority.entity';
import { CapacityEntity, ContractEntity } from '#brokerage/rows/provider.entity';
import { PersonExclusionEntity } from '#brokerage/rows/person.entity';
import { OfferEntity } from '#brokerage/rows/offer.entity';
import type { Tx } from '#platform/database/database';
import { findRow, rowOf } from '#platform/database/find-row';
import { insertRows } from '#platform/database/insert-rows';
import { updateRow } from '#platform/database/update-row';
import { holdTransaction, untilLockWaits } from '../../support/held-transaction.js';
import { World } from '../../support/world.js';

describe('rows', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());
  const inTx = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => world.owner.transaction(work);

  it('are found as TypeORM finds them: names, dates, lists, JSON and what is empty', async () => {
    const { asked, pkg, lot } = await world.aBroadcastOpen({ branches: 1 });
    const [from] = asked;
    if (!from) throw new Error('one branch was asked');
    const { id } = await world.anOffer({ from, pkg, note: `O'Brien <b> 李` });
    const branchId = from.branch.id;
    const capacity = { branchId, lotId: lot.id };
    await inTx(async (tx) => {
      expect(await findRow(tx, OfferEntity, { id })).toEqual(await tx.findOneBy(OfferEntity, { id }));
      expect(await findRow(tx, CapacityEntity, capacity)).toEqual(
        await tx.findOneBy(CapacityEntity, capacity),
      );
      expect(await findRow(tx, ContractEntity, { branchId })).toMatchObject({ startsOn: '2025-04-01' });
    });
  });

  it('are null, or an error where they must be there, when all columns are not as given', async () => {
    const { id, authorityId } = await world.aLot();
    const elsewhere = { branchId: '1-999', lotId: id, authorityId };
    expect(await inTx((tx) => findRow(tx, CapacityEntity, elsewhere))).toBeNull();
    await expect(inTx((tx) => rowOf(tx, CapacityEntity, elsewhere))).rejects.toThrow(
      'there is no CapacityEntity',
    );
  });

  it('are updated: names, dates, lists and JSON, and nothing else', async () => {
    const { asked, pkg } = await world.aBroadcastOpen({ branches: 1 });
    const { id } = await world.anOffer({ from: asked[0]!, pkg, note: `O'Brien <b> 李` });
    const before = await inTx((tx) => rowOf(tx, OfferEntity, { id }));
    const changes = { startsOn: '2026-05-01', visitTimes: [], note: null, revisedAt: world.clock.now() };
    await inTx((tx) => updateRow(tx, OfferEntity, id, changes));
    const after = await inTx((tx) => rowOf(tx, OfferEntity, { id }));
    expect(after).toEqual({ ...before, ...changes });
  });

  it('are not updated in what is no column', async () => {
    const { id } = await world.anAuthority();
    const change = { 'name" = name, "name': 'x' } as object;
    await expect(inTx((tx) => updateRow(tx, AuthorityEntity, id, change))).rejects.toThrow(TypeError);
  });

  it('are not looked for by what is no column', async () => {
    const where = { 'id" = id OR "id': 'x' };
    await expect(inTx((tx) => findRow(tx, AuthorityEntity, where))).rejects.toThrow(TypeError);
  });

  it('are kept from whoever would change them, or shared with whoever keeps them too', async () => {
    const { id } = await world.anAuthority();
    const keep = (lock: 'FOR UPDATE' | 'FOR SHARE') => (kept: Tx) =>
      rowOf(kept, AuthorityEntity, { id }, lock).then(() => undefined);
    const sharing = [holdTransaction(world, keep('FOR SHARE')), holdTransaction(world, keep('FOR SHARE'))];
    for (const { reached } of sharing) await reached;
    const alone = world.owner.transaction(keep('FOR UPDATE'));
    await untilLockWaits(world, 1);
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
    await inTx((tx) => insertRows(tx, CapacityEntity, ...(rows as unknown as CapacityEntity[])));
    for (const { branchId, ...row } of rows)
      expect(await inTx((tx) => findRow(tx, CapacityEntity, { branchId }))).toEqual({
        ...row,
        branchId,
        version: 1,
      });
  });

  it('are nothing when there are none', async () => {
    await expect(inTx((tx) => insertRows(tx, CapacityEntity))).resolves.toBeUndefined();
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
    await inTx((tx) => insertRows(tx, PersonExclusionEntity, ...rows));
    const [stored] = await world.rows(
      'SELECT count(*)::int AS rows FROM person_exclusion WHERE person_id = $1',
      [person.id],
    );
    expect(stored).toEqual({ rows: 11_000 });
  });
});
