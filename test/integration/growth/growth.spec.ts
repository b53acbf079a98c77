import { aVisit } from '../../../libs/domain/testing/visits.js';
import type { Scope } from '#brokerage/access/scope';
import { ChangeDeliverer } from '#brokerage/placements/change-deliverer';
import { headRoomOfPlacement, headRoomPage } from '#brokerage/growth/head-room.queries';
import { ledgerPage } from '#brokerage/growth/ledger.queries';
import { RecordPermission } from '#brokerage/restrictions/record-permission';
import { EndPlacement } from '#brokerage/placements/end-placement';
import { VaryPlacement } from '#brokerage/placements/vary-placement';
import type { PlacementView } from '#contracts/placements';
import type { GrowthBasis, NewRestriction } from '#contracts/restrictions';
import type { Visit } from '#contracts/visits';
import { VISITS } from '../../support/builders/people.js';
import { World } from '../../support/world.js';

/** Returns visits of 525 minutes a week, plus one weekly visit of `more` minutes. */
const visitsOf = (more: number): Visit[] => [
  ...VISITS,
  ...(more === 0
    ? []
    : [{ key: 'v3', days: ['mon'], band: 'lunch', minutes: more, carers: 1, personalCare: false } as const]),
];

const limited = (basis: GrowthBasis = 'cumulative') => ({
  conditions: [{ kind: 'growth_limit', limitMinutes: 210, basis }] as NewRestriction['conditions'],
});

