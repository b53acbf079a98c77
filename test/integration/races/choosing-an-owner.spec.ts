import { DisableUser } from '#brokerage/identity/disable-user';
import { forgotten } from '#brokerage/monitoring/watchdog.queries';
import { ProposeReallocations } from '#brokerage/reallocations/propose-reallocations';
import { reallocationPage } from '#brokerage/reallocations/reallocations.queries';
import { aSuspendedBranch } from '../../support/builders/reallocations.js';
import { holdCommits, untilLockWaits } from '../../support/held-transaction.js';
import { World } from '../../support/world.js';

describe('work that finds its owner', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  it('while the one who would be chosen is being shut out, is somebody else’s', async () => {
    const s = await aSuspendedBranch(world, {});
    await world.rows('DELETE FROM reallocation WHERE id = $1', [s.proposal.id]);
    const { authorityId } = s.lot;
    const administrator = await world.aUser({ role: 'administrator', authorityId });
    // the act that disables the user has written all its rows, and waits just before its commit
    const gate = await holdCommits(world);
    const disabling = world.get(DisableUser).execute(administrator.caller, { userId: s.commissioner.id });
    await untilLockWaits(world, 1);
    const proposing = world.get(ProposeReallocations).execute({ restrictionId: s.restrictionId });
    await untilLockWaits(world, 2);
    await gate.release();
    await Promise.all([disabling, proposing]);

    const { items } = await reallocationPage(world.reader, authorityId, {});
    expect(items.map(({ ownerId }) => ownerId)).toEqual([s.officer.id]);
    expect(await forgotten(world.reader, world.clock.now())).toEqual([]);
  });
});
