import { Sweep } from '../../apps/worker/src/sweep.js';
import { PublishBroadcast } from '#brokerage/broadcasts/publish-broadcast';
import type { LotEntity } from '#brokerage/rows/authority.entity';
import type { OpenBroadcast } from '../support/builders/broadcasts.js';
import type { ContractedBranch } from '../support/builders/providers.js';
import { ApiWorld, until } from '../support/api-world.js';

/**
 * Tests each allocation method (how branches are invited and offers awarded) with the real event log,
 * dispatcher, queue and worker.
 */
describe('an allocation method', () => {
  let api: ApiWorld;
  beforeAll(async () => {
    api = await ApiWorld.open();
  });
  afterAll(() => api.close());

  const statusOf = async (table: 'broadcast' | 'package', id: string): Promise<string | undefined> =>
    (await api.world.rows<{ status: string }>(`SELECT status FROM ${table} WHERE id = $1`, [id]))[0]?.status;

  const asked = async (broadcastId: string): Promise<string[]> =>
    (
      await api.world.rows<{ id: string }>(
        `SELECT branch_id AS id FROM invitation WHERE broadcast_id = $1 AND opened_at IS NOT NULL ORDER BY wave, branch_id`,
        [broadcastId],
      )
    ).map(({ id }) => id);

  async function lotWith(
    settings: Partial<LotEntity>,
    tiers: number[],
  ): Promise<{ lot: LotEntity; branches: ContractedBranch[] }> {
    const lot = await api.world.aLot(settings);
    const branches: ContractedBranch[] = [];
    for (const [index, tier] of tiers.entries())
      branches.push(await api.world.aContractedBranch({ lot, terms: { tier, rankInTier: index + 1 } }));
    return { lot, branches };
  }

  const decline = ({ asked }: OpenBroadcast, index: number): Promise<unknown> =>
    api
      .as(asked[index]?.user ?? { token: '' })
      .post(`/v1/invitations/${asked[index]?.invitationId}/decline`, { reason: 'no_capacity' })
      .expect(200);

  it('first acceptable: the first valid offer wins by itself, and the second comes too late', async () => {
    const { lot, branches } = await lotWith({ method: 'first_acceptable', sealed: false }, [1, 1]);
    const open = await api.world.aBroadcastOpen({ lot, branches });
    const [first, second] = open.asked;
    if (!first || !second) throw new Error('two were asked');
    await api.world.anOffer({ from: first, pkg: open.pkg });
    await until('the package is awarded', async () => (await statusOf('package', open.pkg.id)) === 'awarded');
    await expect(api.world.anOffer({ from: second, pkg: open.pkg })).rejects.toMatchObject({
      code: 'broadcast_not_open',
    });
    const [award] = await api.world.rows('SELECT branch_id, awarded_by FROM award WHERE package_id = $1', [
      open.pkg.id,
    ]);
    expect(award).toEqual({ branch_id: first.branch.id, awarded_by: null });
  });

  it('cascade: one at a time in rank order; a no asks the next at once, an offer ends the asking', async () => {
    const { lot, branches } = await lotWith({ method: 'cascade' }, [1, 1, 1]);
    const open = await api.world.aBroadcastOpen({ lot, branches });
    expect(await asked(open.broadcast.id)).toEqual([branches[0]?.branch.id]);
    await decline(open, 0);
    await until('the second is asked', async () => (await asked(open.broadcast.id)).length === 2);
    const second = open.asked[1];
    if (!second) throw new Error('the second was asked');
    await api.world.anOffer({ from: second, pkg: open.pkg });
    await until(
      'it is being decided',
      async () => (await statusOf('broadcast', open.broadcast.id)) === 'closed',
    );
    expect(await asked(open.broadcast.id)).not.toContain(branches[2]?.branch.id);
  });

  it('tiers: the next tier after the head start, which a lost alarm does not stop', async () => {
    const { lot, branches } = await lotWith({ method: 'tiers', tierHeadStartMinutes: 60 }, [1, 3]);
    const open = await api.world.aBroadcastOpen({ lot, branches, pkg: { urgency: 'urgent' } });
    expect(await asked(open.broadcast.id)).toEqual([branches[0]?.branch.id]);
    api.world.clock.pass({ minutes: 59 });
    await api.world.get(Sweep).sweep();
    expect(await asked(open.broadcast.id)).toHaveLength(1);
    api.world.clock.pass({ minutes: 1 });
    await api.world.get(Sweep).sweep();
    expect(await asked(open.broadcast.id)).toEqual(branches.map(({ branch }) => branch.id));
  });

  it('broadcast: once everybody has said no the officer hears, hours before the deadline', async () => {
    const open = await api.world.aBroadcastOpen({ branches: 2 });
    await decline(open, 0);
    await decline(open, 1);
    await until('it is unfilled', async () => (await statusOf('package', open.pkg.id)) === 'unfilled');
    const again = await api.world
      .get(PublishBroadcast)
      .execute(open.officer.caller, { packageId: open.pkg.id });
    expect(again).toMatchObject({ round: 2, status: 'open' });
  });

  it('an overdue start alerts its officer once, with a concern about the branch', async () => {
    const { award, officer, winner } = await api.world.anAward();
    const staff = await api.live(officer);
    api.world.clock.set(award.startDueAt);
    await api.world.get(Sweep).sweep();
    await api.world.get(Sweep).sweep();
    await until('the officer hears', () => staff.heard.some(({ name }) => name === 'award.overdue'));
    expect(staff.heard.filter(({ name }) => name === 'award.overdue')).toHaveLength(1);
    const concerns = await api.as(officer).get('/v1/concerns').expect(200);
    expect(concerns.body).toMatchObject({
      items: [{ kind: 'late_start', branchId: winner.branch.id, ownerId: officer.id }],
    });

    const withdrawn = await api
      .as(officer)
      .post(`/v1/awards/${award.id}/withdraw`, { reason: 'nobody came' })
      .expect(201);
    expect(withdrawn.body).toMatchObject({ status: 'broadcast' });
    const [capacity] = await api.world.rows('SELECT spare_minutes FROM capacity WHERE branch_id = $1', [
      winner.branch.id,
    ]);
    expect(capacity).toEqual({ spare_minutes: 6_000 });
  });
});
