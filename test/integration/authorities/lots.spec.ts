import { ChangeLot } from '#brokerage/authorities/change-lot';
import { locate, lotOutlines, lotsOf, lotView } from '#brokerage/authorities/lots.queries';
import { RecordLot } from '#brokerage/authorities/record-lot';
import type { NewLot } from '#contracts/lots';
import { DEFAULT_WEIGHTS } from '#contracts/ranking';
import type { TestUser } from '../../support/builders/authorities.js';
import { World } from '../../support/world.js';

describe('lots', () => {
  let world: World;
  let authorityId: string;
  let commissioner: TestUser;
  let stranger: TestUser;
  beforeAll(async () => {
    world = await World.open();
    authorityId = (await world.anAuthority()).id;
    commissioner = await world.aUser({ role: 'commissioner', authorityId });
    stranger = await world.aUser({ role: 'commissioner' });
  });
  afterAll(() => world.close());

  const aLot = (given: Partial<NewLot> = {}): NewLot => ({
    code: `C${world.next()}`,
    name: 'Charnwood',
    areas: [],
    method: 'tiers',
    sealed: true,
    ownRankShown: false,
    tierHeadStartMinutes: 60,
    cascadeStepMinutes: 30,
    ratingPolicy: 'exclude_inadequate',
    weights: DEFAULT_WEIGHTS,
    weightsReason: null,
    rateFloorPence: 2_000,
    rateCeilingPence: 2_800,
    ...given,
  });
  const record = (given: Partial<NewLot> = {}, caller = commissioner.caller) =>
    world.get(RecordLot).execute(caller, aLot(given));

  it('are recorded with their areas in their written form', async () => {
    const given = aLot({ name: `King's <Lot> 李`, areas: ['ng1', 'ng2  1', 'NG1'] });
    const lot = await world.get(RecordLot).execute(commissioner.caller, given);

    expect(lot).toEqual({
      ...given,
      id: lot.id,
      districtCode: null,
      districtName: null,
      areas: ['NG1', 'NG2 1'],
      version: 1,
    });
    expect(await world.eventsOf(lot.id)).toEqual(['lot.recorded']);
  });

  it('have each code and each area once in an authority', async () => {
    await record({ code: 'ONE', areas: ['DE1'] });
    await expect(record({ code: 'ONE' })).rejects.toMatchObject({ code: 'lot_code_taken' });
    await expect(record({ areas: ['DE2', 'DE1'] })).rejects.toMatchObject({ code: 'lot_area_taken' });
    await expect(record({ code: 'ONE', areas: ['DE1'] }, stranger.caller)).resolves.toBeDefined();
  });

  it('are refused with every fault of their settings, and every area that is none', async () => {
    const wrong = { method: 'first_acceptable', rateFloorPence: 3_000 } as const;
    await expect(record(wrong)).rejects.toMatchObject({
      code: 'lot_settings_invalid',
      facts: { faults: [{ code: 'rates_reversed' }, { code: 'first_acceptable_sealed' }] },
    });
    await expect(record({ areas: ['DE3', 'Derby', '?'] })).rejects.toMatchObject({
      code: 'lot_settings_invalid',
      facts: { unknownAreas: ['Derby', '?'] },
    });
  });

  it('change from their present version, in their own authority, areas and all', async () => {
    const { id } = await record({ areas: ['S1', 'S2'] });
    const other = await record({ areas: ['S3'] });
    const change = (given: object, caller = commissioner.caller) =>
      world
        .get(ChangeLot)
        .execute(caller, { ...aLot({ areas: ['S2', 'S4'] }), lotId: id, version: 1, ...given });

    await expect(change({}, stranger.caller)).rejects.toMatchObject({ code: 'lot_not_found' });
    await expect(change({ areas: ['S3'] })).rejects.toMatchObject({ code: 'lot_area_taken' });
    await expect(change({ code: other.code })).rejects.toMatchObject({ code: 'lot_code_taken' });
    await expect(change({ ownRankShown: true })).rejects.toMatchObject({ code: 'lot_settings_invalid' });
    expect(await change({ name: 'New', sealed: false, ownRankShown: true })).toMatchObject({
      name: 'New',
      ownRankShown: true,
      areas: ['S2', 'S4'],
      version: 2,
    });
    await expect(change({})).rejects.toMatchObject({ code: 'version_stale', facts: { current: 2 } });
    expect(await world.eventsOf(id)).toEqual(['lot.recorded', 'lot.changed']);
  });

  it('leave an open broadcast the settings that it opened with', async () => {
    const { broadcast, lot } = await world.aBroadcastOpen();
    const by = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const changed = { ...aLot({ sealed: false, areas: ['LE11'] }), lotId: lot.id, version: 1 };
    await world.get(ChangeLot).execute(by.caller, changed);
    expect(await world.rows('SELECT sealed FROM broadcast WHERE id = $1', [broadcast.id])).toEqual([
      { sealed: true },
    ]);
  });

  it('are found by postcode, the longest match first', async () => {
    const district = await record({ areas: ['CV1'] });
    const sector = await record({ areas: ['CV1 2'] });
    const find = (postcode: string) => locate(world.reader, authorityId, postcode);

    expect(await find('cv1 2aa')).toEqual({
      lotId: sector.id,
      postcode: 'CV1 2AA',
      district: 'CV1',
      sector: 'CV1 2',
    });
    expect(await find('CV1 3AA')).toMatchObject({ lotId: district.id });
    await expect(find('CV2 3AA')).rejects.toMatchObject({ code: 'postcode_outside_lots' });
    await expect(find('CV1')).rejects.toMatchObject({ code: 'postcode_invalid' });
  });

  it('are seen by their own authority, with their outlines apart', async () => {
    const geometry = { type: 'MultiPolygon', coordinates: [] };
    const lot = await world.aLot({ outline: geometry, areas: [] });

    expect(await lotOutlines(world.reader, lot.authorityId)).toEqual([
      { id: lot.id, code: lot.code, outline: geometry },
    ]);
    const [listed] = await lotsOf(world.reader, lot.authorityId);
    expect(listed).toEqual(await lotView(world.reader, lot.authorityId, lot.id));
    expect(listed).not.toHaveProperty('outline');
    await expect(lotView(world.reader, authorityId, lot.id)).rejects.toMatchObject({ code: 'lot_not_found' });
  });
});
