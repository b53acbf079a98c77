import { PublishBroadcast } from '#brokerage/broadcasts/publish-broadcast';
import { VaryPlacement } from '#brokerage/placements/vary-placement';
import { LiftRestriction } from '#brokerage/enforcement/lift-restriction';
import { RecordRestriction } from '#brokerage/enforcement/record-restriction';
import type { Condition, NewRestriction, RestrictionView } from '#contracts/restrictions';
import type { TestUser } from '../../support/builders/authorities.js';
import { VISITS } from '../../support/builders/people.js';
import { World } from '../../support/world.js';

const growth = (limitMinutes: number): Condition => ({
  kind: 'growth_limit',
  limitMinutes,
  basis: 'cumulative',
});

/**
 * Tests several restrictions on one branch that differ in their start, their lots or their authority. Acts
 * must obey all restrictions that bind the branch.
 */
describe('restrictions, one upon another', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const restrict = (by: TestUser, branchId: string, given: Partial<NewRestriction> = {}) =>
    world.get(RecordRestriction).execute(by.caller, {
      branchId,
      source: 'authority',
      reference: `R-${world.next()}`,
      evidence: 'E',
      reason: 'W',
      from: world.clock.now().toISOString(),
      lotIds: [],
      conditions: [{ kind: 'closed' }],
      ...given,
    });
  const lift = (by: TestUser, { id: restrictionId }: RestrictionView) =>
    world.get(LiftRestriction).execute(by.caller, { restrictionId, reason: 'Improved' });

  const invited = async (by: TestUser, personId?: string): Promise<unknown[]> => {
    const { id: packageId } = await world.aPackage({ by, ...(personId && { personId }) });
    const { id } = await world.get(PublishBroadcast).execute(by.caller, { packageId });
    const rows = await world.rows('SELECT branch_id FROM invitation WHERE broadcast_id = $1', [id]);
    return rows.map(({ branch_id }) => branch_id);
  };

  const varying =
    ({ id: placementId }: { id: string }, by: TestUser) =>
    (minutes: number, version: number) =>
      world.get(VaryPlacement).execute(by.caller, {
        placementId,
        version,
        visits: VISITS.slice(0, 1).map((visit) => ({ ...visit, minutes })),
        reason: 'More help',
      });

  it('back-dated over a broadcast that is open revoke what was asked since, at once', async () => {
    const { asked, pkg, officer } = await world.aBroadcastOpen({ pkg: { urgency: 'routine' } });
    const offer = await world.anOffer({ from: asked[0]!, pkg });
    world.clock.pass({ hours: 2 });
    const from = world.clock.in({ days: -7 }).toISOString();
    const { id } = await restrict(officer, asked[0]!.branch.id, { from });
    expect(await world.eventsOf(offer.id)).toEqual(['offer.made', 'offer.lapsed']);
    expect(await world.eventsOf(asked[0]!.invitationId)).toContain('invitation.revoked');
    expect(await world.eventsOf(id)).toEqual(['restriction.recorded', 'restriction.enforced']);
  });

  it('back-dated measure growth from their own instant: what grew since counts', async () => {
    const { officer, winner, placement } = await world.aPlacement();
    const vary = varying(placement, officer);
    world.clock.pass({ days: 1 });
    const before = world.clock.now().toISOString();
    world.clock.pass({ days: 1 });
    await vary(90, 1); // the placement grows from 525 to 630 minutes a week
    world.clock.pass({ days: 1 });
    await restrict(officer, winner.branch.id, { from: before, conditions: [growth(210)] });
    await expect(vary(106, 2)).rejects.toMatchObject({
      facts: { checks: [{ evidence: { conditions: [{ baselineMinutes: 525, resultingMinutes: 742 }] } }] },
    });
    await expect(vary(105, 2)).resolves.toMatchObject({ toMinutes: 735 });
  });

  it('combine to the strictest, and the next strictest binds when that is lifted', async () => {
    const { officer, winner, placement, lot } = await world.aPlacement();
    const commissioner = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const vary = varying(placement, officer);
    await restrict(commissioner, winner.branch.id, { source: 'cqc', conditions: [growth(210)] });
    const strict = await restrict(commissioner, winner.branch.id, {
      conditions: [growth(70), { kind: 'no_new_people' }],
    });
    const strictest = await restrict(commissioner, winner.branch.id, { conditions: [{ kind: 'suspended' }] });
    const refusals = async (minutes: number): Promise<string[]> => {
      const refused = await vary(minutes, 1).then(
        () => null,
        (error: { facts: { checks: { rule: string; remedy: string }[] } }) => error.facts.checks,
      );
      return refused?.map(({ rule }) => rule) ?? [];
    };

    expect(await refusals(86)).toEqual(['restriction.suspended', 'restriction.growth']);
    await lift(commissioner, strictest);
    expect(await refusals(86)).toEqual(['restriction.growth']);
    expect(await invited(officer)).not.toContain(winner.branch.id);
    expect(await invited(officer, placement.personId)).not.toContain(winner.branch.id); // a new package would add 525 minutes a week, and the growth limit is 70
    await lift(commissioner, strict);
    expect(await invited(officer)).toContain(winner.branch.id);
    expect(await refusals(106)).toEqual(['restriction.growth']);
    await expect(vary(105, 1)).resolves.toMatchObject({ toMinutes: 735 });
  });

  it('bind in the lots that they name alone, where they revoke too', async () => {
    const lot = await world.aLot();
    const second = await world.aLot({ authorityId: lot.authorityId, areas: ['LE12'] });
    const contracted = await world.aContractedBranch({ lot });
    await world.aContract({ lot: second, branchId: contracted.branch.id });
    await world.aCapacity({ lot: second, branchId: contracted.branch.id });
    const other = await world.aContractedBranch({ lot });
    await world.aContract({ lot: second, branchId: other.branch.id });
    await world.aCapacity({ lot: second, branchId: other.branch.id });
    const officer = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const branches = [contracted, other];
    const person = await world.aPerson({ authorityId: lot.authorityId, postcode: 'LE12 8AA' });
    const inOne = await world.aBroadcastOpen({ lot, officer, branches });
    const inTwo = await world.aBroadcastOpen({
      lot: second,
      officer,
      branches,
      pkg: { personId: person.id },
    });

    await restrict(officer, contracted.branch.id, { lotIds: [second.id] });

    expect(await world.eventsOf(inOne.asked[0]!.invitationId)).toEqual(['invitation.opened']);
    expect(await world.eventsOf(inTwo.asked[0]!.invitationId)).toContain('invitation.revoked');
    expect(await invited(officer)).toContain(contracted.branch.id);
    expect(await invited(officer, person.id)).not.toContain(contracted.branch.id);
  });

  it('of one authority leave the branch’s work for another alone; CQC’s bind every one', async () => {
    const [ours, theirs] = [await world.aLot(), await world.aLot()];
    const contracted = await world.aContractedBranch({ lot: ours });
    await world.aContract({ lot: theirs, branchId: contracted.branch.id });
    await world.aCapacity({ lot: theirs, branchId: contracted.branch.id });
    const commissioner = await world.aUser({ role: 'commissioner', authorityId: ours.authorityId });
    const officer = await world.aUser({ role: 'officer', authorityId: theirs.authorityId });
    const at = { lot: theirs, officer, branches: [contracted], pkg: { urgency: 'routine' } } as const;
    const open = await world.aBroadcastOpen(at);

    const own = await restrict(commissioner, contracted.branch.id, { conditions: [{ kind: 'suspended' }] });
    expect(await world.eventsOf(open.asked[0]!.invitationId)).toEqual(['invitation.opened']);
    expect(await invited(officer)).toContain(contracted.branch.id);
    await lift(commissioner, own);
    await restrict(commissioner, contracted.branch.id, { source: 'cqc' });
    expect(await world.eventsOf(open.asked[0]!.invitationId)).toContain('invitation.revoked');
    await expect(invited(officer)).rejects.toMatchObject({ code: 'nobody_eligible' });
  });
});
