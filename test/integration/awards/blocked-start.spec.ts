import { AwardOffer } from '#brokerage/awards/award-offer';
import { CheckStart } from '#brokerage/awards/check-start';
import { ConfirmStart } from '#brokerage/awards/confirm-start';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { concernPage } from '#brokerage/monitoring/monitoring.queries';
import { MakeOffer } from '#brokerage/offers/make-offer';
import { ChangeBranch } from '#brokerage/enforcement/change-branch';
import { branchStandings } from '#brokerage/providers/branch-standings.queries';
import { branchView } from '#brokerage/providers/providers.queries';
import { BroadcastReplacement } from '#brokerage/reallocations/broadcast-replacement';
import { ReleaseCases } from '#brokerage/reallocations/release-cases';
import { AmendRestriction } from '#brokerage/enforcement/amend-restriction';
import { ExpireRestriction } from '#brokerage/enforcement/expire-restriction';
import { LiftRestriction } from '#brokerage/enforcement/lift-restriction';
import type { NewRestriction, RestrictionView } from '#contracts/restrictions';
import { termsFor, type Awarded } from '../../support/builders/broadcasts.js';
import type { TestUser } from '../../support/builders/authorities.js';
import { VISITS } from '../../support/builders/people.js';
import { aSuspendedBranch, casesOf, started } from '../../support/builders/reallocations.js';
import { World } from '../../support/world.js';
import { aSource } from '../../support/builders/register-sources.js';

/**
 * Tests awards whose start of care a restriction forbids at first. Later, nothing forbids the start any more.
 */
