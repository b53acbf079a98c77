import type { LotOffice } from '#contracts/lots';
import { ApiWorld } from '../../support/api-world.js';

describe('where branches have their offices', () => {
  let api: ApiWorld;
  beforeAll(async () => {
    api = await ApiWorld.open();
  });
  afterAll(() => api.close());

  it('is said by lot for those that are contracted, or deliver for those that are, and for nobody else’s', async () => {
    const { world } = api;
    const lot = await world.aLot();
    const elsewhere = await world.aLot();
    const officer = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
    const here = await world.aContractedBranch({ lot });
    await world.aContractedBranch({ lot: elsewhere });
    const { branch: outside } = await world.aProviderWithBranch();
    await world.aSubcontract({ lot, branchId: here.branch.id, deliveringBranchId: outside.id });
    await world.rows(`UPDATE branch SET postcode = 'LE11 3TU' WHERE id = $1`, [here.branch.id]);
    await world.rows(`UPDATE branch SET postcode = 'ZZ99 9ZZ' WHERE id = $1`, [outside.id]);
    const { body } = await api.as(officer).get('/v1/lots/offices').expect(200);
    expect(new Set(body as LotOffice[])).toEqual(
      new Set([
        { branchId: here.branch.id, lotId: lot.id },
        { branchId: outside.id, lotId: null },
      ]),
    );
  });
});
