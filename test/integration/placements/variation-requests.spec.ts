import { DisableUser } from '#brokerage/identity/disable-user';
import { overdueIn } from '#brokerage/monitoring/watchdog.queries';
import { ApproveVariation } from '#brokerage/placements/approve-variation';
import { EndPlacement } from '#brokerage/placements/end-placement';
import { variationsOf } from '#brokerage/care/placements.queries';
import { RefuseVariation } from '#brokerage/placements/refuse-variation';
import { RequestVariation } from '#brokerage/placements/request-variation';
import { variationRequestIn, variationRequestPage } from '#brokerage/placements/variation-requests.queries';
import { VaryPlacement } from '#brokerage/placements/vary-placement';
import { WithdrawVariationRequest } from '#brokerage/placements/withdraw-variation-request';
import type { NewRestriction } from '#contracts/restrictions';
import type { TestUser } from '../../support/builders/authorities.js';
import { VISITS } from '../../support/builders/people.js';
import { World } from '../../support/world.js';

const MORE = VISITS.map((visit) => ({ ...visit, minutes: visit.minutes + 5 }));
const LIMITED: NewRestriction['conditions'] = [
  { kind: 'growth_limit', limitMinutes: 60, basis: 'cumulative' },
];

describe('a variation that is asked for', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  async function aLiveOne() {
    const placed = await world.aPlacement();
    world.clock.pass({ hours: 1 });
    const { placement, officer, winner, lot, pkg } = placed;
    const scope = { authorityId: lot.authorityId };
    const ask = (by: TestUser = winner.user, version = 1) =>
      world.get(RequestVariation).execute(by.caller, {
        placementId: placement.id,
        version,
        visits: MORE,
        reason: `O'Brien <b> needs more`,
      });
    const approve = (variationRequestId: string, by = officer) =>
      world.get(ApproveVariation).execute(by.caller, { variationRequestId });
    const refuse = (variationRequestId: string) =>
      world.get(RefuseVariation).execute(officer.caller, { variationRequestId, reason: 'Not yet' });
    const withdraw = (variationRequestId: string, by = winner.user) =>
      world.get(WithdrawVariationRequest).execute(by.caller, { variationRequestId });
    return { placement, officer, winner, lot, pkg, scope, ask, approve, refuse, withdraw };
  }

  it('is checked at once and changes nothing; approved, it is made', async () => {
    const { placement, officer, winner, scope, ask, approve } = await aLiveOne();
    const asked = await ask();
    expect(asked).toMatchObject({
      status: 'requested',
      askedBy: 'provider',
      fromMinutes: 525,
      toMinutes: 595,
      checks: [],
      ownerId: null,
    });
    expect(await variationsOf(world.reader, scope, placement.id)).toEqual([]);
    expect(await variationRequestIn(world.reader, scope, asked.id)).toMatchObject({ ownerId: officer.id });

    const approved = await approve(asked.id);

    const [variation] = await variationsOf(world.reader, scope, placement.id);
    expect(variation).toMatchObject({ id: approved.variationId, fromMinutes: 525, toMinutes: 595 });
    expect(approved).toMatchObject({ status: 'approved', decidedAt: world.clock.now().toISOString() });
    expect(await world.eventsOf(asked.id)).toEqual(['variation.requested', 'variation.approved']);
    await expect(approve(asked.id)).rejects.toMatchObject({ code: 'move_not_allowed' });
    const [heard] = await world.rows<{ provider_ids: string[] }>(
      `SELECT provider_ids FROM event WHERE subject_id = $1 AND name = 'variation.approved'`,
      [asked.id],
    );
    expect(heard?.provider_ids).toEqual([winner.provider.id]);
  });

  it('tells a provider the rules that stand in the way and what would help; staff see why', async () => {
    const { officer, winner, scope, ask, approve } = await aLiveOne();
    await world.aRestriction({ by: officer, branchId: winner.branch.id, conditions: LIMITED });
    const asked = await ask();
    const failed = { rule: 'restriction.growth', result: 'fail' };
    expect(asked.checks).toEqual([{ ...failed, evidence: null, remedy: expect.any(String) }]);
    const seen = await variationRequestIn(world.reader, scope, asked.id);
    expect(seen.checks).toContainEqual(
      expect.objectContaining({ ...failed, evidence: { conditions: [expect.any(Object)] } }),
    );
    await expect(approve(asked.id)).rejects.toMatchObject({ code: 'variation_refused' });
    expect(await variationRequestIn(world.reader, scope, asked.id)).toMatchObject({ status: 'requested' });
  });

  it('is checked again when it is approved, against what has come since', async () => {
    const { officer, winner, ask, approve } = await aLiveOne();
    const { id } = await ask();
    await world.aRestriction({ by: officer, branchId: winner.branch.id, conditions: LIMITED });
    await expect(approve(id)).rejects.toMatchObject({
      code: 'variation_refused',
      facts: { checks: [{ rule: 'restriction.growth' }] },
    });
  });

  it('is stale once the care has changed', async () => {
    const { placement, officer, ask, approve } = await aLiveOne();
    const { id } = await ask();
    const visits = VISITS.map((visit) => ({ ...visit, minutes: visit.minutes + 1 }));
    const varied = { placementId: placement.id, version: 1, visits, reason: 'Less' };
    await world.get(VaryPlacement).execute(officer.caller, varied);
    await expect(approve(id)).rejects.toMatchObject({ code: 'version_stale' });
  });

  it('is open once for a placement, refused with a reason, and taken back by who asked', async () => {
    const { officer, ask, refuse, withdraw, scope } = await aLiveOne();
    const first = await ask();
    await expect(ask(officer)).rejects.toMatchObject({ code: 'variation_already_requested' });
    await expect(withdraw(first.id, officer)).rejects.toMatchObject({ code: 'move_not_allowed' });
    expect(await refuse(first.id)).toMatchObject({ status: 'refused', decisionReason: 'Not yet' });

    const second = await ask(officer);
    expect(second).toMatchObject({ askedBy: 'authority', ownerId: officer.id });
    await expect(withdraw(second.id)).rejects.toMatchObject({ code: 'variation_request_not_found' });
    expect(await withdraw(second.id, officer)).toMatchObject({ status: 'withdrawn' });
    const open = await variationRequestPage(world.reader, scope, { status: 'requested' });
    expect(open.items).toEqual([]);
    expect(await world.eventsOf(first.id)).toEqual(['variation.requested', 'variation.refused']);
    expect(await world.eventsOf(second.id)).toEqual(['variation.requested', 'variation.withdrawn']);
  });

  it('is closed by the end of the care', async () => {
    const { placement, officer, ask, approve, scope } = await aLiveOne();
    const { id } = await ask();
    const end = { placementId: placement.id, version: 1, reason: 'person_died' } as const;
    await world.get(EndPlacement).execute(officer.caller, end);
    expect(await variationRequestIn(world.reader, scope, id)).toMatchObject({ status: 'withdrawn' });
    await expect(approve(id)).rejects.toMatchObject({ code: 'move_not_allowed' });
  });

  it('is asked by whoever delivers and by nobody else, and seen by them', async () => {
    const { ask, scope, winner } = await aLiveOne();
    const rival = await world.aUser({ role: 'provider' });
    const stranger = await world.aUser({ role: 'officer' });
    await expect(ask(rival)).rejects.toMatchObject({ code: 'placement_not_found' });
    await expect(ask(stranger)).rejects.toMatchObject({ code: 'placement_not_found' });
    const { id } = await ask();
    const ids = async (who: Parameters<typeof variationRequestPage>[1]) =>
      (await variationRequestPage(world.reader, who, {})).items.map((one) => one.id);
    expect(await ids(scope)).toEqual([id]);
    expect(await ids({ providerId: winner.provider.id })).toEqual([id]);
    expect(await ids({ providerId: (await world.aProviderWithBranch()).provider.id })).toEqual([]);
    expect(await ids({ authorityId: (await world.anAuthority()).id })).toEqual([]);
  });

  it('is of whoever has least to see to, overdue after four working hours, and handed over', async () => {
    const { ask, scope, lot, pkg, officer } = await aLiveOne();
    await world.aPackage({ by: officer });
    const idle = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
    const administrator = await world.aUser({ role: 'administrator', authorityId: lot.authorityId });
    const { id, dueAt } = await ask();
    const ownerOf = async () => (await variationRequestIn(world.reader, scope, id)).ownerId;
    expect(await ownerOf()).toBe(idle.id);

    world.clock.set(new Date(dueAt).toISOString());
    const overdue = async () =>
      (await overdueIn(world.reader, lot.authorityId, world.clock.now())).filter((one) => one.id === id);
    expect(await overdue()).toEqual([]);
    world.clock.pass({ minutes: 1 });
    expect(await overdue()).toMatchObject([
      { kind: 'variation_request', packageId: pkg.id, nextAction: 'decide_variation', ownerId: idle.id },
    ]);

    await world.get(DisableUser).execute(administrator.caller, { userId: idle.id });
    expect(await ownerOf()).toBe(officer.id);
    expect(await world.eventsOf(id)).toEqual(['variation.requested', 'variation.handed_over']);
  });
});
