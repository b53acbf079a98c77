import { DisableUser } from '#brokerage/identity/disable-user';
import { reportsDue } from '#brokerage/monitoring/due-work.queries';
import { concernPage } from '#brokerage/monitoring/monitoring.queries';
import { reportPage } from '#brokerage/reports/reports.queries';
import { AmendRestriction } from '#brokerage/enforcement/amend-restriction';
import { EnforceRestriction } from '#brokerage/enforcement/enforce-restriction';
import { ExpireRestriction } from '#brokerage/enforcement/expire-restriction';
import { LiftRestriction } from '#brokerage/enforcement/lift-restriction';
import type { RestrictionAmendment } from '#contracts/restrictions';
import { World } from '../../support/world.js';
import { checking, aBranchOwingUpdates, submitting } from './branch-owing-updates.js';

describe('an update that a branch owes', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());
  beforeEach(() => world.clock.set('2026-03-02T09:00:00Z'));

  const shape = (reports: readonly { number: number; dueOn: string; status: string }[]) =>
    reports.map(({ number, dueOn, status }) => `${number} ${dueOn} ${status}`);

  it('is due fourteen days after the notice, at the end of the day, and again after that day', async () => {
    const { user, reports, open } = await aBranchOwingUpdates(world);
    expect(shape(await reports())).toEqual(['1 2026-03-16 due']);
    expect(await open()).toMatchObject({ dueAt: new Date('2026-03-17T00:00:00Z').toISOString() });

    world.clock.set('2026-03-12T10:00:00Z');
    const first = await open();
    const given = await submitting(world, user)(first.id);

    expect(given).toMatchObject({
      status: 'received',
      late: false,
      account: `O'Brien <b> rang everyone`,
      receivedAt: world.clock.now().toISOString(),
      receivedBy: user.id,
    });
    // British summer time starts on 29 March. So 30 March in London ends at 23:00 UTC.
    expect(shape(await reports())).toEqual(['1 2026-03-16 received', '2 2026-03-30 due']);
    expect(await open()).toMatchObject({ dueAt: new Date('2026-03-30T23:00:00Z').toISOString() });
    await expect(submitting(world, user)(first.id)).rejects.toMatchObject({
      code: 'report_already_received',
    });
    expect(await world.eventsOf(first.id)).toEqual(['report.owed', 'report.received']);
    const events = await world.rows<{ payload: object }>('SELECT payload FROM event WHERE subject_id = $1', [
      first.id,
    ]);
    expect(JSON.stringify(events)).not.toContain('Brien');
  });

  it('that is missed is a concern of the notice’s owner, once, and is still taken late', async () => {
    const { user, owner, authorityId, branch, reports, open } = await aBranchOwingUpdates(world);
    const { id } = await open();
    const check = checking(world);
    world.clock.set('2026-03-16T23:59:59.999Z');
    expect(await check(id)).toBe('nothing_due');
    world.clock.set('2026-03-17T00:00:00Z');
    expect(await reportsDue(world.reader, world.clock.now())).toContain(id);
    expect([await check(id), await check(id)]).toEqual(['overdue', 'nothing_due']);

    expect(shape(await reports())).toEqual(['1 2026-03-16 overdue', '2 2026-03-30 due']);
    expect((await concernPage(world.reader, authorityId, { branchId: branch.id })).items).toMatchObject([
      {
        kind: 'missed_report',
        reportId: id,
        ownerId: owner.id,
        packageId: null,
        at: world.clock.now().toISOString(),
      },
    ]);
    world.clock.pass({ days: 2 });
    expect(await submitting(world, user)(id)).toMatchObject({
      status: 'received',
      late: true,
      overdueAt: new Date('2026-03-17T00:00:00Z').toISOString(),
    });
    expect(shape(await reports())).toEqual(['1 2026-03-16 received', '2 2026-03-30 due']);
    expect(await world.eventsOf(id)).toEqual(['report.owed', 'report.overdue', 'report.received']);
  });

  it('given after its day was missed, although no alarm had rung', async () => {
    const { user, authorityId, reports, open } = await aBranchOwingUpdates(world);
    const { id } = await open();
    world.clock.set('2026-03-17T00:00:00Z');
    expect(await submitting(world, user)(id)).toMatchObject({
      late: true,
      overdueAt: world.clock.now().toISOString(),
    });
    expect(await checking(world)(id)).toBe('nothing_due');
    expect((await concernPage(world.reader, authorityId, {})).items).toMatchObject([{ reportId: id }]);
    expect(shape(await reports())).toEqual(['1 2026-03-16 received', '2 2026-03-30 due']);
  });

  it('is missed each time, when nobody was awake for a month', async () => {
    const { reports, authorityId } = await aBranchOwingUpdates(world);
    world.clock.set('2026-04-02T09:00:00Z');
    const due = async () => {
      const ids = (await reports()).map(({ id }) => id);
      return (await reportsDue(world.reader, world.clock.now())).filter((id) => ids.includes(id));
    };
    for (let [id] = await due(); id; [id] = await due()) await checking(world)(id);
    expect(shape(await reports())).toEqual([
      '1 2026-03-16 overdue',
      '2 2026-03-30 overdue',
      '3 2026-04-13 due',
    ]);
    expect((await concernPage(world.reader, authorityId, {})).items).toHaveLength(2);
  });

  it('is never asked for in the past under a back-dated notice, nor before one of the future', async () => {
    const past = await aBranchOwingUpdates(world, { from: '2026-01-05T12:00:00Z' });
    expect(shape(await past.reports())).toEqual(['1 2026-03-02 due']);
    const from = '2026-03-10T09:00:00Z';
    const future = await aBranchOwingUpdates(world, { from });
    expect(await future.reports()).toEqual([]);
    world.clock.set(from);
    await world.get(EnforceRestriction).execute({ restrictionId: future.notice.id });
    expect(shape(await future.reports())).toEqual(['1 2026-03-24 due']);
  });

  it('is owed no longer once the restriction is lifted; what was missed before stays missed', async () => {
    const { user, commissioner, notice, reports, open } = await aBranchOwingUpdates(world);
    const first = await open();
    world.clock.set('2026-03-20T09:00:00Z'); // the first update's due time has passed, and no alarm has run
    const command = { restrictionId: notice.id, reason: 'Re-inspected' };
    await world.get(LiftRestriction).execute(commissioner.caller, command);

    expect(shape(await reports())).toEqual(['1 2026-03-16 overdue', '2 2026-03-30 not_owed']);
    const [, second] = await reports();
    await expect(submitting(world, user)(second!.id)).rejects.toMatchObject({ code: 'report_not_owed' });
    expect(await submitting(world, user)(first.id)).toMatchObject({ late: true });
    expect(await reports()).toHaveLength(2);
  });

  it('is owed no longer from the restriction’s end, whoever wakes first', async () => {
    const to = '2026-03-16T12:00:00.000Z';
    const { user, notice, reports, open, authorityId } = await aBranchOwingUpdates(world, { to });
    const { id } = await open();
    world.clock.set('2026-03-18T09:00:00Z');
    expect(await checking(world)(id)).toBe('nothing_due');
    await expect(submitting(world, user)(id)).rejects.toMatchObject({ code: 'report_not_owed' });
    await world.get(ExpireRestriction).execute({ restrictionId: notice.id });
    expect(shape(await reports())).toEqual(['1 2026-03-16 not_owed']);
    expect((await concernPage(world.reader, authorityId, {})).items).toEqual([]);
  });

  it('due before the restriction’s end is missed, although both alarms came late', async () => {
    const { notice, reports, authorityId } = await aBranchOwingUpdates(world, { to: '2026-03-17T12:00:00Z' });
    world.clock.set('2026-04-18T09:00:00Z');
    await world.get(ExpireRestriction).execute({ restrictionId: notice.id });
    expect(shape(await reports())).toEqual(['1 2026-03-16 overdue', '2 2026-03-30 not_owed']);
    expect((await concernPage(world.reader, authorityId, {})).items).toHaveLength(1);
  });

  it('follows an amendment: another interval, none, and one again', async () => {
    const { user, commissioner, notice, reports, open } = await aBranchOwingUpdates(world);
    const amend = (version: number, conditions: NonNullable<RestrictionAmendment['conditions']>) =>
      world.get(AmendRestriction).execute(commissioner.caller, {
        restrictionId: notice.id,
        version,
        reason: 'Better',
        conditions,
      });
    world.clock.set('2026-03-10T09:00:00Z');
    await submitting(world, user)((await open()).id);
    await amend(1, [{ kind: 'reporting', everyDays: 28 }, { kind: 'closed' }]);
    expect(shape(await reports())).toEqual(['1 2026-03-16 received', '2 2026-04-13 due']);
    expect(await world.eventsOf((await open()).id)).toEqual(['report.owed', 'report.owed']);

    await amend(2, [{ kind: 'closed' }]);
    expect(shape(await reports())).toEqual(['1 2026-03-16 received', '2 2026-04-13 not_owed']);
    world.clock.set('2026-05-05T09:00:00Z');
    await amend(3, [{ kind: 'reporting', everyDays: 7 }]);
    expect(shape(await reports())).toEqual([
      '1 2026-03-16 received',
      '2 2026-04-13 not_owed',
      '3 2026-05-11 due',
    ]);
    await amend(4, [{ kind: 'reporting', everyDays: 7 }, { kind: 'closed' }]);
    expect(shape(await reports())).toHaveLength(3);
  });

  it('is seen by whom it is owed to and by whom it is owed, and by nobody else', async () => {
    const { authorityId, provider, branch, user } = await aBranchOwingUpdates(world);
    const other = await world.aLot();
    await world.aContract({ lot: other, branchId: branch.id });
    const stranger = await world.aUser({ role: 'provider' });
    const list = async (scope: Parameters<typeof reportPage>[1], given = {}) =>
      (await reportPage(world.reader, scope, given)).items;
    const [{ id = '' } = {}] = await list({ authorityId });

    expect(await list({ providerId: provider.id })).toMatchObject([{ id, branchId: branch.id }]);
    expect(await list({ authorityId: other.authorityId })).toEqual([]);
    expect(
      await list({ providerId: stranger.actor.kind === 'provider' ? stranger.actor.providerId : '' }),
    ).toEqual([]);
    expect(await list({ authorityId }, { status: 'overdue' })).toEqual([]);
    expect(await list({ authorityId }, { status: 'due', branchId: '1-0' })).toEqual([]);
    await expect(submitting(world, stranger)(id)).rejects.toMatchObject({ code: 'report_not_found' });
    await expect(
      submitting(world, user)(id, { documentId: '00000000-0000-7000-8000-000000000000' }),
    ).rejects.toMatchObject({ code: 'document_not_found' });
  });

  it('missed, passes with the notice to somebody who is there when its owner is shut out', async () => {
    const { owner, commissioner, authorityId, open } = await aBranchOwingUpdates(world);
    const { id } = await open();
    world.clock.set('2026-03-17T00:00:00Z');
    await checking(world)(id);
    const administrator = await world.aUser({ role: 'administrator', authorityId });
    await world.get(DisableUser).execute(administrator.caller, { userId: owner.id });
    const { items } = await concernPage(world.reader, authorityId, {});
    expect(items).toMatchObject([{ reportId: id, ownerId: commissioner.id }]);
    expect(await world.eventsOf(items[0]!.id)).toEqual(['concern.recorded', 'concern.handed_over']);
  });
});
