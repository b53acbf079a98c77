import { ChangeContract } from '#brokerage/providers/change-contract';
import { contractIn, contractPage } from '#brokerage/providers/contracts.queries';
import { RecordContract } from '#brokerage/providers/record-contract';
import type { LotEntity } from '#brokerage/rows/authority.entity';
import type { NewContract } from '#contracts/providers';
import type { TestUser } from '../../support/builders/authorities.js';
import { World } from '../../support/world.js';

describe('contracts', () => {
  let world: World;
  let lot: LotEntity;
  let commissioner: TestUser;
  let stranger: TestUser;
  beforeAll(async () => {
    world = await World.open();
    lot = await world.aLot();
    commissioner = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    stranger = await world.aUser({ role: 'commissioner' });
  });
  afterAll(() => world.close());

  const TERMS = {
    tier: 1,
    rankInTier: 3,
    rateMinPence: 2_100,
    rateMaxPence: 2_300,
    startsOn: '2026-04-01',
    endsOn: '2027-03-31',
  };

  const record = (branchId: string, given: Partial<NewContract> = {}, by = commissioner) =>
    world.get(RecordContract).execute(by.caller, { branchId, lotId: lot.id, ...TERMS, ...given });

  it('give a branch its place, with the usual notice where none is agreed', async () => {
    const { branch, provider } = await world.aProviderWithBranch();
    const contract = await record(branch.id);

    expect(contract).toEqual({
      id: contract.id,
      branchId: branch.id,
      lotId: lot.id,
      ...TERMS,
      noticeDays: 28,
      version: 1,
    });
    expect(
      await world.rows('SELECT name, authority_id, provider_ids FROM event WHERE subject_id = $1', [
        contract.id,
      ]),
    ).toEqual([{ name: 'contract.recorded', authority_id: lot.authorityId, provider_ids: [provider.id] }]);
  });

  it('follow one another without a gap, and never overlap', async () => {
    const { branch } = await world.aProviderWithBranch();
    await record(branch.id);

    await expect(record(branch.id, { startsOn: '2027-03-31', endsOn: null })).rejects.toMatchObject({
      code: 'contract_overlaps',
    });
    await expect(record(branch.id, { startsOn: '2027-04-01', endsOn: null })).resolves.toMatchObject({
      endsOn: null,
    });
  });

  it('leave one when two are recorded at the same moment', async () => {
    const { branch } = await world.aProviderWithBranch();
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => record(branch.id)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'contract_overlaps' });
  });

  it('are refused with every fault, and only in a lot of the own authority', async () => {
    const { branch } = await world.aProviderWithBranch();
    await expect(record(branch.id, { endsOn: '2026-03-31', rateMinPence: 2_301 })).rejects.toMatchObject({
      code: 'contract_invalid',
      facts: { faults: [{ code: 'ends_before_start' }, { code: 'rates_reversed' }] },
    });
    await expect(record(branch.id, {}, stranger)).rejects.toMatchObject({ code: 'lot_not_found' });
    await expect(record('1-0')).rejects.toMatchObject({ code: 'branch_not_found' });
  });

  it('change from their present version only, and never into another', async () => {
    const { branch } = await world.aProviderWithBranch();
    const { id } = await record(branch.id);
    await record(branch.id, { startsOn: '2027-04-01', endsOn: null });
    const change = (given: object, by = commissioner) =>
      world.get(ChangeContract).execute(by.caller, { contractId: id, version: 1, ...TERMS, ...given });

    await expect(change({ endsOn: null })).rejects.toMatchObject({ code: 'contract_overlaps' });
    await expect(change({ startsOn: '2027-04-01' })).rejects.toMatchObject({ code: 'contract_invalid' });
    await expect(change({}, stranger)).rejects.toMatchObject({ code: 'contract_not_found' });
    expect(await change({ tier: 2, endsOn: '2026-12-31' })).toMatchObject({
      tier: 2,
      endsOn: '2026-12-31',
      noticeDays: 28,
      version: 2,
    });
    await expect(change({})).rejects.toMatchObject({ code: 'version_stale', facts: { current: 2 } });
    expect(await world.eventsOf(id)).toEqual(['contract.recorded', 'contract.changed']);
  });

  it('are seen by their authority and their provider, newest first', async () => {
    const { branch, provider } = await world.aProviderWithBranch();
    const older = await record(branch.id);
    const newer = await record(branch.id, { startsOn: '2027-04-01', endsOn: null });
    const ids = async (scope: Parameters<typeof contractPage>[1]) => {
      const { items } = await contractPage(world.reader, scope, { branchId: branch.id }, world.clock.now());
      return items.map(({ id }) => id);
    };

    expect(await ids({ providerId: provider.id })).toEqual([newer.id, older.id]);
    expect(await ids({ authorityId: lot.authorityId })).toEqual([newer.id, older.id]);
    expect(await ids({ providerId: '1-0' })).toEqual([]);
    const foreign = { authorityId: (await world.anAuthority()).id };
    expect(await ids(foreign)).toEqual([]);
    await expect(contractIn(world.reader, foreign, older.id, world.clock.now())).rejects.toMatchObject({
      code: 'contract_not_found',
    });
  });
});
