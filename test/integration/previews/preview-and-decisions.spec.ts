import * as fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import { decideForAll } from '#brokerage/eligibility/decide-for-branches';
import { packageFacts } from '#brokerage/facts/package-facts';
import { PackageEntity } from '#brokerage/rows/package.entity';
import { PersonExclusionEntity } from '#brokerage/rows/person.entity';
import { PlacementEntity } from '#brokerage/rows/placement.entity';
import { Previews } from '#brokerage/previews/previews.queries';
import { DEFAULT_CLOCK_PROFILES } from '#contracts/lots';
import { CAPABILITIES } from '#contracts/needs';
import { CONDITION_KINDS } from '#contracts/restrictions';
import { BANDS, type Visit } from '#contracts/visits';
import { broadcastTimes } from '#domain/broadcasts/broadcast-times';
import { londonDate } from '#domain/time/london';
import { aLargeMarket } from '../../support/builders/large-market.js';
import { VISITS } from '../../support/builders/people.js';
import { World } from '../../support/world.js';

const PEOPLE = 12;
const BRANCHES = 5;

/**
 * Generates random people and branches. Numbers below `PEOPLE` stand for people, and numbers below `BRANCHES`
 * stand for branches.
 */
const market = fc.record({
  spare: fc.array(fc.constantFrom(0, 524, 525, 700, 5_000), { minLength: BRANCHES, maxLength: BRANCHES }),
  minutes: fc.array(fc.constantFrom(45, 60), { minLength: PEOPLE, maxLength: PEOPLE }),
  urgencies: fc.array(fc.constantFrom('urgent' as const, 'routine' as const), {
    minLength: PEOPLE,
    maxLength: PEOPLE,
  }),
  exclusions: fc.uniqueArray(fc.tuple(fc.nat(PEOPLE - 1), fc.nat(BRANCHES - 1)), {
    maxLength: 12,
    selector: (pair) => pair.join(),
  }),
  /** Second packages of some people, which other branches deliver. */
  others: fc.array(fc.tuple(fc.nat(PEOPLE - 1), fc.nat(BRANCHES - 1)), { maxLength: 6 }),
  unable: fc.array(fc.tuple(fc.nat(BRANCHES - 1), fc.constantFrom('bands', 'capability', 'contract')), {
    maxLength: 3,
  }),
  notices: fc.array(fc.tuple(fc.nat(BRANCHES - 1), fc.constantFrom(...CONDITION_KINDS)), { maxLength: 4 }),
  permitted: fc.array(fc.nat(PEOPLE - 1), { maxLength: 3 }),
});
type Market = typeof market extends fc.Arbitrary<infer M> ? M : never;

