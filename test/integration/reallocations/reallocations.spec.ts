import { AwardOffer } from '#brokerage/awards/award-offer';
import { AwardTopOffer } from '#brokerage/awards/award-top-offer';
import { CheckStart } from '#brokerage/awards/check-start';
import { ConfirmStart } from '#brokerage/awards/confirm-start';
import { WithdrawAward } from '#brokerage/awards/withdraw-award';
import { CancelBroadcast } from '#brokerage/broadcasts/cancel-broadcast';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { ExtendBroadcast } from '#brokerage/broadcasts/extend-broadcast';
import { PublishBroadcast } from '#brokerage/broadcasts/publish-broadcast';
import { topOffersDue } from '#brokerage/monitoring/due-work.queries';
import { forgotten, overdueIn } from '#brokerage/monitoring/watchdog.queries';
import { EndPlacement } from '#brokerage/placements/end-placement';
import { ChangeReallocation } from '#brokerage/reallocations/change-reallocation';
import { DismissReallocation } from '#brokerage/reallocations/dismiss-reallocation';
import { KeepCase } from '#brokerage/reallocations/keep-case';
import { BroadcastReplacement } from '#brokerage/reallocations/broadcast-replacement';
import { PauseReallocation } from '#brokerage/reallocations/pause-reallocation';
import { ProposeReallocations } from '#brokerage/reallocations/propose-reallocations';
import { reallocationView } from '#brokerage/reallocations/reallocations.queries';
import { ReleaseCases } from '#brokerage/reallocations/release-cases';
import { ResumeReallocation } from '#brokerage/reallocations/resume-reallocation';
import { SettleReallocation } from '#brokerage/reallocations/settle-reallocation';
import { StopReallocation } from '#brokerage/reallocations/stop-reallocation';
import { LiftRestriction } from '#brokerage/enforcement/lift-restriction';
import type { CaseView } from '#contracts/reallocations';
import type { Visit } from '#contracts/visits';
import { VISITS } from '../../support/builders/people.js';
import { termsFor } from '../../support/builders/broadcasts.js';
import { MakeOffer } from '#brokerage/offers/make-offer';
import { aSuspendedBranch, casesOf, started, type Suspended } from '../../support/builders/reallocations.js';
import type { ContractedBranch } from '../../support/builders/providers.js';
import { World } from '../../support/world.js';

const first = (visit: Partial<Visit>): Visit[] =>
  VISITS.map((one, index) => (index ? one : { ...one, ...visit }));

