import { ConfirmStart } from '#brokerage/awards/confirm-start';
import { HandBackContract } from '#brokerage/hand-backs/hand-back-contract';
import { DisableUser } from '#brokerage/identity/disable-user';
import { careWithoutTransfer, forgotten } from '#brokerage/monitoring/watchdog.queries';
import { ChangeBranch } from '#brokerage/enforcement/change-branch';
import { branchView } from '#brokerage/providers/providers.queries';
import { DismissReallocation } from '#brokerage/reallocations/dismiss-reallocation';
import { groundsGoneBy, groundsUnproposed } from '#brokerage/reallocations/reallocation-grounds.queries';
import { KeepCase } from '#brokerage/reallocations/keep-case';
import { ProposeReallocations } from '#brokerage/reallocations/propose-reallocations';
import { reallocationPage } from '#brokerage/reallocations/reallocations.queries';
import { SettleReallocation } from '#brokerage/reallocations/settle-reallocation';
import { StopReallocation } from '#brokerage/reallocations/stop-reallocation';
import { AmendRestriction } from '#brokerage/enforcement/amend-restriction';
import { LiftRestriction } from '#brokerage/enforcement/lift-restriction';
import type { ReallocationView } from '#contracts/reallocations';
import type { RestrictionAmendment } from '#contracts/restrictions';
import { careLive } from '../../support/builders/live-care.js';
import { aSuspendedBranch, casesOf, started, type Suspended } from '../../support/builders/reallocations.js';
import { aRestriction } from '../../support/builders/restrictions.js';
import { World } from '../../support/world.js';
import { aSource } from '../../support/builders/register-sources.js';

/**
 * Tests the three grounds of a reallocation: a suspension, a hand-back and a closure. Such a branch may no
 * longer deliver its care. All its care must be in a transfer, kept by a user's decision, or part of a
 * proposed reallocation.
 */