describe('whom nobody could take', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  async function build(given: Market) {
    const { id: authorityId } = await world.anAuthority();
    const lot = await world.aLot({ authorityId });
    const { branch } = await world.aContractedBranch({ lot });
    await aLargeMarket(world, {
      authorityId,
      lots: [lot],
      branchId: branch.id,
      people: PEOPLE,
      branches: BRANCHES,
      spareMinutes: (index) => given.spare[index] ?? 0,
      needs: (index) => [CAPABILITIES[(index % 2) * 6]!],
      visits: (index): Visit[] => [{ ...VISITS[0]!, minutes: given.minutes[index] ?? 30 }, VISITS[1]!],
    });
    const rows = await world.rows<{ id: string }>(
      'SELECT branch_id AS id FROM contract WHERE authority_id = $1 AND branch_id <> $2 ORDER BY 1',
      [authorityId, branch.id],
    );
    const placed = await world.rows<{ id: string; personId: string; packageId: string }>(
      `SELECT id, person_id AS "personId", package_id AS "packageId" FROM placement WHERE authority_id = $1 ORDER BY id`,
      [authorityId],
    );
    const officer = await world.aUser({ role: 'commissioner', authorityId });
    const branchIds = rows.map(({ id }) => id);
    for (const [index, urgency] of given.urgencies.entries())
      await world.rows('UPDATE package SET urgency = $2 WHERE id = $1', [placed[index]!.packageId, urgency]);
    return { authorityId, lot, branch, branchIds, placed, officer };
  }
  type Built = Awaited<ReturnType<typeof build>>;

  async function happen(given: Market, { authorityId, lot, branchIds, placed, officer }: Built) {
    const now = world.clock.now();
    for (const [person, branch] of given.exclusions)
      await world.save(PersonExclusionEntity, {
        authorityId,
        personId: placed[person]!.personId,
        branchId: branchIds[branch]!,
        reason: '李',
        recordedAt: now,
        recordedBy: officer.id,
      });
    for (const [person, branch] of given.others) {
      const { personId } = placed[person]!;
      const pkg = await world.aPackage({ by: officer, personId });
      const { reader } = world.owner;
      const like = await reader.findOneByOrFail(PlacementEntity, { id: placed[person]!.id });
      const branchId = branchIds[branch]!;
      await world.rows(
        `UPDATE package SET status = 'live', next_action = NULL, next_action_owner_id = NULL, next_action_due_at = NULL WHERE id = $1`,
        [pkg.id],
      );
      const other = { ...like, id: uuid(), packageId: pkg.id, branchId, deliveringBranchId: branchId };
      await world.save(PlacementEntity, other);
      await world.rows('INSERT INTO placement_size VALUES ($1, 1, $2, $3, $4)', [
        other.id,
        authorityId,
        other.startedAt,
        other.weeklyMinutes,
      ]);
    }
    for (const [branch, what] of given.unable) {
      const id = branchIds[branch]!;
      if (what === 'bands')
        await world.rows('UPDATE capacity SET bands = $2 WHERE branch_id = $1', [id, [BANDS[0]]]);
      if (what === 'capability')
        await world.rows('UPDATE branch SET capabilities = $2, confirmed_capabilities = $2 WHERE id = $1', [
          id,
          CAPABILITIES.slice(6),
        ]);
      if (what === 'contract')
        await world.rows('UPDATE contract SET ends_on = $2 WHERE branch_id = $1', [
          id,
          londonDate(world.clock.in({ days: 3 })),
        ]);
    }
    world.clock.pass({ hours: 1 });
    for (const [branch, kind] of given.notices) {
      const condition = {
        no_new_people: { kind: 'no_new_people' as const },
        closed: { kind: 'closed' as const },
        suspended: { kind: 'suspended' as const },
        reporting: { kind: 'reporting' as const, everyDays: 14 },
        hours_cap: { kind: 'hours_cap' as const, capMinutes: 900 },
        growth_limit: { kind: 'growth_limit' as const, limitMinutes: 210, basis: 'cumulative' as const },
      }[kind];
      const { conditions } = await world.aRestriction({
        by: officer,
        branchId: branchIds[branch]!,
        conditions: [condition],
        lotIds: kind === 'closed' ? [lot.id] : [],
      });
      for (const person of new Set(given.permitted))
        await world.rows(
          `INSERT INTO permission (id, authority_id, condition_id, person_id, minutes, until, reference, evidence, recorded_at)
           VALUES (gen_random_uuid(), $1, $2, $3, 1000, $4, 'P', 'E', $5)`,
          [
            authorityId,
            conditions[0]!.id,
            placed[person]!.personId,
            world.clock.in({ days: 30 }),
            world.clock.now(),
          ],
        );
    }
  }

  it('are those for whom a broadcast would decide so, one by one', async () => {
    const seen = { all: 0, some: 0 };
    await fc.assert(
      fc.asyncProperty(market, async (given) => {
        const built = await build(given);
        await happen(given, built);
        const { authorityId, lot, branch, placed } = built;
        const now = world.clock.now();
        const leaving = { branchId: branch.id, why: { kind: 'transfer', cause: 'hand_back' } } as const;
        const lost: string[] = [];
        for (const { packageId } of placed) {
          const pkg = await world.owner.reader.findOneByOrFail(PackageEntity, { id: packageId });
          const startOn = londonDate(broadcastTimes(now, DEFAULT_CLOCK_PROFILES[pkg.urgency]).startBy);
          const question = { pkg: packageFacts(pkg, startOn), now, leaving };
          const decided = await decideForAll(world.reader, lot.ratingPolicy, question);
          if (!decided.pairs.some(({ decision }) => decision.eligible)) lost.push(packageId);
        }
        const preview = await world
          .get(Previews)
          .ofHandBack(authorityId, { branchId: branch.id, lotIds: [] });
        expect(preview.unplaceable.placements).toBe(lost.length);
        seen[lost.length === 0 || lost.length === placed.length ? 'all' : 'some'] += 1;
      }),
      { numRuns: 25, endOnFailure: true },
    );
    // In at least one random case, some people can be placed and others cannot. Otherwise the test proves
    // nothing. The cases are random, so a higher minimum could fail by chance.
    expect(seen.some).toBeGreaterThan(0);
  });
});
