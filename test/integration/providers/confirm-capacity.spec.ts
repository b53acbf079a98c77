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
  const confirm = (
    one: Pick<ContractedBranch, 'user' | 'branch'>,
    ...lines: { branchId?: string; lotId: string; version: number; spareMinutes?: number }[]
  ) =>
    world
      .get(ConfirmCapacity)
      .execute(one.user.caller, { lines: lines.map((line) => ({ branchId: one.branch.id, ...line })) });
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
    expect(await confirm(one, lot, other)).toMatchObject({ confirmed: [{}, {}], refused: [] });
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

  it('refuses the line that a colleague changed meanwhile, shows it as it is now, and confirms the others', async () => {
    const { one, lots } = await aBranchInTwoLots();
    const [lot, other] = lots;
    const less = { lotId: lot.id, spareMinutes: 60, bands: [], doubleUps: false, version: 1 };
    await world.get(DeclareCapacity).execute(one.user.caller, { branchId: one.branch.id, ...less });
    const changed = (await standing(one)).find(({ lotId }) => lotId === lot.id);
    const seen = [lot, other].map(({ id: lotId }) => ({ lotId, version: 1 }));
    expect(await confirm(one, ...seen)).toMatchObject({
      confirmed: [{ lotId: other.id, version: 2 }],
      refused: [{ lotId: lot.id, spareMinutes: 60, version: 2, refusal: 'changed' }],
    });
    expect(await standing(one)).toContainEqual(changed);
  });

  it('confirms lines of several branches and authorities at once, and changes the minutes of a line', async () => {
    const { one, lots } = await aBranchInTwoLots();
    const elsewhere = await world.aLot();
    const { branch: sister } = await world.aContractedBranch({ lot: elsewhere, providerId: one.provider.id });
    const { confirmed } = await confirm(
      one,
      { lotId: lots[0].id, version: 1 },
      { branchId: sister.id, lotId: elsewhere.id, version: 1, spareMinutes: 0 },
    );
    const told = confirmed.map(({ branchId, spareMinutes, version }) => ({
      branchId,
      spareMinutes,
      version,
    }));
    expect(told).toHaveLength(2);
    expect(told).toEqual(
      expect.arrayContaining([
        { branchId: one.branch.id, spareMinutes: 6_000, version: 2 },
        { branchId: sister.id, spareMinutes: 0, version: 2 },
      ]),
    );
  });

  it('waits for an award that is taking from a line, refuses this line, and confirms the other', async () => {
    const { one, lots } = await aBranchInTwoLots();
    const [lot, other] = lots;
    const key = { authorityId: lot.authorityId, branchId: one.branch.id, lotId: lot.id };
    const taking = holdTransaction(world, (tx) => takeCapacity(tx, key, 525));
    await taking.reached;
    const confirming = confirm(one, { lotId: lot.id, version: 1 }, { lotId: other.id, version: 1 });
    confirming.catch(() => undefined);
    await untilLockWaits(world, 1);
    await taking.release();
    expect(await confirming).toMatchObject({
      confirmed: [{ lotId: other.id }],
      refused: [{ lotId: lot.id, spareMinutes: 5_475, version: 2, refusal: 'changed' }],
    });
  });

  it('takes each line once when two colleagues confirm the same lines in opposite orders', async () => {
    const { one, lots } = await aBranchInTwoLots();
    const lines = lots.map(({ id: lotId }) => ({ lotId, version: 1 }));
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        confirm(one, ...(index % 2 === 0 ? lines : lines.toReversed())),
      ),
    );
    expect(answers.map(({ confirmed }) => confirmed.length).sort()).toEqual([0, 0, 0, 0, 0, 0, 0, 2]);
    expect((await standing(one)).map(({ version }) => version)).toEqual([2, 2]);
  });

  it('refuses a line of a lot in which the branch no longer works', async () => {
    const { one, lots } = await aBranchInTwoLots();
    const [lot, other] = lots;
    await world.rows(
      "UPDATE contract SET starts_on = '2020-01-01', ends_on = '2020-12-31' WHERE lot_id = $1",
      [lot.id],
    );
    expect(await confirm(one, { lotId: lot.id, version: 1 }, { lotId: other.id, version: 1 })).toMatchObject({
      confirmed: [{ lotId: other.id }],
      refused: [{ lotId: lot.id, version: 1, refusal: 'work_ended' }],
    });
  });

  it('is for lots in which something was declared, of a branch of its own', async () => {
    const { one, lots } = await aBranchInTwoLots();
    const [{ id: lotId }] = lots;
    const { one: another } = await aBranchInTwoLots();
    await expect(confirm(one, { branchId: another.branch.id, lotId, version: 1 })).rejects.toMatchObject({
      code: 'branch_not_found',
    });
    const foreign = await world.aLot();
    await expect(confirm(one, { lotId: foreign.id, version: 1 })).rejects.toMatchObject({
      code: 'capacity_not_found',
    });
    await world.aContract({ lot: foreign, branchId: one.branch.id });
    await expect(confirm(one, { lotId: foreign.id, version: 1 })).rejects.toMatchObject({
      code: 'capacity_not_found',
    });
  });
});
