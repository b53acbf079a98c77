import { AwardOffer } from '#brokerage/awards/award-offer';
import type { LotEntity } from '#brokerage/rows/authority.entity';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { EndPlacement } from '#brokerage/placements/end-placement';
import { VaryPlacement } from '#brokerage/placements/vary-placement';
import { DeclareCapacity } from '#brokerage/providers/declare-capacity';
import { RecordRestriction } from '#brokerage/enforcement/record-restriction';
import type { Condition } from '#contracts/restrictions';
import type { OpenGiven } from '../../support/builders/broadcasts.js';
import { VISITS } from '../../support/builders/people.js';
import type { ContractedBranch } from '../../support/builders/providers.js';
import { holdCommits, untilLockWaits } from '../../support/held-transaction.js';
import { World } from '../../support/world.js';

/**
 * Tests conditions that limit a sum, such as the weekly minutes of a branch. Two acts add to this sum at the
 * same time. The condition allows each of them alone, but not both.
 */
describe('two decisions about one branch at the same moment', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  async function restrict(authorityId: string, branchId: string, condition: Condition): Promise<void> {
    const commissioner = await world.aUser({ role: 'commissioner', authorityId });
    await world.get(RecordRestriction).execute(commissioner.caller, {
      branchId,
      source: 'authority',
      reference: `R-${world.next()}`,
      evidence: 'E',
      reason: 'W',
      from: world.clock.now().toISOString(),
      lotIds: [],
      conditions: [condition],
    });
  }

  /** Creates a branch with contracts in two lots of one authority. */
  async function inTwoLots(): Promise<{ lots: [LotEntity, LotEntity]; branch: ContractedBranch }> {
    const one = await world.aLot();
    const two = await world.aLot({ authorityId: one.authorityId, areas: ['LE12'] });
    const branch = await world.aContractedBranch({ lot: one });
    await world.aContract({ lot: two, branchId: branch.branch.id });
    await world.aCapacity({ lot: two, branchId: branch.branch.id });
    return { lots: [one, two], branch };
  }

  async function readyToAward(given: OpenGiven): Promise<() => Promise<unknown>> {
    const open = await world.aBroadcastOpen(given);
    const [from] = open.asked;
    if (!from) throw new Error('nobody was asked');
    const { id: offerId } = await world.anOffer({ from, pkg: open.pkg });
    const { broadcast, officer } = open;
    await world.get(CloseBroadcast).early(officer.caller, { broadcastId: broadcast.id, reason: 'answered' });
    return () => world.get(AwardOffer).execute(officer.caller, { broadcastId: broadcast.id, offerId });
  }

  async function bothAtOnce(works: readonly (() => Promise<unknown>)[]): Promise<number> {
    const gate = await holdCommits(world);
    const settled = Promise.allSettled(works.map((work) => work()));
    await untilLockWaits(world, works.length);
    await gate.release();
    return (await settled).filter(({ status }) => status === 'fulfilled').length;
  }

  it('do not pass its hours cap together, in two lots', async () => {
    const { lots, branch } = await inTwoLots();
    const [one, two] = lots;
    await restrict(one.authorityId, branch.branch.id, { kind: 'hours_cap', capMinutes: 525 });
    const person = await world.aPerson({ authorityId: one.authorityId, postcode: 'LE12 8AA' });
    const awards = [
      await readyToAward({ lot: one, branches: [branch] }),
      await readyToAward({ lot: two, branches: [branch], pkg: { personId: person.id } }),
    ];
    expect(await bothAtOnce(awards)).toBe(1);
  });

  it('do not let one person grow twice, by two packages', async () => {
    const { lots, branch } = await inTwoLots();
    const [one, two] = lots;
    const first = await world.aPlacement({ lot: one, branches: [branch] });
    const { officer } = first;
    const { personId } = first.placement;
    await world.rows(`UPDATE person SET postcode = 'LE12 8AA' WHERE id = $1`, [personId]);
    const second = await world.aPlacement({ lot: two, officer, branches: [branch], pkg: { personId } });
    world.clock.pass({ hours: 1 });
    const condition = { kind: 'growth_limit', limitMinutes: 210, basis: 'cumulative' } as const;
    await restrict(one.authorityId, branch.branch.id, condition);
    const visits = VISITS.map((visit) => (visit.key === 'v1' ? { ...visit, minutes: 75 } : visit));
    const increases = [first, second].map(
      ({ placement: { id, version } }) =>
        () =>
          world
            .get(VaryPlacement)
            .execute(officer.caller, { placementId: id, version, visits, reason: 'more' }),
    );
    expect(await bothAtOnce(increases)).toBe(1);
  });

  it('do not award for a person whom it cares for, while that care ends', async () => {
    const { lot, officer, winner, placement } = await world.aPlacement({ branches: 1 });
    await restrict(lot.authorityId, winner.branch.id, { kind: 'no_new_people' });
    const award = await readyToAward({
      lot,
      officer,
      branches: [winner],
      pkg: { personId: placement.personId },
    });
    const { id: placementId, version } = placement;

    const gate = await holdCommits(world);
    const ending = world.get(EndPlacement).execute(officer.caller, { placementId, version, reason: 'other' });
    await untilLockWaits(world, 1);
    const awarding = expect(award()).rejects.toMatchObject({ code: 'branch_not_eligible' });
    await untilLockWaits(world, 2);
    await gate.release();
    await ending;
    await awarding;
  });

  it('do not lose minutes that were awarded while it declares what it has', async () => {
    const lot = await world.aLot();
    const branch = await world.aContractedBranch({ lot });
    const award = await readyToAward({ lot, branches: [branch] });
    const gate = await holdCommits(world);
    const awarding = award();
    await untilLockWaits(world, 1);
    const declaration = { spareMinutes: 6_000, bands: [], doubleUps: false, version: 1 };
    const command = { branchId: branch.branch.id, lotId: lot.id, ...declaration };
    const declaring = expect(
      world.get(DeclareCapacity).execute(branch.user.caller, command),
    ).rejects.toMatchObject({
      code: 'version_stale',
    });
    await untilLockWaits(world, 2);
    await gate.release();
    await awarding;
    await declaring;
  });
});
