import { EndSubcontract } from '#brokerage/providers/end-subcontract';
import { RecordSubcontract } from '#brokerage/providers/record-subcontract';
import { subcontractIn, subcontractPage } from '#brokerage/providers/contracts.queries';
import type { LotEntity } from '#brokerage/rows/authority.entity';
import type { NewSubcontract } from '#contracts/providers';
import type { TestUser } from '../../support/builders/authorities.js';
import { World } from '../../support/world.js';

describe('subcontracts', () => {
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

  async function aPair() {
    const lead = await world.aContractedBranch({ lot });
    const { branch, provider } = await world.aProviderWithBranch();
    return { lead, branch, provider, pair: { branchId: lead.branch.id, deliveringBranchId: branch.id } };
  }

  const record = (
    given: Pick<NewSubcontract, 'branchId' | 'deliveringBranchId'> & Partial<NewSubcontract>,
    by = commissioner,
  ) => world.get(RecordSubcontract).execute(by.caller, { lotId: lot.id, startsOn: '2026-01-01', ...given });

  const end = (subcontractId: string, endsOn: string, by = commissioner) =>
    world.get(EndSubcontract).execute(by.caller, { subcontractId, endsOn });

  it('are put on record, and both providers hear of it', async () => {
    const { pair, lead, provider } = await aPair();
    const subcontract = await record(pair);

    expect(subcontract).toEqual({
      id: subcontract.id,
      ...pair,
      lotId: lot.id,
      startsOn: '2026-01-01',
      endsOn: null,
    });
    const [event] = await world.rows<{ name: string; provider_ids: string[] }>(
      'SELECT name, provider_ids FROM event WHERE subject_id = $1',
      [subcontract.id],
    );
    expect(event?.name).toBe('subcontract.recorded');
    expect(event?.provider_ids.toSorted()).toEqual([lead.provider.id, provider.id].toSorted());
  });

  it('never overlap for the same two branches', async () => {
    const { pair } = await aPair();
    await record({ ...pair, endsOn: '2026-06-30' });
    await expect(record({ ...pair, startsOn: '2026-06-30' })).rejects.toMatchObject({
      code: 'subcontract_overlaps',
    });
    await expect(record({ ...pair, startsOn: '2026-07-01' })).resolves.toBeDefined();
  });

  it('need a contract to stand on, and somebody else to deliver', async () => {
    const { pair } = await aPair();
    const { branch } = await world.aProviderWithBranch();
    await expect(record({ branchId: branch.id, deliveringBranchId: branch.id })).rejects.toMatchObject({
      code: 'subcontract_invalid',
      facts: { faults: [{ code: 'delivers_itself' }, { code: 'lead_not_contracted' }] },
    });
    await expect(record({ ...pair, deliveringBranchId: '1-0' })).rejects.toMatchObject({
      code: 'branch_not_found',
    });
    await expect(record({ ...pair, branchId: '1-0' })).rejects.toMatchObject({ code: 'branch_not_found' });
    await expect(record(pair, stranger)).rejects.toMatchObject({ code: 'lot_not_found' });
  });

  it('end on a day of their term, by their own authority', async () => {
    const { pair } = await aPair();
    const { id } = await record({ ...pair, endsOn: '2026-06-30' });

    await expect(end(id, '2026-07-01')).rejects.toMatchObject({
      code: 'subcontract_invalid',
      facts: { faults: [{ code: 'ends_later' }] },
    });
    await expect(end(id, '2025-12-31')).rejects.toMatchObject({ code: 'subcontract_invalid' });
    await expect(end(id, '2026-03-31', stranger)).rejects.toMatchObject({ code: 'subcontract_not_found' });
    expect(await end(id, '2026-03-31')).toMatchObject({ endsOn: '2026-03-31' });
    expect(await world.eventsOf(id)).toEqual(['subcontract.recorded', 'subcontract.ended']);
  });

  it('are seen by either provider and their authority only', async () => {
    const { pair, lead, provider } = await aPair();
    const { id } = await record(pair);
    const scopes = [
      { authorityId: lot.authorityId },
      { providerId: lead.provider.id },
      { providerId: provider.id },
    ];

    for (const scope of scopes) {
      const { items } = await subcontractPage(world.reader, scope, { branchId: pair.deliveringBranchId });
      expect(items.map((item) => item.id)).toEqual([id]);
    }
    const foreign = { authorityId: (await world.anAuthority()).id };
    await expect(subcontractIn(world.reader, foreign, id)).rejects.toMatchObject({
      code: 'subcontract_not_found',
    });
  });
});
