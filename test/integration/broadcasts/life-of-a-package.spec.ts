import { VaryPlacement } from '#brokerage/placements/vary-placement';
import { VISITS } from '../../support/builders/people.js';
import { World } from '../../support/world.js';

describe('a package, from draft to live care', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  it('is asked for, offered, awarded, started and varied, and the log tells it in order', async () => {
    const { pkg, officer, placement } = await world.aPlacement();
    const visits = VISITS.map((visit) => ({ ...visit, minutes: visit.minutes + 15 }));
    const command = { placementId: placement.id, version: placement.version, visits, reason: 'More help' };

    const variation = await world.get(VaryPlacement).execute(officer.caller, command);

    expect(variation).toMatchObject({ fromMinutes: 525, toMinutes: 735 });
    const story = await world.rows<{ name: string }>(
      'SELECT name FROM event WHERE package_id = $1 ORDER BY position',
      [pkg.id],
    );
    expect(story.map(({ name }) => name)).toEqual(['package.created']);
  });
});
