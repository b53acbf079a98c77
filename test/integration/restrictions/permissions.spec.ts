import { VaryPlacement } from '#brokerage/placements/vary-placement';
import { LiftRestriction } from '#brokerage/enforcement/lift-restriction';
import { RecordPermission } from '#brokerage/restrictions/record-permission';
import { RecordRestriction } from '#brokerage/enforcement/record-restriction';
import { WithdrawPermission } from '#brokerage/restrictions/withdraw-permission';
import type { Condition, NewPermission } from '#contracts/restrictions';
import { VISITS } from '../../support/builders/people.js';
import { holdCommits, untilLockWaits } from '../../support/held-transaction.js';
import { World } from '../../support/world.js';

const NONE: Condition = { kind: 'growth_limit', limitMinutes: 0, basis: 'per_change' };

describe('a written agreement', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  /**
   * Creates care that may grow only with a permission. The returned function `permit` records a permission
   * for 105 more weekly minutes, valid for a week.
   */
  async function agreed(given: Partial<NewPermission> = {}, conditions: readonly Condition[] = [NONE]) {
    const placed = await world.aPlacement();
    const { placement, winner, lot } = placed;
    const commissioner = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const notice = await world.get(RecordRestriction).execute(commissioner.caller, {
      branchId: winner.branch.id,
      source: 'cqc',
      reference: `R-${world.next()}`,
      evidence: 'E',
      reason: 'W',
      from: world.clock.now().toISOString(),
      lotIds: [],
      conditions,
    });
    const permit = (changes: Partial<NewPermission> = {}) =>
      world.get(RecordPermission).execute(commissioner.caller, {
        conditionId: notice.conditions[0]!.id,
        personId: placement.personId,
        minutes: 105,
        until: world.clock.in({ days: 7 }).toISOString(),
        reference: 'P-1',
        evidence: `O'Brien <b>`,
        ...given,
        ...changes,
      });
    const vary = (minutes: number, version = 1) =>
      world.get(VaryPlacement).execute(placed.officer.caller, {
        placementId: placement.id,
        version,
        visits: VISITS.slice(0, 1).map((visit) => ({ ...visit, minutes })),
        reason: 'More help',
      });
    return { ...placed, commissioner, notice, permit, vary };
  }
  const REFUSED = { code: 'variation_refused', facts: { checks: [{ rule: 'restriction.growth' }] } };

  it.each([
    { minutes: 105, perDay: 90, why: 'exactly the minutes agreed' },
    { minutes: 104, perDay: 90, refused: true, why: 'one minute short of what is asked' },
    { minutes: 105, perDay: 91, refused: true, why: 'seven minutes more than agreed' },
  ])(
    'for $minutes min, care of $perDay min a day ($why) → refused: $refused',
    async ({ minutes, perDay, refused }) => {
      const { permit, vary } = await agreed();
      await permit({ minutes });
      if (refused) await expect(vary(perDay)).rejects.toMatchObject(REFUSED);
      else await expect(vary(perDay)).resolves.toMatchObject({ toMinutes: 630 });
    },
  );

  it.each([
    { late: -10_000, refused: false, why: 'the last instant at which the change can commit in time' },
    { late: -9_999, refused: true, why: 'it might commit after the agreement ran out' },
    { late: 1, refused: true, why: 'it ran out' },
  ])('that ends $late ms before it is asked for → refused: $refused ($why)', async ({ late, refused }) => {
    const { permit, vary } = await agreed();
    const until = world.clock.in({ days: 7 });
    await permit({ until: until.toISOString() });
    world.clock.set(new Date(until.getTime() + late));
    if (refused) await expect(vary(90)).rejects.toMatchObject(REFUSED);
    else await expect(vary(90)).resolves.toMatchObject({ toMinutes: 630 });
  });

  it('that is taken back allows nothing, nor does one for somebody else or another package', async () => {
    const { permit, vary, commissioner, lot } = await agreed();
    const { id: permissionId } = await permit();
    await world.get(WithdrawPermission).execute(commissioner.caller, { permissionId });
    const other = await world.aPerson({ authorityId: lot.authorityId });
    await permit({ personId: other.id });
    const { id: packageId } = await world.aPackage({ by: commissioner });
    await permit({ personId: null, packageId });
    await expect(vary(90)).rejects.toMatchObject(REFUSED);
  });

  it('is for the package that it names', async () => {
    const { permit, vary, pkg } = await agreed();
    await permit({ personId: null, packageId: pkg.id });
    await expect(vary(90)).resolves.toMatchObject({ toMinutes: 630 });
  });

  it('is not for updates that are owed, and not without an end that is still to come', async () => {
    const { permit } = await agreed({ minutes: null }, [{ kind: 'reporting', everyDays: 14 }]);
    await expect(permit()).rejects.toMatchObject({ facts: { faults: [{ code: 'condition_not_waivable' }] } });
    const limited = await agreed();
    await expect(limited.permit({ until: world.clock.now().toISOString() })).rejects.toMatchObject({
      facts: { faults: [{ code: 'already_over' }] },
    });
  });

  it('is not for a notice that has ended: there is nothing left to go beyond', async () => {
    const { commissioner, notice, permit } = await agreed();
    const lifting = { restrictionId: notice.id, reason: 'Re-inspected' };
    await world.get(LiftRestriction).execute(commissioner.caller, lifting);
    await expect(permit()).rejects.toMatchObject({ code: 'restriction_ended' });
  });

  it('is used by one of two variations of one person’s packages that meet at the commit', async () => {
    const one = await world.aLot();
    const two = await world.aLot({ authorityId: one.authorityId, areas: ['LE12'] });
    const branch = await world.aContractedBranch({ lot: one });
    await world.aContract({ lot: two, branchId: branch.branch.id });
    await world.aCapacity({ lot: two, branchId: branch.branch.id });
    const first = await world.aPlacement({ lot: one, branches: [branch] });
    const { officer } = first;
    const { personId } = first.placement;
    await world.rows(`UPDATE person SET postcode = 'LE12 8AA' WHERE id = $1`, [personId]);
    const second = await world.aPlacement({ lot: two, officer, branches: [branch], pkg: { personId } });
    const commissioner = await world.aUser({ role: 'commissioner', authorityId: one.authorityId });
    const notice = await world.get(RecordRestriction).execute(commissioner.caller, {
      branchId: branch.branch.id,
      source: 'cqc',
      reference: 'R',
      evidence: 'E',
      reason: 'W',
      from: world.clock.now().toISOString(),
      lotIds: [],
      conditions: [NONE],
    });
    const permission = await world.get(RecordPermission).execute(commissioner.caller, {
      conditionId: notice.conditions[0]!.id,
      personId,
      minutes: 105,
      until: world.clock.in({ days: 7 }).toISOString(),
      reference: 'P',
      evidence: 'E',
    });
    const visits = VISITS.slice(0, 1).map((visit) => ({ ...visit, minutes: 90 }));

    // Two variations try to use one permission at the same time. The second waits until the first commits,
    // and then finds that the permission is used.
    const gate = await holdCommits(world);
    const settled = Promise.allSettled(
      [first, second].map(({ placement: { id, version } }) =>
        world
          .get(VaryPlacement)
          .execute(officer.caller, { placementId: id, version, visits, reason: 'more' }),
      ),
    );
    await untilLockWaits(world, 2);
    await gate.release();

    const outcomes = await settled;
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: REFUSED });
    expect(await world.eventsOf(permission.id)).toEqual(['permission.recorded', 'permission.used']);
  });
});
