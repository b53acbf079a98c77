import { Sweep } from '../../../apps/worker/src/sweep.js';
import { reallocationPage, reallocationView } from '#brokerage/reallocations/reallocations.queries';
import { LiftRestriction } from '#brokerage/enforcement/lift-restriction';
import { aSuspendedBranch, started } from '../../support/builders/reallocations.js';
import { World } from '../../support/world.js';

/** Tests the sweep while no queue runs and no event starts a job. The sweep alone must find all due work. */
describe('the sweep alone', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open({ providers: [Sweep] });
  });
  afterAll(() => world.close());

  const sweep = () => world.get(Sweep).sweep();

  it('proposes, releases and opens a reallocation as the alarms would', async () => {
    const suspended = await aSuspendedBranch(world, {});
    await world.rows('DELETE FROM reallocation WHERE id = $1', [suspended.proposal.id]);
    await sweep();
    const { items } = await reallocationPage(world.reader, suspended.lot.authorityId, {});
    expect(items).toMatchObject([{ status: 'proposed', restrictionId: suspended.restrictionId }]);

    const { id } = await started(world, { ...suspended, proposal: items[0]! });
    await sweep();
    expect(await reallocationView(world.reader, id)).toMatchObject({ cases: { broadcast: 2 } });
  });

  it('stops and settles what a lifted suspension called for', async () => {
    const suspended = await aSuspendedBranch(world, {});
    const { id } = await started(world, suspended, { pacePerMinute: 1 });
    await sweep();
    const { restrictionId, commissioner } = suspended;
    await world.get(LiftRestriction).execute(commissioner.caller, { restrictionId, reason: 'Re-inspected' });
    await sweep();
    expect(await reallocationView(world.reader, id)).toMatchObject({
      status: 'finished',
      cases: { kept: 2 },
    });
  });
});