describe('a reallocation', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());
  afterEach(async () => {
    expect(await forgotten(world.reader, world.clock.now())).toEqual([]);
  });

  const release = (reallocationId: string) => world.get(ReleaseCases).execute({ reallocationId });
  const open = (caseId: string) => world.get(BroadcastReplacement).execute({ caseId });
  const view = (id: string) => reallocationView(world.reader, id);

  /** Starts the reallocation, releases all its cases and opens a broadcast for each case. */
  const asking = async (suspended: Suspended, settings = {}) => {
    const { id } = await started(world, suspended, settings);
    await release(id);
    const { authorityId } = suspended.lot;
    for (const one of await casesOf(world, authorityId, id)) await open(one.id);
    return { id, cases: await casesOf(world, authorityId, id) };
  };

  const offer = async ({ broadcastId, packageId }: CaseView, from: ContractedBranch, given = {}) => {
    const [invitation] = await world.rows<{ id: string }>(
      `SELECT id FROM invitation WHERE broadcast_id = $1 AND branch_id = $2`,
      [broadcastId, from.branch.id],
    );
    const [pkg] = await world.rows<{ visits: Visit[] }>('SELECT visits FROM package WHERE id = $1', [
      packageId,
    ]);
    const terms = termsFor(world, pkg!, from.branch.id, given);
    return world.get(MakeOffer).execute(from.user.caller, { invitationId: invitation!.id, terms });
  };

  const awarded = async (suspended: Suspended, one: CaseView, from: ContractedBranch) => {
    const { id: offerId } = await offer(one, from);
    const { officer } = suspended;
    const command = { broadcastId: one.broadcastId!, reason: 'all have answered' };
    await world.get(CloseBroadcast).early(officer.caller, command);
    return world.get(AwardOffer).execute(officer.caller, { broadcastId: one.broadcastId!, offerId });
  };

  const live = (packageId: string) =>
    world.rows(
      `SELECT delivering_branch_id AS branch, started_at AS "startedAt", ended_at AS "endedAt", end_reason AS why
       FROM placement WHERE package_id = $1 ORDER BY started_at`,
      [packageId],
    );

  it('is proposed once by a suspension, to somebody who must decide, and starts only when confirmed', async () => {
    const { proposal, commissioner, restrictionId, placements } = await aSuspendedBranch(world, {});
    expect(proposal).toMatchObject({
      cause: 'suspension',
      status: 'proposed',
      ownerId: commissioner.id,
      urgency: 'urgent',
      weeklyMinutes: placements.reduce((sum, one) => sum + one.weeklyMinutes, 0),
    });
    expect(await world.get(ProposeReallocations).execute({ restrictionId })).toBe('nothing_due');
    expect(await release(proposal.id)).toBe('nothing_due');
    expect(await world.eventsOf(proposal.id)).toEqual(['reallocation.proposed']);
  });

  it('queues one case a placement by risk: time-critical, double-up, hours', async () => {
    const people = [
      undefined,
      first({ minutes: 60 }),
      first({ carers: 2 }),
      first({ timeCriticalReason: 'insulin' }),
    ];
    const suspended = await aSuspendedBranch(world, { people });
    const { id, weeklyMinutes } = await started(world, suspended);
    const cases = await casesOf(world, suspended.lot.authorityId, id);
    const inOrder = [3, 2, 1, 0].map((index) => suspended.placements[index]!.id);
    expect(cases.map(({ placementId }) => placementId)).toEqual(inOrder);
    expect(cases.map(({ status, nextAction, rank }) => [status, nextAction, rank])).toEqual(
      [1, 2, 3, 4].map((rank) => ['queued', 'await_turn', rank]),
    );
    expect(weeklyMinutes).toBe(suspended.placements.reduce((sum, one) => sum + one.weeklyMinutes, 0));
  });

  it('releases as many cases a minute as its pace says, and opens a replacement that leaves the branch out', async () => {
    const suspended = await aSuspendedBranch(world, { people: [undefined, undefined, undefined] });
    const { id } = await started(world, suspended, { pacePerMinute: 2 });
    expect([await release(id), await release(id)]).toEqual(['released', 'nothing_due']);
    expect((await view(id)).cases).toMatchObject({ queued: 1, released: 2 });
    world.clock.pass({ minutes: 1 });
    expect(await release(id)).toBe('released');
    expect(await view(id)).toMatchObject({ nextReleaseAt: null, cases: { queued: 0, released: 3 } });

    const [one] = await casesOf(world, suspended.lot.authorityId, id);
    expect([await open(one!.id), await open(one!.id)]).toEqual(['broadcast', 'nothing_due']);
    const [asked] = await casesOf(world, suspended.lot.authorityId, id);
    const invited = await world.rows('SELECT branch_id FROM invitation WHERE broadcast_id = $1', [
      asked!.broadcastId,
    ]);
    expect(invited.map(({ branch_id }) => branch_id).toSorted()).toEqual(
      suspended.others.map(({ branch }) => branch.id).toSorted(),
    );
    const [decision] = await world.rows<{ checks: { rule: string; result: string }[] }>(
      'SELECT checks FROM eligibility_decision WHERE broadcast_id = $1 AND branch_id = $2',
      [asked!.broadcastId, suspended.leaving.branch.id],
    );
    expect(decision!.checks).toContainEqual(
      expect.objectContaining({ rule: 'transfer.leaving', result: 'fail' }),
    );
  });

  it('leaves the old care live until the new one starts, and ends it at that very instant', async () => {
    const suspended = await aSuspendedBranch(world, { people: [undefined] });
    const { id, cases } = await asking(suspended);
    const [one] = cases;
    const [to] = suspended.others;
    const award = await awarded(suspended, one!, to!);
    expect(await live(one!.packageId)).toMatchObject([{ endedAt: null }]);

    world.clock.pass({ hours: 3 });
    const startedAt = world.clock.in({ hours: -1 }).toISOString();
    await world.get(ConfirmStart).execute(to!.user.caller, { awardId: award.id, startedAt });

    expect(await live(one!.packageId)).toMatchObject([
      { branch: suspended.leaving.branch.id, endedAt: new Date(startedAt), why: 'moved' },
      { branch: to!.branch.id, startedAt: new Date(startedAt), endedAt: null },
    ]);
    expect(await view(id)).toMatchObject({ status: 'finished', cases: { moved: 1 } });
    expect(await casesOf(world, suspended.lot.authorityId, id)).toMatchObject([
      { status: 'moved', newBranchId: to!.branch.id, nextAction: null },
    ]);
    expect(await world.eventsOf(id)).toEqual([
      'reallocation.proposed',
      'reallocation.started',
      'reallocation.released',
      'reallocation.finished',
    ]);
  });

  it('leaves a case that nobody may take open, alerts its owner, and lets it be asked again', async () => {
    const suspended = await aSuspendedBranch(world, { people: [undefined], others: 0 });
    const { id, cases } = await asking(suspended);
    expect(cases).toMatchObject([
      { status: 'unplaced', nextAction: 'broadcast_again', nextActionOwnerId: suspended.commissioner.id },
    ]);
    expect(await view(id)).toMatchObject({ status: 'running', cases: { unplaced: 1 } });
    const { lot, officer } = suspended;
    const publish = () =>
      world.get(PublishBroadcast).execute(officer.caller, { packageId: cases[0]!.packageId });
    await expect(publish()).rejects.toMatchObject({ code: 'nobody_eligible' });
    await world.aContractedBranch({ lot });
    await expect(publish()).resolves.toMatchObject({ invited: 1, round: 2 });
    expect(await casesOf(world, lot.authorityId, id)).toMatchObject([
      { status: 'broadcast', nextActionOwnerId: officer.id },
    ]);
  });

  it('whose broadcast is cancelled or gets no offer has its case unplaced; the care stays', async () => {
    const suspended = await aSuspendedBranch(world, {});
    const { id, cases } = await asking(suspended);
    const [cancelled, unanswered] = cases;
    const command = { broadcastId: cancelled!.broadcastId!, reason: 'Family away' };
    await world.get(CancelBroadcast).execute(suspended.officer.caller, command);
    world.clock.pass({ hours: 5 });
    await world.get(CloseBroadcast).execute(unanswered!.broadcastId!);
    expect((await view(id)).cases).toMatchObject({ unplaced: 2 });
    expect(await live(cancelled!.packageId)).toMatchObject([{ endedAt: null }]);
  });

  it('pauses, resumes and changes its pace; a case whose turn had come waits in its place meanwhile', async () => {
    const suspended = await aSuspendedBranch(world, { people: [undefined, undefined] });
    const { id: reallocationId, version } = await started(world, suspended, { pacePerMinute: 1 });
    await release(reallocationId);
    const [turn] = await casesOf(world, suspended.lot.authorityId, reallocationId);
    const { caller } = suspended.commissioner;
    const paused = await world.get(PauseReallocation).execute(caller, { reallocationId, version });
    expect(paused).toMatchObject({ status: 'paused', nextReleaseAt: null });
    world.clock.pass({ minutes: 10 });
    expect([await open(turn!.id), await release(reallocationId)]).toEqual(['nothing_due', 'nothing_due']);
    const stale = { reallocationId, version };
    await expect(world.get(ResumeReallocation).execute(caller, stale)).rejects.toMatchObject({
      code: 'version_stale',
    });
    const changed = await world.get(ChangeReallocation).execute(caller, {
      ...paused,
      reallocationId,
      pacePerMinute: 5,
      intakeCap: 2,
      awarding: 'top_offer',
    });
    const command = { reallocationId, version: changed.version };
    await world.get(ResumeReallocation).execute(caller, command);
    expect([await release(reallocationId), await open(turn!.id)]).toEqual(['released', 'broadcast']);
    expect(await view(reallocationId)).toMatchObject({
      pacePerMinute: 5,
      intakeCap: 2,
      awarding: 'top_offer',
      cases: { broadcast: 1, released: 1 },
    });
  });

  it('says when the next turn comes only while somebody waits for one', async () => {
    const suspended = await aSuspendedBranch(world, { people: [undefined, undefined] });
    const { id } = await started(world, suspended, { pacePerMinute: 1 });
    await release(id);
    expect((await view(id)).nextReleaseAt).not.toBeNull();
    const [, waiting] = await casesOf(world, suspended.lot.authorityId, id);
    const keeping = { caseId: waiting!.id, reason: `O'Brien <b> asks to stay` };
    await world.get(KeepCase).execute(suspended.officer.caller, keeping);
    expect(await view(id)).toMatchObject({ status: 'running', nextReleaseAt: null });
  });

  it('keeps a case: nobody is asked any more, and what was promised is taken back', async () => {
    const suspended = await aSuspendedBranch(world, {});
    const { id, cases } = await asking(suspended);
    const [promised, asked] = cases;
    const [to] = suspended.others;
    const spare = () =>
      world.rows('SELECT spare_minutes FROM capacity WHERE branch_id = $1', [to!.branch.id]);
    const before = await spare();
    await offer(asked!, to!);
    await awarded(suspended, promised!, to!);
    const keep = (caseId: string) =>
      world.get(KeepCase).execute(suspended.officer.caller, { caseId, reason: 'Family asks to stay' });
    expect(await keep(promised!.id)).toMatchObject({ status: 'kept', keepCause: 'decided' });
    expect(await keep(asked!.id)).toMatchObject({ status: 'kept', reason: 'Family asks to stay' });
    await expect(keep(asked!.id)).rejects.toMatchObject({ code: 'move_not_allowed' });
    expect(await spare()).toEqual(before);
    expect(await view(id)).toMatchObject({ status: 'finished', cases: { kept: 2 } });
    expect(await world.eventsOf(asked!.broadcastId!)).toEqual([
      'broadcast.opened',
      'broadcast.offers_changed',
      'broadcast.cancelled',
    ]);
    expect(await live(promised!.packageId)).toMatchObject([{ endedAt: null }]);
  });

  it('ends a case when the care ends, whatever had been promised', async () => {
    const suspended = await aSuspendedBranch(world, {});
    const { id, cases } = await asking(suspended);
    await awarded(suspended, cases[0]!, suspended.others[0]!);
    for (const { placementId } of cases)
      await world.get(EndPlacement).execute(suspended.officer.caller, {
        placementId,
        version: 1,
        reason: 'person_died',
      });
    expect(await view(id)).toMatchObject({ status: 'finished', cases: { ended: 2 } });
    const [row] = await world.rows(
      `SELECT count(*)::int AS open FROM award WHERE package_id = $1 AND status = 'awaiting_start'`,
      [cases[0]!.packageId],
    );
    expect(row).toEqual({ open: 0 });
  });

  it('stops half-way when the restriction is lifted: the promised are moved, the others kept', async () => {
    const suspended = await aSuspendedBranch(world, { people: [undefined, undefined, undefined] });
    const { id, cases } = await asking(suspended);
    const [to] = suspended.others;
    const award = await awarded(suspended, cases[0]!, to!);
    await offer(cases[1]!, to!);
    const { restrictionId, commissioner } = suspended;
    await world.get(LiftRestriction).execute(commissioner.caller, { restrictionId, reason: 'Re-inspected' });
    const stop = () => world.get(StopReallocation).forGround({ restrictionId });
    expect([await stop(), await stop()]).toEqual(['stopped', 'nothing_due']);
    await world.get(SettleReallocation).execute({ reallocationId: id });
    expect(await view(id)).toMatchObject({ status: 'stopping', cases: { awarded: 1, kept: 2 } });
    await world.get(ConfirmStart).execute(to!.user.caller, { awardId: award.id });
    expect(await view(id)).toMatchObject({ status: 'finished', cases: { moved: 1, kept: 2 } });
  });

  it('that was only proposed is dismissed with its restriction, or by a commissioner, who may start it after all', async () => {
    const suspended = await aSuspendedBranch(world, {});
    const { commissioner, proposal, restrictionId } = suspended;
    const dismissed = await world.get(DismissReallocation).execute(commissioner.caller, {
      reallocationId: proposal.id,
      version: proposal.version,
      reason: 'A manager has been seconded',
    });
    expect(dismissed).toMatchObject({ status: 'dismissed', reason: 'A manager has been seconded' });
    expect(await started(world, { commissioner, proposal: dismissed })).toMatchObject({ status: 'running' });

    const other = await aSuspendedBranch(world, {});
    const lift = (id: string) =>
      world
        .get(LiftRestriction)
        .execute(other.commissioner.caller, { restrictionId: id, reason: 'In error' });
    await lift(other.restrictionId);
    await expect(started(world, other)).rejects.toMatchObject({ code: 'restriction_ended' });
    await world.get(StopReallocation).forGround({ restrictionId: other.restrictionId });
    expect(await view(other.proposal.id)).toMatchObject({ status: 'dismissed' });
    expect(restrictionId).not.toBe(other.restrictionId);
  });

  it('gives no branch more people than its cap, inside one batch too, and passes on to the next', async () => {
    const suspended = await aSuspendedBranch(world, { people: [undefined, undefined, undefined] });
    const { id, cases } = await asking(suspended, { intakeCap: 1, awarding: 'top_offer' });
    const [cheap, dear] = suspended.others;
    for (const one of cases) {
      await offer(one, cheap!, { hourlyRatePence: 2_100 });
      await offer(one, dear!, { hourlyRatePence: 2_700 });
    }
    world.clock.pass({ hours: 5 });
    for (const { broadcastId } of cases) await world.get(CloseBroadcast).execute(broadcastId!);
    const award = () =>
      Promise.all(
        cases.map(({ broadcastId }) => world.get(AwardTopOffer).execute({ broadcastId: broadcastId! })),
      );
    expect((await award()).toSorted()).toEqual(['awarded', 'awarded', 'nothing_due']);
    const now = await casesOf(world, suspended.lot.authorityId, id);
    const taken = now.flatMap(({ newBranchId }) => newBranchId ?? []).toSorted();
    expect(taken).toEqual([cheap!.branch.id, dear!.branch.id].toSorted());
    expect(now.filter(({ status }) => status === 'deciding')).toMatchObject([{ nextAction: 'decide_award' }]);

    world.clock.pass({ days: 7 });
    expect(await award()).toContain('awarded');
  });

  it('has a late start chased by whoever owns the case, and can be asked again without the branch', async () => {
    const suspended = await aSuspendedBranch(world, { people: [undefined] });
    const { id, cases } = await asking(suspended);
    const award = await awarded(suspended, cases[0]!, suspended.others[0]!);
    world.clock.set(award.startDueAt);
    await world.get(CheckStart).execute({ awardId: award.id });
    const state = async () => (await casesOf(world, suspended.lot.authorityId, id))[0];
    expect(await state()).toMatchObject({ nextAction: 'chase_start', status: 'awarded' });
    await world
      .get(WithdrawAward)
      .execute(suspended.officer.caller, { awardId: award.id, reason: 'No carers' });
    const again = await state();
    expect(again).toMatchObject({ status: 'broadcast', awardId: null });
    const invited = await world.rows('SELECT branch_id FROM invitation WHERE broadcast_id = $1', [
      again!.broadcastId,
    ]);
    expect(invited).toEqual([{ branch_id: suspended.others[1]!.branch.id }]);
  });

  it('goes no faster for being paused and resumed, and says anew when each turn should come', async () => {
    const suspended = await aSuspendedBranch(world, { people: [undefined, undefined, undefined] });
    const { id: reallocationId } = await started(world, suspended, { pacePerMinute: 1 });
    const { caller } = suspended.commissioner;
    await release(reallocationId);
    for (let time = 0; time < 3; time++) {
      const { version } = await view(reallocationId);
      const paused = await world.get(PauseReallocation).execute(caller, { reallocationId, version });
      await world.get(ResumeReallocation).execute(caller, { reallocationId, version: paused.version });
      expect(await release(reallocationId)).toBe('nothing_due');
    }
    const { version } = await view(reallocationId);
    await world.get(PauseReallocation).execute(caller, { reallocationId, version });
    world.clock.pass({ hours: 1 });
    const overdue = async () =>
      (await overdueIn(world.reader, suspended.lot.authorityId, world.clock.now())).filter(
        ({ nextAction }) => nextAction === 'await_turn',
      );
    expect(await overdue()).toEqual([]);
    await world.get(ResumeReallocation).execute(caller, { reallocationId, version: version + 1 });
    expect(await overdue()).toEqual([]);
    expect(await release(reallocationId)).toBe('released');
  });

  it('asks nobody else for an award that is withdrawn while it is paused: its case waits for a person', async () => {
    const suspended = await aSuspendedBranch(world, { people: [undefined] });
    const { id: reallocationId, cases } = await asking(suspended);
    const award = await awarded(suspended, cases[0]!, suspended.others[0]!);
    const { version } = await view(reallocationId);
    await world.get(PauseReallocation).execute(suspended.commissioner.caller, { reallocationId, version });
    const command = { awardId: award.id, reason: 'No carers' };
    await world.get(WithdrawAward).execute(suspended.officer.caller, command);
    expect(await casesOf(world, suspended.lot.authorityId, reallocationId)).toMatchObject([
      { status: 'unplaced', nextAction: 'broadcast_again' },
    ]);
  });

  it('leaves what the ranking cannot decide to a person, until somebody changes the reallocation', async () => {
    const suspended = await aSuspendedBranch(world, { people: [undefined, undefined], others: 1 });
    const { id: reallocationId, cases } = await asking(suspended, { intakeCap: 1, awarding: 'top_offer' });
    for (const one of cases) await offer(one, suspended.others[0]!);
    world.clock.pass({ hours: 5 });
    for (const { broadcastId } of cases) await world.get(CloseBroadcast).execute(broadcastId!);
    for (const { broadcastId } of cases)
      await world.get(AwardTopOffer).execute({ broadcastId: broadcastId! });
    expect(await topOffersDue(world.reader)).toEqual([]);
    const { version } = await view(reallocationId);
    const settings = { urgency: 'urgent', pacePerMinute: 100, intakeCap: 2, awarding: 'top_offer' } as const;
    const command = { reallocationId, version, ...settings };
    await world.get(ChangeReallocation).execute(suspended.commissioner.caller, command);
    expect(await topOffersDue(world.reader)).toHaveLength(1);
  });

  it('gives branches longer to answer for a replacement, and its case waits as long', async () => {
    const suspended = await aSuspendedBranch(world, { people: [undefined] });
    const { cases } = await asking(suspended);
    const [{ id, broadcastId, packageId }] = cases as [CaseView];
    const closesAt = world.clock.in({ days: 6 });
    const command = {
      broadcastId: broadcastId!,
      version: 1,
      closesAt: closesAt.toISOString(),
      reason: 'few',
    };
    await world.get(ExtendBroadcast).execute(suspended.officer.caller, command);
    expect(
      await world.rows('SELECT next_action, next_action_due_at FROM reallocation_case WHERE id = $1', [id]),
    ).toEqual([{ next_action: 'await_offers', next_action_due_at: closesAt }]);
    expect(
      await world.rows('SELECT next_action, next_action_due_at FROM package WHERE id = $1', [packageId]),
    ).toEqual([{ next_action: null, next_action_due_at: null }]);
  });
});
