import { EndPlacement } from '#brokerage/placements/end-placement';
import { placementIn, placementPage, variationsOf } from '#brokerage/care/placements.queries';
import { VaryPlacement, type VaryPlacementCommand } from '#brokerage/placements/vary-placement';
import { VISITS } from '../../support/builders/people.js';
import { World } from '../../support/world.js';

describe('live care', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const MORE = VISITS.map((visit) => ({ ...visit, minutes: visit.minutes + 5 }));

  it('varies from its present version, by its own authority, within the capacity that is left', async () => {
    const { placement, officer, winner, lot } = await world.aPlacement();
    const stranger = await world.aUser({ role: 'officer' });
    const vary = (given: Partial<VaryPlacementCommand> = {}, by = officer) =>
      world.get(VaryPlacement).execute(by.caller, {
        placementId: placement.id,
        version: 1,
        visits: MORE,
        reason: 'More help',
        ...given,
      });

    await expect(vary({}, stranger)).rejects.toMatchObject({ code: 'placement_not_found' });
    await expect(vary({ visits: [] })).rejects.toMatchObject({ code: 'package_invalid' });
    await expect(vary({ visits: VISITS })).rejects.toMatchObject({ code: 'nothing_to_change' });
    await world.rows('UPDATE capacity SET spare_minutes = 69 WHERE branch_id = $1', [winner.branch.id]);
    await expect(vary()).rejects.toMatchObject({
      code: 'variation_refused',
      facts: { checks: [{ rule: 'capacity.minutes', evidence: { spareMinutes: 69, addedMinutes: 70 } }] },
    });
    await world.rows('UPDATE capacity SET spare_minutes = 70 WHERE branch_id = $1', [winner.branch.id]);
    expect(await vary()).toMatchObject({ fromMinutes: 525, toMinutes: 595 });
    await expect(vary({ visits: VISITS })).rejects.toMatchObject({ code: 'version_stale' });
    expect(await vary({ version: 2, visits: VISITS })).toMatchObject({ fromMinutes: 595, toMinutes: 525 });

    const history = await variationsOf(world.reader, { authorityId: lot.authorityId }, placement.id);
    expect(history.map(({ toMinutes }) => toMinutes)).toEqual([595, 525]);
    const [capacity] = await world.rows('SELECT spare_minutes FROM capacity WHERE branch_id = $1', [
      winner.branch.id,
    ]);
    expect(capacity).toEqual({ spare_minutes: 0 });
  });

  it('ends once, with a reason, from its present version', async () => {
    const { placement, officer } = await world.aPlacement();
    const stranger = await world.aUser({ role: 'officer' });
    const end = (version: number, by = officer) =>
      world
        .get(EndPlacement)
        .execute(by.caller, { placementId: placement.id, version, reason: 'own_arrangements' });

    await expect(end(1, stranger)).rejects.toMatchObject({ code: 'placement_not_found' });
    await expect(end(2)).rejects.toMatchObject({ code: 'version_stale' });
    expect(await end(1)).toMatchObject({
      status: 'ended',
      endReason: 'own_arrangements',
      endedAt: world.clock.now().toISOString(),
    });
    await expect(end(2)).rejects.toMatchObject({ code: 'placement_not_live' });
  });

  it('is seen by its authority and its provider only', async () => {
    const { placement, lot, winner, asked } = await world.aPlacement();
    const ids = async (scope: Parameters<typeof placementPage>[1]) =>
      (await placementPage(world.reader, scope, { status: 'live' }, world.clock.now())).items.map(
        ({ id }) => id,
      );

    expect(await ids({ authorityId: lot.authorityId })).toEqual([placement.id]);
    expect(await ids({ providerId: winner.provider.id })).toEqual([placement.id]);
    expect(await ids({ providerId: asked[1]!.provider.id })).toEqual([]);
    const foreign = { authorityId: (await world.anAuthority()).id };
    await expect(placementIn(world.reader, foreign, placement.id, world.clock.now())).rejects.toMatchObject({
      code: 'placement_not_found',
    });
  });
});
