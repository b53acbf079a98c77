import { capacitiesIn } from '#brokerage/providers/capacity.queries';
import { ConfirmCapacity } from '#brokerage/providers/confirm-capacity';
import { DeclareCapacity } from '#brokerage/providers/declare-capacity';
import { takeCapacity } from '#brokerage/providers/steps/take-capacity';
import type { ContractedBranch } from '../../support/builders/providers.js';
import { holdTransaction, untilLockWaits } from '../../support/held-transaction.js';
import { World } from '../../support/world.js';

describe('confirming capacity', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  /** Creates a branch with declared capacity in two lots. */
  async function aBranchInTwoLots() {
    const [lot, other] = [await world.aLot({}), await world.aLot({ areas: ['LE12'] })];
    const one = await world.aContractedBranch({ lot });
    await world.aContract({ lot: other, branchId: one.branch.id });
    await world.aCapacity({ lot: other, branchId: one.branch.id, spareMinutes: 120 });
    return { one, lots: [lot, other] as const };
  }
  const confirm = (one: ContractedBranch, ...lots: { lotId: string; version: number }[]) =>
    world.get(ConfirmCapacity).execute(one.user.caller, { branchId: one.branch.id, lots });
  const standing = async ({ branch, provider }: ContractedBranch) =>
    (await capacitiesIn(world.reader, { providerId: provider.id }, { branchId: branch.id })).map(
      ({ lotId, spareMinutes, version, declaredAt }) => ({ lotId, spareMinutes, version, declaredAt }),
    );

  it('makes what was declared fresh in every lot that is named, and tells each authority', async () => {
    const { one, lots } = await aBranchInTwoLots();
    world.clock.pass({ days: 8 });
    const [lot, other] = lots.map(({ id: lotId }) => ({ lotId, version: 1 }));
    if (!lot || !other) throw new Error('two lots');
    const before = await world.rows('SELECT 1 FROM event');
    expect(await confirm(one, lot, other)).toHaveLength(2);
    const now = world.clock.now().toISOString();
    expect(await standing(one)).toEqual(
      expect.arrayContaining([
        { lotId: lot.lotId, spareMinutes: 6_000, version: 2, declaredAt: now },
        { lotId: other.lotId, spareMinutes: 120, version: 2, declaredAt: now },
      ]),
    );
    const events = await world.rows('SELECT name, authority_id AS "authorityId" FROM event ORDER BY id');
    expect(events.slice(before.length)).toEqual(
      expect.arrayContaining(lots.map(({ authorityId }) => ({ name: 'capacity.declared', authorityId }))),
    );
  });

  it('confirms nothing where one of them changed meanwhile, and says how it stands', async () => {
    const { one, lots } = await aBranchInTwoLots();
    const [lot, other] = lots;
    const less = { lotId: lot.id, spareMinutes: 60, bands: [], doubleUps: false, version: 1 };
    await world.get(DeclareCapacity).execute(one.user.caller, { branchId: one.branch.id, ...less });
    const before = await standing(one);
    const seen = [lot, other].map(({ id: lotId }) => ({ lotId, version: 1 }));
    await expect(confirm(one, ...seen)).rejects.toMatchObject({
      code: 'version_stale',
      facts: { lots: [{ lotId: lot.id, spareMinutes: 60, current: 2 }] },
    });
    expect(await standing(one)).toEqual(before);
  });

  it('waits for an award that is taking from it, and then does not say that it is as it was', async () => {
    const { one, lots } = await aBranchInTwoLots();
    const [lot] = lots;
    const key = { authorityId: lot.authorityId, branchId: one.branch.id, lotId: lot.id };
    const taking = holdTransaction(world, (tx) => takeCapacity(tx, key, 525));
    await taking.reached;
    const confirming = confirm(one, { lotId: lot.id, version: 1 });
    confirming.catch(() => undefined);
    await untilLockWaits(world, 1);
    await taking.release();
    await expect(confirming).rejects.toMatchObject({
      code: 'version_stale',
      facts: { lots: [{ lotId: lot.id, spareMinutes: 5_475, current: 2 }] },
    });
  });

  it('is for lots in which something was declared, of a branch of its own', async () => {
    const { one, lots } = await aBranchInTwoLots();
    const [{ id: lotId }] = lots;
    const { one: another } = await aBranchInTwoLots();
    const theirs = { branchId: another.branch.id, lots: [{ lotId, version: 1 }] };
    await expect(world.get(ConfirmCapacity).execute(one.user.caller, theirs)).rejects.toMatchObject({
      code: 'branch_not_found',
    });
    const foreign = await world.aLot();
    await expect(confirm(one, { lotId: foreign.id, version: 1 })).rejects.toMatchObject({
      code: 'lot_not_found',
    });
    await world.aContract({ lot: foreign, branchId: one.branch.id });
    await expect(confirm(one, { lotId: foreign.id, version: 1 })).rejects.toMatchObject({
      code: 'capacity_not_found',
    });
  });
});
