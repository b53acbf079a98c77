import { ConfirmStart } from '#brokerage/awards/confirm-start';
import { placementIn } from '#brokerage/care/placements.queries';
import { ratesOfContract, upliftsOf } from '#brokerage/framework/rate-uplifts.queries';
import { RecordRateUplift } from '#brokerage/framework/record-rate-uplift';
import { WithdrawRateUplift } from '#brokerage/framework/withdraw-rate-uplift';
import { contractIn } from '#brokerage/providers/contracts.queries';
import { addDays } from '#domain/time/iso-date';
import { londonDate } from '#domain/time/london';
import { holdTransaction, untilLockWaits } from '../../support/held-transaction.js';
import { World } from '../../support/world.js';

describe('a planned change of rates', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  async function aPlan(days = 10) {
    const placed = await world.aPlacement();
    const { authorityId } = placed.lot;
    const commissioner = await world.aUser({ role: 'commissioner', authorityId });
    const fromOn = addDays(londonDate(world.clock.now()), days);
    const { contract } = placed.winner;
    const plan = (firstDay: string) =>
      world.get(RecordRateUplift).execute(commissioner.caller, {
        ...{ contractIds: [contract.id], fromOn: firstDay, hundredths: 1_000, reason: 'Wage' },
      });
    const { id: upliftId } = await plan(fromOn);
    const withdraw = (id = upliftId, reason = 'Budget not agreed <b>', by = commissioner) =>
      world.get(WithdrawRateUplift).execute(by.caller, { upliftId: id, reason });
    const rates = async () => {
      const now = world.clock.now();
      const { rateMinPence } = await contractIn(world.reader, { authorityId }, contract.id, now);
      const { hourlyRatePence } = await placementIn(world.reader, { authorityId }, placed.placement.id, now);
      return [rateMinPence, hourlyRatePence];
    };
    return { ...placed, authorityId, commissioner, contract, fromOn, plan, upliftId, withdraw, rates };
  }

  it('does not apply once it was withdrawn, and stays on record', async () => {
    const { authorityId, contract, upliftId, withdraw, rates, placement } = await aPlan();
    expect(await withdraw()).toMatchObject({
      id: upliftId,
      withdrawReason: 'Budget not agreed <b>',
      withdrawnByName: expect.any(String),
    });
    world.clock.pass({ days: 11 });
    expect(await rates()).toEqual([2_000, placement.hourlyRatePence]);
    expect(await ratesOfContract(world.reader, authorityId, contract.id)).toHaveLength(1);
    expect(await upliftsOf(world.reader, authorityId)).toMatchObject([
      { id: upliftId, withdrawnAt: expect.any(String), contracts: 1, placements: 1 },
    ]);
    expect(await world.eventsOf(contract.id)).toEqual(['contract.rates_changed', 'contract.rates_withdrawn']);
    await expect(withdraw()).rejects.toMatchObject({ code: 'uplift_withdrawn' });
  });

  it('can be planned anew for the same day after it was withdrawn', async () => {
    const { plan, fromOn, withdraw, rates } = await aPlan();
    await withdraw();
    await plan(fromOn);
    world.clock.pass({ days: 11 });
    expect((await rates())[0]).toBe(2_200);
  });

  it('is not withdrawn from its first day on, without a reason, below later rates, or by another council', async () => {
    const { plan, fromOn, withdraw } = await aPlan();
    await expect(withdraw(undefined, ' ')).rejects.toMatchObject({ code: 'uplift_invalid' });
    const stranger = await world.aUser({ role: 'commissioner' });
    await expect(withdraw(undefined, 'R', stranger)).rejects.toMatchObject({ code: 'uplift_not_found' });
    const { id: laterId } = await plan(addDays(fromOn, 1));
    await expect(withdraw()).rejects.toMatchObject({ code: 'rates_begin_later' });
    await withdraw(laterId);
    world.clock.pass({ days: 10 });
    await expect(withdraw()).rejects.toMatchObject({ code: 'uplift_begun' });
  });

  it('is withdrawn once, if two commissioners withdraw it at the same moment', async () => {
    const { withdraw } = await aPlan();
    const ends = await Promise.allSettled([1, 2, 3].map(() => withdraw()));
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const end of ends)
      if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'uplift_withdrawn' });
  });

  it('stays if its first day begins while the withdrawal waits', async () => {
    const { contract, fromOn, withdraw, rates } = await aPlan();
    world.clock.set(`${addDays(fromOn, -1)}T22:00:00Z`);
    const held = holdTransaction(world, (tx) =>
      tx.lock('SELECT 1 FROM contract WHERE id = $1 FOR UPDATE', [contract.id]),
    );
    await held.reached;
    const withdrawing = withdraw();
    const outcome = Promise.allSettled([withdrawing]);
    await untilLockWaits(world, 1);
    world.clock.set(`${fromOn}T12:00:00Z`);
    await held.release();
    expect(await outcome).toMatchObject([{ status: 'rejected', reason: { code: 'uplift_begun' } }]);
    expect((await rates())[0]).toBe(2_200);
  });

  it('gives care that begins at the same moment no rate that was withdrawn', async () => {
    const awarded = await world.anAward();
    const { authorityId } = awarded.lot;
    const commissioner = await world.aUser({ role: 'commissioner', authorityId });
    const { id: upliftId } = await world.get(RecordRateUplift).execute(commissioner.caller, {
      contractIds: [awarded.winner.contract.id],
      ...{ fromOn: addDays(londonDate(world.clock.now()), 10), hundredths: 1_000, reason: 'Wage' },
    });
    world.clock.pass({ hours: 1 });
    const [placement] = await Promise.all([
      world.get(ConfirmStart).execute(awarded.winner.user.caller, { awardId: awarded.award.id }),
      world.get(WithdrawRateUplift).execute(commissioner.caller, { upliftId, reason: 'Budget' }),
    ]);
    world.clock.pass({ days: 11 });
    const { hourlyRatePence } = await placementIn(
      world.reader,
      { authorityId },
      placement.id,
      world.clock.now(),
    );
    expect(hourlyRatePence).toBe(placement.hourlyRatePence);
  });
});