describe('a ground for moving care', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const now = () => world.clock.now();
  const all = async ({ lot }: Pick<Suspended, 'lot'>): Promise<readonly ReallocationView[]> =>
    (await reallocationPage(world.reader, lot.authorityId, {})).items;
  const open = async (suspended: Pick<Suspended, 'lot'>) =>
    (await all(suspended)).find(({ status }) => status === 'proposed');

  /**
   * Runs the acts that alarms and the sweep would run when a ground begins or ends. Then expects that none of
   * this work is left.
   */
  const tend = async () => {
    for (const ground of await groundsGoneBy(world.reader, now()))
      await world.get(StopReallocation).forGround(ground);
    const stopping = await world.rows<{ id: string }>(
      `SELECT id FROM reallocation WHERE status = 'stopping'`,
    );
    for (const { id: reallocationId } of stopping)
      await world.get(SettleReallocation).execute({ reallocationId });
    for (const ground of await groundsUnproposed(world.reader, now()))
      await world.get(ProposeReallocations).execute(ground);
    expect(await groundsUnproposed(world.reader, now())).toEqual([]);
    expect(await careWithoutTransfer(world.reader, now())).toEqual([]);
    expect(await forgotten(world.reader, world.clock.now())).toEqual([]);
  };

  const lift = async (suspended: Suspended, restrictionId = suspended.restrictionId) => {
    const command = { restrictionId, reason: 'Re-inspected' };
    await world.get(LiftRestriction).execute(suspended.commissioner.caller, command);
    await tend();
  };

  const amend = async (
    { commissioner, restrictionId }: Suspended,
    changes: Partial<RestrictionAmendment>,
  ) => {
    const [row] = await world.rows<{ version: number }>('SELECT version FROM restriction WHERE id = $1', [
      restrictionId,
    ]);
    const command = { restrictionId, version: row!.version, reason: 'Reviewed', ...changes };
    await world.get(AmendRestriction).execute(commissioner.caller, command);
  };

  const handBack = ({ leaving }: Pick<Suspended, 'leaving'>) =>
    world
      .get(HandBackContract)
      .execute(leaving.user.caller, { branchId: leaving.branch.id, lotIds: [], reason: 'No carers left' });

  /** Records whether the branch is dormant, by a colleague of the commissioner who starts reallocations. */
  const register = async ({ leaving, lot: { authorityId } }: Suspended, dormant: boolean) => {
    const colleague = await world.aUser({ role: 'commissioner', authorityId });
    const { id, name, postcode, ratings, version, registration } = await branchView(
      world.reader,
      leaving.branch.id,
    );
    const file = {
      name,
      postcode,
      ratings,

      registration: { ...registration, dormant },
      source: aSource(version),
    };
    await world.get(ChangeBranch).execute(colleague.caller, { branchId: id, version, ...file });
    await tend();
  };

  const placementsOf = async ({ lot }: Pick<Suspended, 'lot'>, { id }: ReallocationView) =>
    (await casesOf(world, lot.authorityId, id)).map(({ placementId }) => placementId).toSorted();

  it('is proposed once more for whom it is about when what moved them stops: a hand-back under a suspension', async () => {
    const suspended = await aSuspendedBranch(world, {});
    await started(world, suspended);
    await handBack(suspended);
    await tend();
    expect(await open(suspended)).toBeUndefined();
    await lift(suspended);
    expect(await open(suspended)).toMatchObject({ cause: 'hand_back' });
  });

  it('is proposed once more when another that moved them is lifted: two suspensions', async () => {
    const suspended = await aSuspendedBranch(world, {});
    await started(world, suspended);
    const { commissioner: by, leaving } = suspended;
    const { id } = await aRestriction(world, {
      by,
      branchId: leaving.branch.id,
      conditions: [{ kind: 'suspended' }],
    });
    await lift(suspended);
    expect(await open(suspended)).toMatchObject({ restrictionId: id });
  });

  it('is about the lots of the notice as it is now, whatever it was when it was proposed', async () => {
    const lot = await world.aLot();
    const second = await world.aLot({ authorityId: lot.authorityId, areas: ['LE67'] });
    const suspended = await aSuspendedBranch(world, { lot });
    await careLive(world, { lot: second, branchId: suspended.leaving.branch.id });
    await amend(suspended, { lotIds: [second.id] });
    await tend();
    const one = await started(world, suspended);
    expect((await casesOf(world, lot.authorityId, one.id)).map(({ lotId }) => lotId)).toEqual([second.id]);

    await amend(suspended, { lotIds: [] });
    await tend();
    const proposal = await open(suspended);
    const rest = await started(world, { ...suspended, proposal: proposal! });
    expect(await placementsOf(suspended, rest)).toEqual(suspended.placements.map(({ id }) => id).toSorted());
  });

  it('that goes and comes again by amendments is proposed again, and what was dismissed with it cannot start', async () => {
    const suspended = await aSuspendedBranch(world, {});
    await amend(suspended, { conditions: [{ kind: 'closed' }] });
    await expect(started(world, suspended)).rejects.toMatchObject({ code: 'restriction_ended' });
    await tend();
    const [dismissed] = await all(suspended);
    expect(dismissed).toMatchObject({ status: 'dismissed' });
    await expect(started(world, { ...suspended, proposal: dismissed! })).rejects.toMatchObject({
      code: 'restriction_ended',
    });
    await amend(suspended, { conditions: [{ kind: 'suspended' }] });
    await tend();
    expect(await open(suspended)).toMatchObject({ restrictionId: suspended.restrictionId });
  });

  it('is proposed again after its reallocation was stopped, and not after it was dismissed', async () => {
    const suspended = await aSuspendedBranch(world, {});
    const { id, version } = await started(world, suspended);
    const { caller } = suspended.commissioner;
    const words = { reallocationId: id, version, reason: 'By mistake' };
    await world.get(StopReallocation).execute(caller, words);
    await tend();
    const again = await open(suspended);
    const dismissal = { reallocationId: again!.id, version: again!.version, reason: 'A manager is there' };
    await world.get(DismissReallocation).execute(caller, dismissal);
    await tend();
    expect(await open(suspended)).toBeUndefined();
  });

  it('keeps the owner of a reallocation that is over when the owner is disabled, and reassigns one that is not', async () => {
    const over = await aSuspendedBranch(world, {});
    const { id, version } = await started(world, over);
    const { caller, id: ownerId } = over.commissioner;
    await world.get(StopReallocation).execute(caller, { reallocationId: id, version, reason: 'By mistake' });
    await tend();
    const again = await open(over);
    await world.rows('UPDATE reallocation SET owner_id = $2 WHERE id = $1', [again!.id, ownerId]);
    const { authorityId } = over.lot;
    const administrator = await world.aUser({ role: 'administrator', authorityId });
    await world.get(DisableUser).execute(administrator.caller, { userId: ownerId });

    const owners = (await all(over)).map((one) => [one.status, one.ownerId]).sort();
    expect(owners).toEqual([
      ['finished', ownerId],
      ['proposed', over.officer.id],
    ]);
    expect(await world.eventsOf(id)).not.toContain('reallocation.handed_over');
    expect(await world.eventsOf(again!.id)).toContain('reallocation.handed_over');
  });

  it('leaves alone whom somebody has decided to keep, and takes up who was confirmed late', async () => {
    const lot = await world.aLot();
    const { award, winner } = await world.anAward({ lot });
    const { authorityId } = lot;
    const commissioner = await world.aUser({ role: 'commissioner', authorityId });
    const officer = await world.aUser({ role: 'officer', authorityId });
    const kept = await careLive(world, { lot, branchId: winner.branch.id });
    world.clock.pass({ hours: 1 });
    const startedAt = now().toISOString();
    world.clock.pass({ hours: 1 });
    const by = commissioner;
    await aRestriction(world, { by, branchId: winner.branch.id, conditions: [{ kind: 'suspended' }] });
    await tend();
    const running = await started(world, { commissioner, proposal: (await open({ lot }))! });
    const [one] = await casesOf(world, authorityId, running.id);
    const keep = { caseId: one!.id, reason: 'The family asks' };
    await world.get(KeepCase).execute(officer.caller, keep);
    await tend();
    expect(await open({ lot })).toBeUndefined();

    const command = { awardId: award.id, startedAt };
    await expect(world.get(ConfirmStart).execute(winner.user.caller, command)).rejects.toMatchObject({
      code: 'branch_not_eligible',
    });
    const begun = await world.get(ConfirmStart).execute(officer.caller, command);
    await tend();
    const proposal = (await open({ lot }))!;
    expect(proposal.weeklyMinutes).toBe(begun.weeklyMinutes); // without the care that was kept
    const rest = await started(world, { commissioner, proposal });
    expect(await placementsOf({ lot }, rest)).toEqual([begun.id]);
    expect(kept.id).toBe(one!.placementId);
  });

  it('of a closure goes when the branch is registered again, and comes anew when it closes again', async () => {
    const suspended = await aSuspendedBranch(world, {});
    await lift(suspended);
    await register(suspended, true);
    const first = (await open(suspended))!;
    const dismissal = { reallocationId: first.id, version: first.version, reason: 'The register was wrong' };
    await world.get(DismissReallocation).execute(suspended.commissioner.caller, dismissal);
    await register(suspended, false);
    const [dismissed] = await all(suspended);
    await expect(started(world, { ...suspended, proposal: dismissed! })).rejects.toMatchObject({
      code: 'reallocation_groundless',
    });

    world.clock.pass({ days: 200 });
    await register(suspended, true);
    const second = (await open(suspended))!;
    expect(second).toMatchObject({ cause: 'closure' });
    const running = await started(world, { ...suspended, proposal: second });
    await register(suspended, false);
    expect(await casesOf(world, suspended.lot.authorityId, running.id)).toMatchObject([
      { status: 'kept', keepCause: 'registered_again' },
      { status: 'kept', keepCause: 'registered_again' },
    ]);
  });

  it('of a hand-back is not about care that begins once the branch has left', async () => {
    const lot = await world.aLot();
    const leaving = await world.aContractedBranch({ lot });
    await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    await handBack({ leaving });
    world.clock.pass({ days: 400 });
    await careLive(world, { lot, branchId: leaving.branch.id });
    await tend();
    expect(await open({ lot })).toBeUndefined();
  });

  it('that goes is told to the provider only where it was told what began', async () => {
    const suspended = await aSuspendedBranch(world, {});
    await lift(suspended);
    const told = await world.rows(
      'SELECT name, cardinality(provider_ids) AS told FROM event WHERE subject_id = $1 ORDER BY position',
      [suspended.proposal.id],
    );
    expect(told).toEqual([
      { name: 'reallocation.proposed', told: 0 },
      { name: 'reallocation.dismissed', told: 0 },
    ]);
  });
});
