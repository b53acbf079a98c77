import { EndPlacement } from '#brokerage/placements/end-placement';
import { VaryPlacement } from '#brokerage/placements/vary-placement';
import { packageStory, packageView } from '#brokerage/packages/packages.queries';
import { VISITS } from '../../support/builders/people.js';
import { World } from '../../support/world.js';

describe('a package, from draft to the end of care', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  it('is asked for, offered, awarded, started, varied and ended, and the log tells it in order', async () => {
    const { pkg, officer, placement, winner, lot } = await world.aPlacement();
    const status = async () => (await packageView(world.reader, lot.authorityId, pkg.id)).status;
    expect(placement).toMatchObject({ packageId: pkg.id, status: 'live', weeklyMinutes: 525, version: 1 });
    expect(await status()).toBe('live');

    const visits = VISITS.map((visit) => ({ ...visit, minutes: visit.minutes + 15 }));
    const varying = { placementId: placement.id, version: 1, visits, reason: 'Needs more help' };
    const variation = await world.get(VaryPlacement).execute(officer.caller, varying);
    expect(variation).toMatchObject({ fromMinutes: 525, toMinutes: 735, reason: 'Needs more help' });
    const ending = { placementId: placement.id, version: 2, reason: 'care_no_longer_needed' } as const;
    expect(await world.get(EndPlacement).execute(officer.caller, ending)).toMatchObject({ status: 'ended' });
    expect(await status()).toBe('ended');

    const story = await packageStory(world.reader, lot.authorityId, pkg.id, {});
    expect(story.items.map(({ name }) => name).reverse()).toEqual([
      'package.created',
      'broadcast.opened',
      'invitation.opened',
      'invitation.opened',
      'offer.made',
      'invitation.ended',
      'invitation.ended',
      'broadcast.closed',
      'award.made',
      'placement.started',
      'placement.varied',
      'placement.ended',
    ]);
    const [capacity] = await world.rows<{ spare: number }>(
      'SELECT spare_minutes AS spare FROM capacity WHERE branch_id = $1',
      [winner.branch.id],
    );
    expect(capacity?.spare).toBe(6_000 - 735);
    const sizes = await world.rows(
      'SELECT weekly_minutes FROM placement_size WHERE placement_id = $1 ORDER BY version',
      [placement.id],
    );
    expect(sizes).toEqual([{ weekly_minutes: 525 }, { weekly_minutes: 735 }]);
  });
});
