import { AwardTopOffer } from '#brokerage/awards/award-top-offer';
import { AwardOffer } from '#brokerage/awards/award-offer';
import { ConfirmStart } from '#brokerage/awards/confirm-start';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { MakeOffer } from '#brokerage/offers/make-offer';
import { EndPlacement } from '#brokerage/placements/end-placement';
import { KeepCase } from '#brokerage/reallocations/keep-case';
import { BroadcastReplacement } from '#brokerage/reallocations/broadcast-replacement';
import { PauseReallocation } from '#brokerage/reallocations/pause-reallocation';
import { ProposeReallocations } from '#brokerage/reallocations/propose-reallocations';
import { reallocationPage, reallocationView } from '#brokerage/reallocations/reallocations.queries';
import { ReleaseCases } from '#brokerage/reallocations/release-cases';
import { LiftRestriction } from '#brokerage/enforcement/lift-restriction';
import { lockBranch, lockBranchesOfMove } from '#brokerage/providers/steps/lock-branch';
import { transactionRetries } from '#platform/metrics/transaction-metrics';
import type { CaseView } from '#contracts/reallocations';
import { termsFor } from '../../support/builders/broadcasts.js';
import { VISITS } from '../../support/builders/people.js';
import { aSuspendedBranch, casesOf, started, type Suspended } from '../../support/builders/reallocations.js';
import { aRestriction } from '../../support/builders/restrictions.js';
import { holdCommits, holdTransaction, untilLockWaits } from '../../support/held-transaction.js';
import { World } from '../../support/world.js';

