import { DisableUser } from '#brokerage/identity/disable-user';
import { AmendRestriction } from '#brokerage/enforcement/amend-restriction';
import { LiftRestriction } from '#brokerage/enforcement/lift-restriction';
import { holdCommits, untilLockWaits } from '../../support/held-transaction.js';
import { World } from '../../support/world.js';
import { checking, aBranchOwingUpdates, submitting } from '../reports/branch-owing-updates.js';

describe('an update, when several things happen to it at the same moment', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());
  beforeEach(() => world.clock.set('2026-03-02T09:00:00Z'));

  /**
   * Starts all acts and stops each act just before its commit. When all acts have stopped, lets all of them
   * commit.
   */
  async function meeting(
    works: readonly (() => Promise<unknown>)[],
  ): Promise<PromiseSettledResult<unknown>[]> {
    const gate = await holdCommits(world);
    const settled = Promise.allSettled(works.map((work) => work()));
    await untilLockWaits(world, works.length);
    await gate.release();
    return settled;
  }
  const concerns = (reportId: string) =>
    world.rows<{ owner_id: string }>('SELECT owner_id FROM concern WHERE report_id = $1', [reportId]);
  const open = (restrictionId: string) =>
    world.rows(
      `SELECT number FROM branch_report
       WHERE restriction_id = $1 AND received_at IS NULL AND overdue_at IS NULL AND ended_at IS NULL`,
      [restrictionId],
    );

  it('is missed once by four alarms', async () => {
    const owed = await aBranchOwingUpdates(world);
    const { id, dueAt } = await owed.open();
    world.clock.set(dueAt);
    const outcomes = await meeting([1, 2, 3, 4].map(() => () => checking(world)(id)));
    expect(outcomes.map((one) => one.status === 'fulfilled' && one.value).sort()).toEqual([
      'nothing_due',
      'nothing_due',
      'nothing_due',
      'overdue',
    ]);
    expect(await concerns(id)).toHaveLength(1);
    expect(await open(owed.notice.id)).toEqual([{ number: 2 }]);
  });

  it('is received once by three clicks, and the next is asked for once', async () => {
    const owed = await aBranchOwingUpdates(world);
    const { id } = await owed.open();
    const outcomes = await meeting([1, 2, 3].map(() => () => submitting(world, owed.user)(id)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'report_already_received' },
    });
    expect(await open(owed.notice.id)).toEqual([{ number: 2 }]);
  });

  it('is received late and missed once, when the alarm rings as it comes', async () => {
    const owed = await aBranchOwingUpdates(world);
    const { id, dueAt } = await owed.open();
    world.clock.set(dueAt);
    await meeting([() => submitting(world, owed.user)(id), () => checking(world)(id)]);
    expect(await concerns(id)).toHaveLength(1);
    const [report] = await owed.reports();
    expect(report).toMatchObject({ status: 'received', late: true });
    expect(await open(owed.notice.id)).toEqual([{ number: 2 }]);
  });

  it('leaves none open behind when the restriction is lifted as it comes', async () => {
    const owed = await aBranchOwingUpdates(world);
    const { id } = await owed.open();
    const lift = { restrictionId: owed.notice.id, reason: 'Improved' };
    await meeting([
      () => submitting(world, owed.user)(id),
      () => world.get(LiftRestriction).execute(owed.commissioner.caller, lift),
    ]);
    expect(await open(owed.notice.id)).toEqual([]);
  });

  it('leaves no concern with somebody who is being shut out', async () => {
    const owed = await aBranchOwingUpdates(world);
    const { id, dueAt } = await owed.open();
    const administrator = await world.aUser({ role: 'administrator', authorityId: owed.authorityId });
    world.clock.set(dueAt);
    await meeting([
      () => checking(world)(id),
      () => world.get(DisableUser).execute(administrator.caller, { userId: owed.owner.id }),
    ]);
    expect(await concerns(id)).toEqual([{ owner_id: owed.commissioner.id }]);
  });

  it('and of two amendments from one version, one is stale', async () => {
    const owed = await aBranchOwingUpdates(world);
    const amend = (reference: string) => () =>
      world.get(AmendRestriction).execute(owed.commissioner.caller, {
        restrictionId: owed.notice.id,
        version: 1,
        reason: 'W',
        reference,
      });
    const outcomes = await meeting([amend('A'), amend('B')]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'version_stale' },
    });
    expect(
      await world.rows('SELECT version FROM restriction_version WHERE restriction_id = $1 ORDER BY 1', [
        owed.notice.id,
      ]),
    ).toEqual([{ version: 1 }, { version: 2 }]);
  });
});