describe('a start that was forbidden', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  type Blocked = Awarded & { readonly commissioner: TestUser; readonly notice: RestrictionView };

  async function blocked(given: Partial<NewRestriction> = {}): Promise<Blocked> {
    const awarded = await world.anAward({ branches: 1 });
    const { authorityId } = awarded.lot;
    const commissioner = await world.aUser({ role: 'commissioner', authorityId });
    const branchId = awarded.winner.branch.id;
    const notice = await world.aRestriction({ by: commissioner, branchId, ...given });
    expect(await nextOf(awarded)).toEqual({ next: 'replace_award', due: world.clock.now() });
    return { ...awarded, commissioner, notice };
  }

  const lift = ({ commissioner, notice }: Pick<Blocked, 'commissioner' | 'notice'>) =>
    world
      .get(LiftRestriction)
      .execute(commissioner.caller, { restrictionId: notice.id, reason: `O'Brien <b> 李 was there` });

  const check = ({ award }: Pick<Awarded, 'award'>) => world.get(CheckStart).execute({ awardId: award.id });

  async function nextOf({ award }: Pick<Awarded, 'award'>) {
    const [row] = await world.rows<{ next: string; due: Date }>(
      'SELECT next_action AS next, next_action_due_at AS due FROM package WHERE id = $1',
      [award.packageId],
    );
    return row;
  }

  const waitedFor = ({ award }: Pick<Awarded, 'award'>) => ({
    next: 'await_start',
    due: new Date(award.startDueAt),
  });

  const concernsOf = async ({ lot }: Pick<Awarded, 'lot'>) =>
    (await concernPage(world.reader, lot.authorityId, {})).items.map(({ kind }) => kind);

  const pastDue = ({ award }: Pick<Awarded, 'award'>) => {
    world.clock.set(award.startDueAt);
    world.clock.pass({ hours: 1 });
  };

  it('is waited for again once the restriction is lifted, and chased with a concern when it is late', async () => {
    const one = await blocked();
    await lift(one);
    expect(await nextOf(one)).toEqual(waitedFor(one));
    expect(await world.eventsOf(one.award.id)).toEqual(['award.made', 'award.blocked', 'award.unblocked']);

    pastDue(one);
    expect(await check(one)).toBe('overdue');
    expect(await nextOf(one)).toEqual({ next: 'chase_start', due: world.clock.now() });
    expect(await concernsOf(one)).toEqual(['late_start']);
  });

  it('and fell due meanwhile is nobody’s delay until it is allowed, and is then chased at once', async () => {
    const one = await blocked();
    pastDue(one);
    expect(await check(one)).toBe('overdue');
    expect([await concernsOf(one), (await nextOf(one))?.next]).toEqual([[], 'replace_award']);

    world.clock.pass({ hours: 1 });
    await lift(one);
    expect(await nextOf(one)).toEqual({ next: 'chase_start', due: world.clock.now() });
    expect(await concernsOf(one)).toEqual(['late_start']);
    expect(await check(one)).toBe('nothing_due');
    const told = await world.eventsOf(one.award.id);
    expect(told.filter((name) => name === 'award.overdue')).toHaveLength(1);
  });

  it('when it was late already is one concern, however often it is forbidden and allowed', async () => {
    const one = await blocked();
    await lift(one);
    pastDue(one);
    await check(one);
    const branchId = one.winner.branch.id;
    for (let count = 0; count < 2; count++)
      await lift({ ...one, notice: await world.aRestriction({ by: one.commissioner, branchId }) });
    expect([await concernsOf(one), (await nextOf(one))?.next]).toEqual([['late_start'], 'chase_start']);
  });

  it('is a concern no more once care turns out to have started in time', async () => {
    const one = await world.anAward({ branches: 1 });
    const { award, officer, lot, winner } = one;
    pastDue(one);
    expect(await check(one)).toBe('overdue');
    const concerns = async () =>
      (await concernPage(world.reader, lot.authorityId, {})).items.map(({ outcome }) => outcome);
    const counted = async () =>
      (await branchStandings(world.reader, lot.authorityId, {}, world.clock.now()))
        .filter(({ id }) => id === winner.branch.id)
        .map(({ concerns: count }) => count);
    expect([await concerns(), await counted()]).toEqual([[null], [1]]);

    const startedAt = award.startDueAt;
    await world.get(ConfirmStart).execute(officer.caller, { awardId: award.id, startedAt });
    expect([await concerns(), await counted()]).toEqual([['disproved'], [0]]);
    const [row] = await world.rows<{ names: string[] }>(
      `SELECT array_agg(name ORDER BY position) AS names FROM event WHERE subject_type = 'concern' AND package_id = $1`,
      [award.packageId],
    );
    expect(row?.names).toEqual(['concern.recorded', 'concern.closed']);
  });

  it('stays a concern where care did start late', async () => {
    const one = await world.anAward({ branches: 1 });
    pastDue(one);
    await check(one);
    const startedAt = new Date(Date.parse(one.award.startDueAt) + 1).toISOString();
    await world.get(ConfirmStart).execute(one.officer.caller, { awardId: one.award.id, startedAt });
    const { items } = await concernPage(world.reader, one.lot.authorityId, {});
    expect(items).toMatchObject([{ kind: 'late_start', closedAt: null, outcome: null }]);
  });

  it('stays so while another restriction forbids it', async () => {
    const one = await blocked();
    const branchId = one.winner.branch.id;
    const second = await world.aRestriction({ by: one.commissioner, branchId });
    await lift(one);
    expect((await nextOf(one))?.next).toBe('replace_award');
    await lift({ ...one, notice: second });
    expect(await nextOf(one)).toEqual(waitedFor(one));
  });

  it('is waited for again once the restriction has expired', async () => {
    const one = await blocked({ to: world.clock.in({ days: 30 }).toISOString() });
    world.clock.set(one.notice.to ?? '');
    await world.get(ExpireRestriction).execute({ restrictionId: one.notice.id });
    expect(await nextOf(one)).toEqual(waitedFor(one));
  });

  it('is waited for again once an amendment takes out the condition, or the lot', async () => {
    const amend = ({ commissioner, notice }: Blocked, change: Partial<NewRestriction>) =>
      world.get(AmendRestriction).execute(commissioner.caller, {
        restrictionId: notice.id,
        version: notice.version,
        reason: 'reviewed',
        ...(change.conditions && { conditions: change.conditions }),
        ...(change.lotIds && { lotIds: change.lotIds }),
      });
    const kind = await blocked();
    await amend(kind, { conditions: [{ kind: 'reporting', everyDays: 7 }] });
    expect(await nextOf(kind)).toEqual(waitedFor(kind));

    const lot = await blocked();
    const other = await world.aLot({ authorityId: lot.lot.authorityId, areas: ['LE67'] });
    await amend(lot, { conditions: [{ kind: 'closed' }] });
    expect((await nextOf(lot))?.next).toBe('replace_award');
    await amend({ ...lot, notice: { ...lot.notice, version: 2 } }, { lotIds: [other.id] });
    expect(await nextOf(lot)).toEqual(waitedFor(lot));
  });

  it('is waited for again once the branch is registered again, and not by a restriction’s end before', async () => {
    const one = await blocked();
    const register = async (status: 'registered' | 'deregistered') => {
      const now = await branchView(world.reader, one.winner.branch.id);
      const { id, name, postcode, registration, ratings, version } = now;
      await world.get(ChangeBranch).execute(one.commissioner.caller, {
        ...{ branchId: id, name, postcode, ratings, version },
        registration: { ...registration, status },
        source: aSource(version),
      });
    };
    await register('deregistered');
    await lift(one);
    expect((await nextOf(one))?.next).toBe('replace_award');
    await register('registered');
    expect(await nextOf(one)).toEqual(waitedFor(one));
  });

  it('of care that is being moved is the case’s to wait for', async () => {
    const s = await aSuspendedBranch(world, { people: [undefined], others: 1 });
    const { id } = await started(world, s);
    await world.get(ReleaseCases).execute({ reallocationId: id });
    const caseOf = async () => {
      const [one] = await casesOf(world, s.lot.authorityId, id);
      if (!one) throw new Error('nobody is moved');
      return one;
    };
    await world.get(BroadcastReplacement).execute({ caseId: (await caseOf()).id });
    const broadcastId = (await caseOf()).broadcastId ?? '';
    const [to] = s.others;
    const [invitation] = await world.rows<{ id: string }>(
      'SELECT id FROM invitation WHERE broadcast_id = $1 AND branch_id = $2',
      [broadcastId, to!.branch.id],
    );
    const terms = termsFor(world, { visits: VISITS }, to!.branch.id);
    const offer = await world
      .get(MakeOffer)
      .execute(to!.user.caller, { invitationId: invitation!.id, terms });
    await world.get(CloseBroadcast).early(s.officer.caller, { broadcastId, reason: 'answered' });
    const command = { broadcastId, offerId: offer.id };
    const award = await world.get(AwardOffer).execute(s.officer.caller, command);

    const notice = await world.aRestriction({ by: s.commissioner, branchId: to!.branch.id });
    expect(await caseOf()).toMatchObject({ status: 'awarded', nextAction: 'replace_award' });
    await lift({ ...s, notice });
    expect(await caseOf()).toMatchObject({
      status: 'awarded',
      nextAction: 'await_start',
      nextActionDueAt: new Date(award.startDueAt).toISOString(),
    });
    expect(await nextOf({ award })).toEqual({ next: null, due: null });
  });
});
