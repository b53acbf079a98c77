import pg from 'pg';
import { Previews } from '#brokerage/previews/previews.queries';
import type { Visit } from '#contracts/visits';
import { aLargeMarket } from '../../support/builders/large-market.js';
import { VISITS } from '../../support/builders/people.js';
import { World } from '../../support/world.js';

/**
 * A visit that is longer than the spare minutes of any branch. So the preview must look at all branches
 * before it knows that none can take the care.
 */
const HUGE: Visit = { ...VISITS[0]!, key: 'v9', minutes: 400, carers: 2 };

describe('the preview of a large hand-back', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  /** Creates a branch that cares for `people` people, and 300 other branches in ten lots. */
  async function aBranchWith(people: number) {
    const { id: authorityId } = await world.anAuthority();
    const lots = [];
    for (let number = 10; number < 20; number++)
      lots.push(await world.aLot({ authorityId, areas: [`LE${number}`] }));
    const { branch } = await world.aContractedBranch({ lot: lots[0]! });
    await aLargeMarket(world, {
      authorityId,
      lots,
      branchId: branch.id,
      people,
      branches: 300,
      spareMinutes: (index) => 100 + ((index * 37) % 900),
      visits: (index) =>
        index % 50 === 0 ? [HUGE] : VISITS.map((visit) => ({ ...visit, minutes: 30 + (index % 60) })),
    });
    return { authorityId, branchId: branch.id };
  }

  it('of 3,000 people asks the database as often as that of 300', async () => {
    const small = await aBranchWith(300);
    const large = await aBranchWith(3_000);
    await world.rows('ANALYZE');
    const preview = async ({ authorityId, branchId }: typeof small, people: number): Promise<number> => {
      const asked = jest.spyOn(pg.Client.prototype, 'query');
      const seen = await world.get(Previews).ofHandBack(authorityId, { branchId, lotIds: [] });
      const queries = asked.mock.calls.length;
      asked.mockRestore();
      expect(seen.care).toMatchObject({ people, placements: people });
      expect(seen.unplaceable.placements).toBeGreaterThanOrEqual(people / 50);
      expect(seen.unplaceable.placements).toBeLessThan(people);
      return queries;
    };
    const queries = await preview(small, 300);
    expect(queries).toBeGreaterThan(5);
    expect(await preview(large, 3_000)).toBe(queries);
  });
});