/** Tests concurrent runs of the acts that move care in a reallocation. */
describe('a reallocation under races', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const opened = async (suspended: Suspended, settings = {}) => {
    const { id, version } = await started(world, suspended, settings);
    await world.get(ReleaseCases).execute({ reallocationId: id });
    const cases = () => casesOf(world, suspended.lot.authorityId, id);
    for (const { id: caseId } of await cases()) await world.get(BroadcastReplacement).execute({ caseId });
    return { id, version, cases };
  };

  const offered = async ({ others, officer }: Suspended, { broadcastId }: CaseView) => {
    const [to] = others;
    const [invitation] = await world.rows<{ id: string }>(
      'SELECT id FROM invitation WHERE broadcast_id = $1 AND branch_id = $2',
      [broadcastId, to!.branch.id],
    );
    const terms = termsFor(world, { visits: VISITS }, to!.branch.id);
    const offer = await world
      .get(MakeOffer)
      .execute(to!.user.caller, { invitationId: invitation!.id, terms });
    await world.get(CloseBroadcast).early(officer.caller, { broadcastId: broadcastId!, reason: 'answered' });
    return () =>
      world.get(AwardOffer).execute(officer.caller, { broadcastId: broadcastId!, offerId: offer.id });
  };

  /**
   * Starts all acts and stops each act just before its commit. When all acts have stopped, lets all of them
   * commit.
   */
  async function together<T>(works: readonly (() => Promise<T>)[]): Promise<PromiseSettledResult<T>[]> {
    const gate = await holdCommits(world);
    const settled = Promise.allSettled(works.map((work) => work()));
    await untilLockWaits(world, works.length);
    await gate.release();
    return settled;
  }

  const fulfilled = (settled: readonly PromiseSettledResult<unknown>[]): unknown[] =>
    settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));

  it('opens a case once, and releases a minute once, however many alarms ring', async () => {
    const suspended = await aSuspendedBranch(world, {});
    const { id } = await started(world, suspended);
    const release = () => world.get(ReleaseCases).execute({ reallocationId: id });
    expect(fulfilled(await together([release, release])).toSorted()).toEqual(['nothing_due', 'released']);
    const [one] = await casesOf(world, suspended.lot.authorityId, id);
    const open = () => world.get(BroadcastReplacement).execute({ caseId: one!.id });
    expect(fulfilled(await together([open, open])).toSorted()).toEqual(['broadcast', 'nothing_due']);
  });

  it('proposes once, though two alarms ring', async () => {
    const suspended = await aSuspendedBranch(world, {});
    await world.rows('DELETE FROM reallocation WHERE id = $1', [suspended.proposal.id]);
    const { restrictionId } = suspended;
    const propose = () => world.get(ProposeReallocations).execute({ restrictionId });
    expect(fulfilled(await together([propose, propose])).toSorted()).toEqual(['nothing_due', 'proposed']);
  });

  it('is finished by the last case, though the last two end at the same moment', async () => {
    const suspended = await aSuspendedBranch(world, {});
    const { id, cases } = await opened(suspended);
    const { officer } = suspended;
    const keep = (caseId: string) => () =>
      world.get(KeepCase).execute(officer.caller, { caseId, reason: 'The family asks' });
    await together((await cases()).map((one) => keep(one.id)));
    expect(await reallocationView(world.reader, id)).toMatchObject({ status: 'finished' });
    expect((await world.eventsOf(id)).filter((name) => name === 'reallocation.finished')).toHaveLength(1);
  });

  it('does not open a case once its pause has committed', async () => {
    const suspended = await aSuspendedBranch(world, {});
    const { id, version } = await started(world, suspended);
    await world.get(ReleaseCases).execute({ reallocationId: id });
    const cases = await casesOf(world, suspended.lot.authorityId, id);
    const { caller } = suspended.commissioner;
    const gate = await holdCommits(world);
    const paused = world.get(PauseReallocation).execute(caller, { reallocationId: id, version });
    await untilLockWaits(world, 1);
    const open = world.get(BroadcastReplacement).execute({ caseId: cases[0]!.id });
    await untilLockWaits(world, 2);
    await gate.release();
    expect([(await paused).status, await open]).toEqual(['paused', 'nothing_due']);
  });

  it('either ends the care or starts it anew, never both and never neither', async () => {
    const suspended = await aSuspendedBranch(world, { people: [undefined] });
    const { cases } = await opened(suspended);
    const [one] = await cases();
    const award = await (await offered(suspended, one!))();
    const { officer, others } = suspended;
    const { placementId, packageId } = one!;
    const end = { placementId, version: 1, reason: 'own_arrangements' } as const;
    await together<unknown>([
      () => world.get(ConfirmStart).execute(others[0]!.user.caller, { awardId: award.id }),
      () => world.get(EndPlacement).execute(officer.caller, end),
    ]);
    const [state] = await world.rows(
      `SELECT p.status AS package, c.status AS "case",
              (SELECT count(*)::int FROM placement WHERE package_id = p.id AND status = 'live') AS live
       FROM package p JOIN reallocation_case c ON c.package_id = p.id WHERE p.id = $1`,
      [packageId],
    );
    expect([
      { package: 'live', case: 'moved', live: 1 },
      { package: 'ended', case: 'ended', live: 0 },
    ]).toContainEqual(state);
  });

  it('gives a branch no more than its cap, though everything is awarded at the same moment', async () => {
    const suspended = await aSuspendedBranch(world, { people: [undefined, undefined, undefined], others: 1 });
    const { cases } = await opened(suspended, { intakeCap: 1 });
    const awards: (() => Promise<unknown>)[] = [];
    for (const one of await cases()) awards.push(await offered(suspended, one));
    const settled = await together(awards);
    expect(fulfilled(settled)).toHaveLength(1);
    const refusals = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(refusals).toMatchObject([
      { code: 'branch_not_eligible', facts: { checks: [{ rule: 'intake.cap' }] } },
      { code: 'branch_not_eligible', facts: { checks: [{ rule: 'intake.cap' }] } },
    ]);
  });

  it('moves people away from a branch side by side, but not during a decision about that branch', async () => {
    const suspended = await aSuspendedBranch(world, { others: 1 });
    const { cases } = await opened(suspended);
    const starts: (() => Promise<unknown>)[] = [];
    for (const one of await cases()) {
      const { id: awardId } = await (await offered(suspended, one))();
      starts.push(() => world.get(ConfirmStart).execute(suspended.officer.caller, { awardId }));
    }
    const [besideMove, besideDecision] = starts;
    const left = suspended.leaving.branch.id;
    const elsewhere = await world.aContractedBranch({ lot: suspended.lot });

    const move = holdTransaction(world, (tx) => lockBranchesOfMove(tx, elsewhere.branch.id, left));
    await move.reached;
    await besideMove!();
    await move.release();

    const decision = holdTransaction(world, (tx) => lockBranch(tx, left));
    await decision.reached;
    const start = besideDecision!();
    await untilLockWaits(world, 1);
    expect((await cases()).map(({ status }) => status)).toEqual(['moved', 'awarded']);
    await decision.release();
    await start;
    expect((await cases()).map(({ status }) => status)).toEqual(['moved', 'moved']);
  });

  it('lets two moves between the same two branches, in both directions, pass each other', async () => {
    const lot = await world.aLot();
    const [one, other] = [await world.aContractedBranch({ lot }), await world.aContractedBranch({ lot })];
    const move = (to: string, from: string) => (): Promise<void> =>
      world.owner.transaction((tx) => lockBranchesOfMove(tx, to, from));
    const moves = [move(one.branch.id, other.branch.id), move(other.branch.id, one.branch.id)];
    const retriesBefore = await transactionRetries.get();
    await Promise.all(Array.from({ length: 20 }, (_, n) => moves[n % 2]!()));
    expect((await transactionRetries.get()).values).toEqual(retriesBefore.values);
  });

  it('is not started by a suspension that is lifted meanwhile', async () => {
    const suspended = await aSuspendedBranch(world, {});
    const { commissioner, restrictionId } = suspended;
    const lift = { restrictionId, reason: 'In error' };
    const gate = await holdCommits(world);
    const lifted = world.get(LiftRestriction).execute(commissioner.caller, lift);
    await untilLockWaits(world, 1);
    const start = started(world, suspended);
    start.catch(() => undefined);
    await untilLockWaits(world, 2);
    await gate.release();
    await lifted;
    await expect(start).rejects.toMatchObject({ code: 'restriction_ended' });
  });

  it('starts two of one branch one after the other: what the first moves, the second leaves to it', async () => {
    const suspended = await aSuspendedBranch(world, {});
    const { commissioner, leaving, lot } = suspended;
    const { id: restrictionId } = await aRestriction(world, {
      by: commissioner,
      branchId: leaving.branch.id,
      conditions: [{ kind: 'suspended' }],
    });
    await world.get(ProposeReallocations).execute({ restrictionId });
    const { items } = await reallocationPage(world.reader, lot.authorityId, {});
    const other = items.find((one) => one.restrictionId === restrictionId)!;
    const start = (proposal: typeof other) => () => started(world, { commissioner, proposal });
    const settled = await together([start(suspended.proposal), start(other)]);
    const cases = fulfilled(settled).map((view) => (view as typeof other).cases.queued);
    expect(cases.toSorted()).toEqual([0, 2]);
  });

  it('passes an offer over without holding its branch while it waits for one before it', async () => {
    const suspended = await aSuspendedBranch(world, { people: [undefined] });
    const { cases } = await opened(suspended, { awarding: 'top_offer' });
    const [one] = await cases();
    const [lower, higher] = suspended.others.toSorted((a, b) => (a.branch.id < b.branch.id ? -1 : 1));
    for (const [to, hourlyRatePence] of [
      [lower!, 2_600],
      [higher!, 2_100],
    ] as const) {
      const [invitation] = await world.rows<{ id: string }>(
        'SELECT id FROM invitation WHERE broadcast_id = $1 AND branch_id = $2',
        [one!.broadcastId, to.branch.id],
      );
      const terms = termsFor(world, { visits: VISITS }, to.branch.id, { hourlyRatePence });
      await world.get(MakeOffer).execute(to.user.caller, { invitationId: invitation!.id, terms });
    }
    const broadcastId = one!.broadcastId!;
    await world.get(CloseBroadcast).early(suspended.officer.caller, { broadcastId, reason: 'answered' });
    await world.rows('UPDATE capacity SET spare_minutes = 0 WHERE branch_id = $1', [higher!.branch.id]);
    const lock = 'SELECT 1 FROM branch WHERE id = $1 FOR NO KEY UPDATE';
    const gate = holdTransaction(world, (tx) => tx.query(lock, [lower!.branch.id]));
    await gate.reached;
    const awarding = world.get(AwardTopOffer).execute({ broadcastId });
    await untilLockWaits(world, 1);
    const free = await world.owner.transaction((tx) => tx.query(`${lock} SKIP LOCKED`, [higher!.branch.id]));
    await gate.release();
    expect(await awarding).toBe('awarded');
    expect(free).toHaveLength(1);
  });
});
