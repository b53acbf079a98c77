import { AwardOffer } from '#brokerage/awards/award-offer';
import { decisionsOf } from '#brokerage/broadcasts/decisions.queries';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { placementIn } from '#brokerage/care/placements.queries';
import { ChangeDeliverer } from '#brokerage/placements/change-deliverer';
import type { PlacementView } from '#contracts/placements';
import { World } from '../../support/world.js';

describe('a subcontractor', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  /** Creates a contracted branch with a subcontractor. The subcontractor itself has no contract. */
  async function aPair(given: { readonly spareMinutes?: number; readonly dormant?: boolean } = {}) {
    const lot = await world.aLot();
    const lead = await world.aContractedBranch({ lot });
    const { dormant = false, spareMinutes = 6_000 } = given;
    const sub = await world.aProviderWithBranch({ dormant });
    await world.aCapacity({ lot, branchId: sub.branch.id, spareMinutes });
    const pair = { branchId: lead.branch.id, deliveringBranchId: sub.branch.id };
    await world.aSubcontract({ lot, ...pair });
    const officer = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    return { lot, lead, sub, officer };
  }
  type Pair = Awaited<ReturnType<typeof aPair>>;

  const spareOf = async (branchId: string) => {
    const [row] = await world.rows<{ spare: number }>(
      'SELECT spare_minutes AS spare FROM capacity WHERE branch_id = $1',
      [branchId],
    );
    return row?.spare;
  };
  const suspend = ({ officer }: Pair, branchId: string) =>
    world.aRestriction({ by: officer, branchId, conditions: [{ kind: 'suspended' }] });
  const ask = ({ lot, lead, officer }: Pair) => world.aBroadcastOpen({ lot, officer, branches: [lead] });
  /** Returns the eligibility rules that the subcontractor fails in the stored decisions of a broadcast. */
  const failing = async ({ lot, sub }: Pair, { broadcast }: Awaited<ReturnType<typeof ask>>) =>
    (await decisionsOf(world.reader, lot.authorityId, broadcast.id))
      .filter(({ deliveringBranchId }) => deliveringBranchId === sub.branch.id)
      .flatMap(({ checks }) => checks.flatMap(({ rule, result }) => (result === 'fail' ? rule : [])));
  const award = async (open: Awaited<ReturnType<typeof ask>>, deliveringBranchId: string) => {
    const offer = await world.anOffer({ from: open.asked[0]!, pkg: open.pkg, deliveringBranchId });
    world.clock.set(open.broadcast.closesAt);
    await world.get(CloseBroadcast).execute(open.broadcast.id);
    const command = { broadcastId: open.broadcast.id, offerId: offer.id };
    return world.get(AwardOffer).execute(open.officer.caller, command);
  };

  it('delivers for a lead that is restricted, from its own capacity', async () => {
    const pair = await aPair();
    await suspend(pair, pair.lead.branch.id);
    const open = await ask(pair);
    await expect(award(open, pair.lead.branch.id)).rejects.toMatchObject({ code: 'branch_not_eligible' });
    const made = await award(open, pair.sub.branch.id);
    expect(made).toMatchObject({
      branchId: pair.lead.branch.id,
      deliveringBranchId: pair.sub.branch.id,
      status: 'awaiting_start',
    });
    expect([await spareOf(pair.sub.branch.id), await spareOf(pair.lead.branch.id)]).toEqual([5_475, 6_000]);
  });

  it('that is restricted itself delivers for nobody, and its lead goes on', async () => {
    const pair = await aPair();
    await suspend(pair, pair.sub.branch.id);
    const open = await ask(pair);
    expect(await failing(pair, open)).toEqual(['restriction.suspended']);
    await expect(award(open, pair.sub.branch.id)).rejects.toMatchObject({ code: 'branch_not_eligible' });
    await expect(award(open, pair.lead.branch.id)).resolves.toBeDefined();
  });

  it('that is restricted after the asking is struck from the invitation, which stays for the lead', async () => {
    const pair = await aPair();
    const open = await ask(pair);
    await suspend(pair, pair.sub.branch.id);
    const rows = await world.rows('SELECT status, may_deliver FROM invitation WHERE id = $1', [
      open.asked[0]!.invitationId,
    ]);
    expect(rows).toEqual([{ status: 'open', may_deliver: [pair.lead.branch.id] }]);
  });

  it.each([
    { given: { spareMinutes: 524 }, rule: 'capacity.minutes' },
    { given: { dormant: true }, rule: 'registration.active' },
  ])('may not where it fails $rule itself, whatever its lead has', async ({ given, rule }) => {
    const pair = await aPair(given);
    const open = await ask(pair);
    expect(await failing(pair, open)).toEqual([rule]);
    await expect(award(open, pair.sub.branch.id)).rejects.toMatchObject({ code: 'branch_not_eligible' });
  });

  it('may not once its spare minutes are gone, though it was asked', async () => {
    const pair = await aPair();
    const open = await ask(pair);
    await world.rows('UPDATE capacity SET spare_minutes = 524 WHERE branch_id = $1', [pair.sub.branch.id]);
    await expect(award(open, pair.sub.branch.id)).rejects.toMatchObject({
      code: 'branch_not_eligible',
      facts: { checks: [{ rule: 'capacity.minutes' }] },
    });
  });

  const live = async (pair: Pair): Promise<PlacementView> => {
    const { placement } = await world.aPlacement({
      lot: pair.lot,
      officer: pair.officer,
      branches: [pair.lead],
    });
    world.clock.pass({ hours: 1 });
    return placement;
  };
  const handTo = ({ officer }: Pair, placement: PlacementView, deliveringBranchId: string) =>
    world.get(ChangeDeliverer).execute(officer.caller, {
      placementId: placement.id,
      deliveringBranchId,
      version: placement.version,
      reason: `O'Brien <b>`,
    });

  it('takes live care over from its lead without an instant between, and gives it back', async () => {
    const pair = await aPair();
    const placement = await live(pair);
    const there = await handTo(pair, placement, pair.sub.branch.id);

    const scope = { authorityId: pair.lot.authorityId };
    const old = await placementIn(world.reader, scope, placement.id, world.clock.now());
    expect(old).toMatchObject({ status: 'ended', endReason: 'deliverer_changed', endedAt: there.startedAt });
    expect(there).toMatchObject({
      status: 'live',
      branchId: pair.lead.branch.id,
      deliveringBranchId: pair.sub.branch.id,
      weeklyMinutes: 525,
    });
    expect(await spareOf(pair.sub.branch.id)).toBe(5_475);
    const [pkg] = await world.rows('SELECT status FROM package WHERE id = $1', [placement.packageId]);
    expect(pkg).toEqual({ status: 'live' });

    world.clock.pass({ days: 1 });
    await expect(handTo(pair, placement, pair.lead.branch.id)).rejects.toMatchObject({
      code: 'placement_not_live',
    });
    await expect(handTo(pair, there, pair.sub.branch.id)).rejects.toMatchObject({
      code: 'nothing_to_change',
    });
    const back = await handTo(pair, there, pair.lead.branch.id);
    expect(back).toMatchObject({ status: 'live', deliveringBranchId: pair.lead.branch.id });
    expect(await world.eventsOf(there.id)).toEqual(['placement.started', 'placement.ended']);
  });

  it('takes nothing over against its own restriction, without a subcontract, or for another authority', async () => {
    const pair = await aPair();
    const placement = await live(pair);
    const unknown = await world.aContractedBranch({ lot: pair.lot });
    await expect(handTo(pair, placement, unknown.branch.id)).rejects.toMatchObject({
      code: 'branch_not_eligible',
      facts: { checks: [{ rule: 'contract.lot' }] },
    });
    await world.aRestriction({ by: pair.officer, branchId: pair.sub.branch.id });
    await expect(handTo(pair, placement, pair.sub.branch.id)).rejects.toMatchObject({
      code: 'branch_not_eligible',
      facts: { checks: [{ rule: 'restriction.no_new_people' }] },
    });
    const stranger = await world.aUser({ role: 'officer' });
    await expect(handTo({ ...pair, officer: stranger }, placement, pair.sub.branch.id)).rejects.toMatchObject(
      {
        code: 'placement_not_found',
      },
    );
    expect(await spareOf(pair.sub.branch.id)).toBe(6_000);
  });
});
