import { ConfirmStart } from '#brokerage/awards/confirm-start';
import { LiftRestriction } from '#brokerage/enforcement/lift-restriction';
import { RecordPermission } from '#brokerage/restrictions/record-permission';
import { RecordRestriction } from '#brokerage/enforcement/record-restriction';
import type { RestrictionView } from '#contracts/restrictions';
import type { Awarded } from '../../support/builders/broadcasts.js';
import { World } from '../../support/world.js';

/**
 * Tests starts of care under a restriction that was recorded after the award. The restriction forbids the
 * start, and a permission allows it.
 */
describe('a start under a restriction that came after its award', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  async function closedAfterAward(): Promise<Awarded & { readonly restriction: RestrictionView }> {
    const awarded = await world.anAward({ branches: 1 });
    world.clock.pass({ hours: 1 });
    const commissioner = await world.aUser({ role: 'commissioner', authorityId: awarded.lot.authorityId });
    const restriction = await world.get(RecordRestriction).execute(commissioner.caller, {
      branchId: awarded.winner.branch.id,
      source: 'authority',
      reference: `R-${world.next()}`,
      evidence: 'inspection',
      reason: 'O’Brien <b> 李',
      from: world.clock.now().toISOString(),
      lotIds: [],
      conditions: [{ kind: 'closed' }],
    });
    world.clock.pass({ hours: 1 });
    return { ...awarded, restriction };
  }

  const start = ({ winner, award }: Awarded, startedAt: Date | null = null): Promise<unknown> =>
    world
      .get(ConfirmStart)
      .execute(winner.user.caller, { awardId: award.id, startedAt: startedAt?.toISOString() ?? null });

  it('uses up the permission that allows it, so that it allows nothing else', async () => {
    const closed = await closedAfterAward();
    const commissioner = await world.aUser({ role: 'commissioner', authorityId: closed.lot.authorityId });
    const permission = await world.get(RecordPermission).execute(commissioner.caller, {
      conditionId: closed.restriction.conditions[0]!.id,
      personId: closed.pkg.personId,
      until: world.clock.in({ days: 1 }).toISOString(),
      reference: 'A-1',
      evidence: 'a letter',
    });
    await start(closed);
    expect(
      await world.rows('SELECT award_id AS "awardId" FROM permission WHERE id = $1', [permission.id]),
    ).toEqual([{ awardId: closed.award.id }]);
    expect(await world.eventsOf(permission.id)).toEqual(['permission.recorded', 'permission.used']);
  });

  it('is refused without one', async () => {
    await expect(start(await closedAfterAward())).rejects.toMatchObject({ code: 'branch_not_eligible' });
  });

  it('is refused for an instant at which the restriction was in force, although it has been lifted since', async () => {
    const closed = await closedAfterAward();
    const inForce = world.clock.now();
    world.clock.pass({ hours: 1 });
    await world.get(LiftRestriction).execute(closed.officer.caller, {
      restrictionId: closed.restriction.id,
      reason: 'inspected again',
    });
    await expect(start(closed, inForce)).rejects.toMatchObject({ code: 'branch_not_eligible' });
    await start(closed);
  });
});
