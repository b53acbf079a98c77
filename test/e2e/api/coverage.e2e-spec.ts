import type { BranchFileView, BranchStanding, LotCoverage, LotCoverageView } from '#contracts/coverage';
import { ConcernEntity } from '#brokerage/rows/report.entity';
import { ApiWorld } from '../../support/api-world.js';
import type { TestUser } from '../../support/builders/authorities.js';
import { careLive } from '../../support/builders/live-care.js';
import { v7 as uuid } from 'uuid';

describe('who works for an authority, and how its lots are covered', () => {
  let api: ApiWorld;
  beforeAll(async () => {
    api = await ApiWorld.open();
  });
  afterAll(() => api.close());

  const read = async <T>(user: TestUser, path: string): Promise<T> =>
    (await api.as(user).get(path).expect(200)).body as T;

  /**
   * Creates a lot with its commissioner and three branches. The first branch delivers care. The second has
   * little spare capacity, and the third is in tier 3.
   */
  async function aLotCovered() {
    const { world } = api;
    const lot = await world.aLot();
    const { authorityId } = lot;
    const commissioner = await world.aUser({ role: 'commissioner', authorityId });
    const name = `Care of O'Brien <b> 李 ${world.next()}`;
    const delivering = await world.aContractedBranch({ lot, name, overall: null, spareMinutes: 6_000 });
    const bound = await world.aContractedBranch({ lot, terms: { rankInTier: 2 }, spareMinutes: 50 });
    const spot = await world.aContractedBranch({ lot, terms: { tier: 3 }, spareMinutes: 5 });
    const { weeklyMinutes } = await careLive(world, { lot, branchId: delivering.branch.id });
    return { world, lot, commissioner, delivering, bound, spot, weeklyMinutes };
  }

  it('lists each branch with what it delivers, can spare and may not do, and nothing of another authority', async () => {
    const { world, lot, commissioner, delivering, bound, weeklyMinutes } = await aLotCovered();
    const elsewhere = await aLotCovered();
    await world.aContract({ lot: elsewhere.lot, branchId: delivering.branch.id, tier: 3 });
    await careLive(world, { lot: elsewhere.lot, branchId: delivering.branch.id });
    await world.aRestriction({
      by: commissioner,
      branchId: bound.branch.id,
      conditions: [{ kind: 'closed' }, { kind: 'no_new_people' }],
    });
    const standings = await read<BranchStanding[]>(commissioner, '/v1/branch-standings');
    expect(standings).toHaveLength(3);
    expect(standings.find(({ id }) => id === delivering.branch.id)).toEqual({
      id: delivering.branch.id,
      name: delivering.branch.name,
      providerId: delivering.provider.id,
      providerName: delivering.provider.name,
      rating: null,
      isRegistered: true,
      lots: [{ lotId: lot.id, code: lot.code, tier: 1 }],
      people: 1,
      weeklyMinutes,
      spareMinutes: 6_000,
      conditions: [],
      concerns: 0,
    });
    const restricted = await read<BranchStanding[]>(commissioner, '/v1/branch-standings?isRestricted=true');
    expect(restricted).toMatchObject([{ id: bound.branch.id, conditions: ['closed', 'no_new_people'] }]);
  });

  it.each([
    ["?search=o'brien%20%3Cb%3E", 1],
    ['?search=%25', 0],
    ['', 3],
  ])('finds branches by %s', async (query, count) => {
    const { commissioner } = await aLotCovered();
    expect(await read<BranchStanding[]>(commissioner, `/v1/branch-standings${query}`)).toHaveLength(count);
  });

  it('counts a restriction from its instant until its end, and a contract on its days', async () => {
    const { world, lot, commissioner, bound } = await aLotCovered();
    const now = world.clock.now();
    const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString();
    await world.aRestriction({ by: commissioner, branchId: bound.branch.id, from: at(10), to: at(20) });
    const kinds = async () => {
      const [coverage] = await read<LotCoverage[]>(commissioner, '/v1/coverage');
      return coverage!.tierOne.map(({ conditions }) => conditions.length);
    };
    expect(await kinds()).toEqual([0, 0]);
    world.clock.pass({ minutes: 10 });
    expect(await kinds()).toEqual([0, 1]);
    world.clock.pass({ minutes: 10 });
    expect(await kinds()).toEqual([0, 0]);
    await world.rows(`UPDATE contract SET ends_on = '2025-05-01' WHERE lot_id = $1 AND rank_in_tier = 2`, [
      lot.id,
    ]);
    expect(await kinds()).toEqual([0]);
  });

  it('says of a lot how many wait, how long placing takes and who is awarded how much', async () => {
    const { world, lot, commissioner, delivering, bound } = await aLotCovered();
    await world.aPlacement({ lot, branches: [delivering] });
    await world.aPlacement({ lot, branches: [delivering] });
    const { pkg } = await world.aBroadcastOpen({ lot, branches: [bound] });
    const coverage = await read<LotCoverageView>(commissioner, `/v1/lots/${lot.id}/coverage`);
    expect(coverage).toMatchObject({
      contracted: 3,
      asking: 1,
      unfilled: 0,
      awards: 2,
      people: 3,
      shares: [
        { branchId: delivering.branch.id, name: delivering.branch.name, awards: 2, weeklyMinutes: 1_050 },
      ],
      waiting: [{ id: pkg.id, reference: pkg.reference, status: 'broadcast' }],
    });
    expect(coverage.branches.map(({ tier, rankInTier }) => [tier, rankInTier])).toEqual([
      [1, 1],
      [1, 2],
      [3, 1],
    ]);
    const [row] = await world.rows<{ award: number; start: number }>(
      `SELECT avg(EXTRACT(epoch FROM a.awarded_at - b.opened_at)) / 60 AS award, avg(EXTRACT(epoch FROM a.started_at - b.opened_at)) / 60 AS start
       FROM award a JOIN broadcast b ON b.id = a.broadcast_id WHERE a.lot_id = $1`,
      [lot.id],
    );
    expect(coverage.minutesToAward).toBe(Math.round(Number(row!.award)));
    expect(coverage.minutesToStart).toBe(Math.round(Number(row!.start)));
    world.clock.pass({ hours: 24 * 91 });
    const later = await read<LotCoverageView>(commissioner, `/v1/lots/${lot.id}/coverage`);
    expect([later.awards, later.minutesToAward, later.shares]).toEqual([0, null, []]);
  });

  it('has a branch’s file: its lots, for whom it delivers, its concerns month by month, its provider’s others', async () => {
    const { world, lot, commissioner, delivering, bound, weeklyMinutes } = await aLotCovered();
    const { provider, branch } = delivering;
    const { branch: sibling } = await world.aProviderWithBranch({ providerId: provider.id });
    await world.aSubcontract({ lot, branchId: bound.branch.id, deliveringBranchId: branch.id });
    for (const at of [world.clock.now(), world.clock.now(), new Date('2020-01-01T00:00:00Z')])
      await world.save(ConcernEntity, {
        id: uuid(),
        authorityId: lot.authorityId,
        branchId: branch.id,
        kind: 'complaint',
        packageId: null,
        awardId: null,
        reportId: null,
        ownerId: null,
        at,
        closedAt: null,
        outcome: null,
      });
    const file = await read<BranchFileView>(commissioner, `/v1/branches/${branch.id}/file`);
    expect(file).toMatchObject({
      branch: { id: branch.id, name: branch.name },
      lots: [{ lotId: lot.id, contract: { tier: 1 }, spareMinutes: 6_000, people: 1, weeklyMinutes }],
      subcontracts: [{ otherBranchId: bound.branch.id, otherBranchName: bound.branch.name, delivers: true }],
      siblings: [{ id: sibling.id, name: sibling.name }],
    });
    const month = world.clock.now().toISOString().slice(0, 7);
    expect(file.concerns).toEqual([{ month, kind: 'complaint', count: 2 }]);
    const stranger = await world.aUser({
      role: 'commissioner',
      authorityId: (await world.aLot()).authorityId,
    });
    const theirs = await read<BranchFileView>(stranger, `/v1/branches/${branch.id}/file`);
    expect([theirs.lots, theirs.subcontracts, theirs.concerns]).toEqual([[], [], []]);
  });

  it('finds restrictions by how they stand', async () => {
    const { world, commissioner, bound } = await aLotCovered();
    const at = (minutes: number) => new Date(world.clock.now().getTime() + minutes * 60_000).toISOString();
    const given = { by: commissioner, branchId: bound.branch.id };
    const past = await world.aRestriction({ ...given, from: at(-20), to: at(5) });
    const present = await world.aRestriction(given);
    const future = await world.aRestriction({ ...given, from: at(30) });
    const lifted = await world.aRestriction({ ...given, from: at(30) });
    await api
      .as(commissioner)
      .post(`/v1/restrictions/${lifted.id}/lift`, { reason: 'No ground' })
      .expect(200);
    world.clock.pass({ minutes: 5 });
    const found = async (state: string) => {
      const { items } = await read<{ items: { id: string; branchName: string }[] }>(
        commissioner,
        `/v1/restrictions?state=${state}`,
      );
      return items.map(({ id }) => id);
    };
    expect(await found('in_force')).toEqual([present.id]);
    expect(await found('future')).toEqual([future.id]);
    expect(await found('ended')).toEqual([lifted.id, past.id]);
    await api.as(commissioner).get('/v1/restrictions?state=forgotten').expect(400);
  });
});