describe('the growth ledger', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  type Placed = Awaited<ReturnType<World['aPlacement']>>;

  /** Creates a placement. The care started an hour ago. */
  const live = async () => {
    const placed = await world.aPlacement();
    world.clock.pass({ hours: 1 });
    return placed;
  };
  /** Changes a placement to 525 minutes a week plus `more` minutes a week. */
  const vary = (by: Placed, placement: PlacementView, more: number, version = 1) =>
    world.get(VaryPlacement).execute(by.officer.caller, {
      placementId: placement.id,
      version,
      visits: visitsOf(more),
      reason: `O'Brien <b>`,
    });
  const branchOf = ({ winner }: Placed): string => winner.branch.id;
  const roomIn = async (placed: Placed) => {
    const scope = { authorityId: placed.lot.authorityId };
    const request = { branchId: branchOf(placed), now: world.clock.now() };
    return (await headRoomPage(world.reader, scope, request)).items;
  };
  const ledgerOf = async (placed: Placed, restrictionId: string) => {
    const { items } = await ledgerPage(world.reader, placed.lot.authorityId, {
      restrictionId,
      now: world.clock.now(),
    });
    return items;
  };
  const restrict = (placed: Placed, given: Partial<NewRestriction> = {}) =>
    world.aRestriction({ by: placed.officer, branchId: branchOf(placed), ...limited(), ...given });
  const growthRefused = {
    code: 'variation_refused',
    facts: { checks: [{ rule: 'restriction.growth' }] },
  };

  it('lets 210 minutes through in two steps and refuses the minute beyond', async () => {
    const placed = await live();
    const to = '2026-06-14T12:00:00Z';
    const { id } = await restrict(placed, { to });
    await vary(placed, placed.placement, 135);
    expect(await roomIn(placed)).toMatchObject([
      {
        personId: placed.placement.personId,
        presentMinutes: 660,
        leftMinutes: 75,
        inWords: '1 h 15 min left until 14 June 2026.',
        conditions: [{ restrictionId: id, baselineMinutes: 525, limitMinutes: 210, basis: 'cumulative' }],
      },
    ]);

    await expect(vary(placed, placed.placement, 211, 2)).rejects.toMatchObject(growthRefused);
    await vary(placed, placed.placement, 210, 2);
    await expect(vary(placed, placed.placement, 211, 3)).rejects.toMatchObject(growthRefused);

    expect(await ledgerOf(placed, id)).toMatchObject([
      {
        personId: placed.placement.personId,
        baselineMinutes: 525,
        presentMinutes: 735,
        leftMinutes: 0,
        changes: [
          { kind: 'varied', fromMinutes: 525, toMinutes: 660 },
          { kind: 'varied', fromMinutes: 660, toMinutes: 735 },
        ],
      },
    ]);
  });

  it('tells of one placement what it tells of the person, to the authority and the branch that delivers', async () => {
    const placed = await live();
    await restrict(placed);
    await vary(placed, placed.placement, 135);
    const [expected] = await roomIn(placed);
    const { id } = placed.placement;
    const told = (scope: Scope) => headRoomOfPlacement(world.reader, scope, id, world.clock.now());
    const own = { authorityId: placed.lot.authorityId };
    for (const scope of [own, { providerId: placed.winner.branch.providerId }])
      expect(await told(scope)).toEqual(expected);
    const [stranger, other] = [await world.aLot(), await world.aProviderWithBranch()];
    for (const scope of [{ authorityId: stranger.authorityId }, { providerId: other.branch.providerId }])
      await expect(told(scope)).rejects.toMatchObject({ code: 'placement_not_found' });
    await world
      .get(EndPlacement)
      .execute(placed.officer.caller, { placementId: id, version: 2, reason: 'other' });
    await expect(told(own)).rejects.toMatchObject({ code: 'placement_not_found' });
  });

  it('tells that nothing limits a placement, where nothing does', async () => {
    const { placement, lot } = await live();
    const room = await headRoomOfPlacement(world.reader, lot, placement.id, world.clock.now());
    expect(room).toMatchObject({ presentMinutes: 525, leftMinutes: null, conditions: [] });
  });

  it('measures each change on its own where the notice says so', async () => {
    const placed = await live();
    await restrict(placed, limited('per_change'));
    await vary(placed, placed.placement, 210);
    await vary(placed, placed.placement, 420, 2);
    await expect(vary(placed, placed.placement, 631, 3)).rejects.toMatchObject(growthRefused);
    expect(await roomIn(placed)).toMatchObject([{ presentMinutes: 945, leftMinutes: 210, until: null }]);
  });

  it('measures new care from what was last delivered, so that ending care gives no more room', async () => {
    const placed = await world.aPlacement({ branches: 1 });
    const { lot, officer, winner, placement } = placed;
    await restrict(placed, limited('per_change'));
    const sizedTo = (visits: readonly Visit[], version: number) =>
      world
        .get(VaryPlacement)
        .execute(officer.caller, { placementId: placement.id, version, visits, reason: 'less help' });
    await sizedTo([aVisit({ days: ['mon', 'tue'], minutes: 35 })], 1);
    await expect(sizedTo(placement.visits, 2)).rejects.toMatchObject(growthRefused);
    world.clock.pass({ hours: 1 });
    await world
      .get(EndPlacement)
      .execute(officer.caller, { placementId: placement.id, version: 2, reason: 'other' });
    const { personId } = placement;
    const begin = (minutes: number) =>
      world.aPlacement({
        lot,
        officer,
        branches: [winner],
        pkg: { personId, visits: [aVisit({ minutes })] },
      });
    await expect(begin(41)).rejects.toMatchObject({
      code: 'nobody_eligible',
      facts: { failing: { 'restriction.growth': 1 } },
    });
    expect((await begin(40)).placement).toMatchObject({ weeklyMinutes: 70 + 210 });
  });

  it('counts two packages of one person together', async () => {
    const first = await world.aPlacement({ branches: 1 });
    const second = await world.aPlacement({
      lot: first.lot,
      officer: first.officer,
      branches: [first.winner],
      pkg: { personId: first.placement.personId },
    });
    await restrict(first);
    await vary(first, first.placement, 150);
    await expect(vary(first, second.placement, 61)).rejects.toMatchObject(growthRefused);
    await vary(first, second.placement, 60);
    expect(await roomIn(first)).toMatchObject([
      {
        presentMinutes: 1_260,
        leftMinutes: 0,
        inWords: 'Nothing left.',
        conditions: [{ baselineMinutes: 1_050 }],
      },
    ]);
  });

  it('gives back what a decrease takes away', async () => {
    const placed = await live();
    await vary(placed, placed.placement, 300);
    world.clock.pass({ hours: 1 });
    const { id } = await restrict(placed);
    await vary(placed, placed.placement, 0, 2);
    expect(await roomIn(placed)).toMatchObject([{ presentMinutes: 525, leftMinutes: 510 }]);
    await expect(vary(placed, placed.placement, 511, 3)).rejects.toMatchObject(growthRefused);
    await vary(placed, placed.placement, 510, 3);
    expect(await ledgerOf(placed, id)).toMatchObject([{ baselineMinutes: 825, leftMinutes: 0 }]);
  });

  it('reconstructs the baselines of a notice that is dated back', async () => {
    const placed = await live();
    world.clock.pass({ hours: 1 });
    const from = world.clock.now().toISOString();
    world.clock.pass({ hours: 1 });
    await vary(placed, placed.placement, 200);
    world.clock.pass({ days: 3 });
    const { id } = await restrict(placed, { from });

    expect(await ledgerOf(placed, id)).toMatchObject([
      { baselineMinutes: 525, presentMinutes: 725, leftMinutes: 10, changes: [{ toMinutes: 725 }] },
    ]);
    await expect(vary(placed, placed.placement, 211, 2)).rejects.toMatchObject(growthRefused);
    await vary(placed, placed.placement, 210, 2);
  });

  it("binds a change that is made at the restriction's own instant", async () => {
    const placed = await live();
    await vary(placed, placed.placement, 100);
    const { id } = await restrict(placed);
    expect(await ledgerOf(placed, id)).toMatchObject([
      { baselineMinutes: 525, leftMinutes: 110, changes: [{ kind: 'varied', toMinutes: 625 }] },
    ]);
  });

  it('names the written agreement that let a change through, and what is left apart from it', async () => {
    const placed = await live();
    const { id, conditions } = await restrict(placed);
    const permission = await world.get(RecordPermission).execute(placed.officer.caller, {
      conditionId: conditions[0]!.id,
      personId: placed.placement.personId,
      minutes: 90,
      until: world.clock.in({ days: 10 }).toISOString(),
      reference: 'CQC-7',
      evidence: 'Letter',
    });
    expect(await roomIn(placed)).toMatchObject([
      { leftMinutes: 210, conditions: [{ permissions: [{ minutes: 90 }] }] },
    ]);
    const { id: variationId } = await vary(placed, placed.placement, 300);
    expect(await ledgerOf(placed, id)).toMatchObject([
      { leftMinutes: 0, changes: [{ variationId, permissionIds: [permission.id] }] },
    ]);
    expect(await roomIn(placed)).toMatchObject([{ conditions: [{ permissions: [] }] }]);
  });

  it('follows a person from the branch to its subcontractor and back: the baseline is what it was', async () => {
    const lot = await world.aLot();
    const lead = await world.aContractedBranch({ lot });
    const sub = await world.aContractedBranch({ lot, terms: { rankInTier: 2 } });
    await world.aSubcontract({ lot, branchId: lead.branch.id, deliveringBranchId: sub.branch.id });
    const placed = await world.aPlacement({ lot, branches: [lead] });
    world.clock.pass({ hours: 1 });
    const { id } = await restrict(placed);
    const hand = (placement: PlacementView, deliveringBranchId: string) =>
      world.get(ChangeDeliverer).execute(placed.officer.caller, {
        placementId: placement.id,
        deliveringBranchId,
        version: placement.version,
        reason: 'Carers',
      });
    world.clock.pass({ hours: 1 });
    const there = await hand(placed.placement, sub.branch.id);
    await vary(placed, there, 300);

    world.clock.pass({ hours: 1 });
    await expect(hand({ ...there, version: 2 }, lead.branch.id)).rejects.toMatchObject({
      code: 'branch_not_eligible',
      facts: { checks: [{ rule: 'restriction.growth' }] },
    });
    await vary(placed, there, 210, 2);
    const back = await hand({ ...there, version: 3 }, lead.branch.id);
    await expect(vary(placed, back, 211)).rejects.toMatchObject(growthRefused);
    expect(await ledgerOf(placed, id)).toMatchObject([
      {
        baselineMinutes: 525,
        presentMinutes: 735,
        leftMinutes: 0,
        changes: [
          { kind: 'ended', placementId: placed.placement.id, toMinutes: 0 },
          { kind: 'started', placementId: back.id, toMinutes: 735 },
        ],
      },
    ]);
  });

  it("is of the authority's own people, and of a provider's own branch", async () => {
    const placed = await live();
    await restrict(placed, { source: 'cqc' });
    const now = world.clock.now();
    const branchId = branchOf(placed);
    const foreign = { authorityId: (await world.anAuthority()).id };
    expect((await headRoomPage(world.reader, foreign, { branchId, now })).items).toEqual([]);
    const own = { providerId: placed.winner.provider.id };
    expect((await headRoomPage(world.reader, own, { branchId, now })).items).toHaveLength(1);
    const rival = { providerId: (await world.aProviderWithBranch()).provider.id };
    await expect(headRoomPage(world.reader, rival, { branchId, now })).rejects.toMatchObject({
      code: 'branch_not_found',
    });
  });
});
