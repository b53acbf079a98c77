import { invitationPage } from '#brokerage/broadcasts/invitations.queries';
import { setUpOf } from '#brokerage/monitoring/set-up.queries';
import { Importing } from '../../support/builders/imports.js';
import { World } from '../../support/world.js';

const FILE = [
  'Postcode district,Latitude,Longitude,Town',
  'LE11,10,10,Elsewhere',
  'BS1,51.4531,-2.5943,Bristol',
];

describe('an import of postcode districts', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  it('adds districts for all councils, once, and an invitation then shows a distance', async () => {
    const { asked, lot, pkg } = await world.aBroadcastOpen({ branches: 1 });
    const [invited] = asked;
    if (!invited) throw new Error('one branch is invited');
    const commissioner = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    await world.rows(`UPDATE branch SET postcode = 'BS1 4AA' WHERE id = $1`, [invited.branch.id]);
    await world.rows(`INSERT INTO lot_area (authority_id, area, lot_id) VALUES ($1, 'BS1 4', $2)`, [
      lot.authorityId,
      lot.id,
    ]);
    const bidder = { providerId: invited.branch.providerId, userId: invited.user.id };
    const distance = async (): Promise<number | null | undefined> =>
      (await invitationPage(world.reader, bidder, {})).items[0]?.distanceMiles;
    const unknown = async (): Promise<readonly string[]> =>
      (await setUpOf(world.reader, lot.authorityId, world.clock.now())).districtsWithoutDistance;
    expect([await distance(), await unknown()]).toEqual([null, ['BS1']]);

    const importing = new Importing(world, commissioner);
    const wrong = await importing.check('districts', FILE.join('\n'));
    expect(await importing.told(wrong.id)).toEqual([
      expect.stringMatching(/^2 refused \| Latitude: Enter degrees from 49 to 61.* \| Longitude: /),
      '3 add',
    ]);
    const right = FILE.join('\n').replace('10,10', '52.7,-1.2');
    const file = await importing.run('districts', right);
    expect(await importing.told(file.id)).toEqual(['2 there', '3 added']);
    expect(pkg.postcodeSector).toMatch(/^LE/);
    expect([await distance(), await unknown()]).toEqual([expect.any(Number), []]);
    expect(await distance()).toBeGreaterThan(100);

    const elsewhere = await world.aUser({ role: 'commissioner' });
    const again = new Importing(world, elsewhere);
    expect(await again.told((await again.check('districts', right)).id)).toEqual(['2 there', '3 there']);
    expect(await world.rows(`SELECT latitude FROM postcode_district WHERE district = 'LE11'`)).toEqual([
      { latitude: 52.7696 },
    ]);
  });
});
