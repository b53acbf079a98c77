import { eligibilityFacts } from '#brokerage/facts/eligibility-facts.queries';
import { packageFacts } from '#brokerage/facts/package-facts';
import { offerFacts } from '#brokerage/offers/offer-facts.queries';
import { ownOffer } from '#brokerage/offers/offers.queries';
import { PackageEntity } from '#brokerage/rows/package.entity';
import { ExcludeBranch } from '#brokerage/people/exclude-branch';
import { BroadcastReplacement } from '#brokerage/reallocations/broadcast-replacement';
import { ReleaseCases } from '#brokerage/reallocations/release-cases';
import { RecordPermission } from '#brokerage/restrictions/record-permission';
import type { BranchFacts } from '#domain/eligibility/facts';
import type { OpenBroadcast } from '../../support/builders/broadcasts.js';
import { aSuspendedBranch, casesOf, started } from '../../support/builders/reallocations.js';
import { World } from '../../support/world.js';

const START_ON = '2026-06-01';

describe('what an offer is decided by', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  /**
   * Loads the facts of one contracted branch and its deliverer in two ways. An offer loads the facts of these
   * branches alone, and a broadcast loads the facts of all branches in the lot. The test compares them.
   */
  async function bothWays(
    invitationId: string,
    deliveringBranchId?: string,
  ): Promise<{ alone: BranchFacts | undefined; ofLot: BranchFacts | undefined }> {
    const [invitation] = await world.rows<{ packageId: string; branchId: string }>(
      `SELECT b.package_id AS "packageId", i.branch_id AS "branchId"
       FROM invitation i JOIN broadcast b ON b.id = i.broadcast_id WHERE i.id = $1`,
      [invitationId],
    );
    const { packageId: id = '', branchId = '' } = invitation ?? {};
    const { reader } = world.owner;
    const pkg = await reader.findOneByOrFail(PackageEntity, { id });
    const now = world.clock.now();
    const pair = { branchId, deliveringBranchId: deliveringBranchId ?? branchId };
    const read = await offerFacts(reader, invitationId);
    if (!read) throw new Error('there is such an invitation');
    const alone = await eligibilityFacts(reader, { pkg: packageFacts(read.pkg, START_ON), now, pair });
    const ofLot = await eligibilityFacts(reader, { pkg: packageFacts(pkg, START_ON), now });
    return {
      alone: alone.pairs[0],
      ofLot: ofLot.pairs.find(
        (one) => one.leadBranchId === branchId && one.deliveringBranchId === pair.deliveringBranchId,
      ),
    };
  }

  const changes: {
    why: string;
    shown: object;
    change: (open: OpenBroadcast, branchId: string) => Promise<unknown>;
  }[] = [
    {
      why: 'nothing is special',
      shown: {
        restrictions: [],
        isExcluded: false,
        leaving: null,
        capacity: { spareMinutes: 6_000, doubleUps: true },
      },
      change: () => Promise.resolve(),
    },
    {
      why: 'the branch was never rated',
      shown: { ratings: { overall: null } },
      change: (_, branchId) =>
        world.rows(
          `UPDATE branch SET ratings = '{"overall":null,"safe":null,"wellLed":null}' WHERE id = $1`,
          [branchId],
        ),
    },
    {
      why: 'it is dormant, and can do less than it could',
      shown: { registration: { dormant: true, personalCare: false }, capabilities: ['dementia'] },
      change: (_, branchId) =>
        world.rows(
          `UPDATE branch SET dormant = true, personal_care = false, capabilities = '{dementia}', confirmed_capabilities = '{dementia}' WHERE id = $1`,
          [branchId],
        ),
    },
    {
      why: 'it never declared capacity',
      shown: { capacity: null },
      change: (_, branchId) => world.rows('DELETE FROM capacity WHERE branch_id = $1', [branchId]),
    },
    {
      why: 'it declared little capacity',
      shown: { capacity: { spareMinutes: 0, bands: ['tea'], doubleUps: false } },
      change: (_, branchId) =>
        world.rows(
          `UPDATE capacity SET spare_minutes = 0, bands = '{tea}', double_ups = false WHERE branch_id = $1`,
          [branchId],
        ),
    },
    {
      why: 'the family does not want it',
      shown: { isExcluded: true },
      change: ({ officer, pkg }, branchId) =>
        world
          .get(ExcludeBranch)
          .execute(officer.caller, { personId: pkg.personId, branchId, reason: `O'Brien <b> 李` }),
    },
    {
      why: 'it has had another contract in the lot before',
      shown: { contracts: [{ endsOn: '2024-12-31' }, { endsOn: null }] },
      change: ({ lot }, branchId) =>
        world.aContract({ lot, branchId, startsOn: '2024-01-01', endsOn: '2024-12-31' }),
    },
    {
      why: 'it is bound by a cap and a limit of growth',
      shown: { restrictions: [{ conditions: [{}, { condition: { capMinutes: 600 } }] }], permissions: [] },
      change: async ({ lot: { authorityId } }, branchId) =>
        world.aRestriction({
          by: await world.aUser({ role: 'commissioner', authorityId }),
          branchId,
          conditions: [
            { kind: 'hours_cap', capMinutes: 600 },
            { kind: 'growth_limit', limitMinutes: 210, basis: 'cumulative' },
          ],
        }),
    },
    {
      why: 'a permission waives what binds it',
      shown: { permissions: [{ minutes: 840 }] },
      change: async ({ lot: { authorityId }, pkg }, branchId) => {
        const by = await world.aUser({ role: 'commissioner', authorityId });
        const growth = { kind: 'growth_limit', limitMinutes: 0, basis: 'per_change' } as const;
        const { conditions } = await world.aRestriction({ by, branchId, conditions: [growth] });
        await world.get(RecordPermission).execute(by.caller, {
          conditionId: conditions[0]?.id ?? '',
          personId: pkg.personId,
          minutes: 840,
          until: world.clock.in({ days: 7 }).toISOString(),
          reference: 'P-1',
          evidence: `O'Brien <b>`,
        });
      },
    },
    {
      why: 'what bound it is over',
      shown: { restrictions: [] },
      change: async ({ lot: { authorityId } }, branchId) => {
        const by = await world.aUser({ role: 'commissioner', authorityId });
        await world.aRestriction({ by, branchId, to: world.clock.in({ minutes: 10 }).toISOString() });
        world.clock.pass({ minutes: 11 });
      },
    },
  ];

  it.each(changes)('is the same read alone and read with the lot where $why', async ({ change, shown }) => {
    const open = await world.aBroadcastOpen({ branches: 1 });
    const [from] = open.asked;
    if (!from) throw new Error('one branch was asked');
    await change(open, from.branch.id);
    const { alone, ofLot } = await bothWays(from.invitationId);
    expect(ofLot).toMatchObject(shown);
    expect(alone).toEqual(ofLot);
  });

  it('is the same where a subcontractor would deliver, now, before and not on record', async () => {
    const open = await world.aBroadcastOpen({ branches: 1 });
    const [from] = open.asked;
    if (!from) throw new Error('one branch was asked');
    const { branch } = await world.aProviderWithBranch();
    const unrecorded = await bothWays(from.invitationId, branch.id);
    expect(unrecorded.alone).toMatchObject({ subcontract: null });
    expect(unrecorded.ofLot).toBeUndefined();
    const pair = { branchId: from.branch.id, deliveringBranchId: branch.id };
    await world.aSubcontract({ lot: open.lot, ...pair, startsOn: '2024-01-01', endsOn: '2024-12-31' });
    const over = await bothWays(from.invitationId, branch.id);
    expect(over.alone).toEqual(over.ofLot);
    await world.aSubcontract({ lot: open.lot, ...pair });
    const recorded = await bothWays(from.invitationId, branch.id);
    expect(recorded.ofLot).toMatchObject({ subcontract: { endsOn: null }, capacity: null });
    expect(recorded.alone).toEqual(recorded.ofLot);
  });

  it('is nothing where the branch that would deliver is not on the register', async () => {
    const { asked } = await world.aBroadcastOpen({ branches: 1 });
    const none = await bothWays(asked[0]?.invitationId ?? '', '1-9999999999');
    expect(none.alone).toBeUndefined();
    expect(none.ofLot).toBeUndefined();
  });

  it('is the same where the branch delivers already, to this person and to another, and is to deliver', async () => {
    const first = await world.aPlacement({ branches: 1 });
    const { lot, winner, officer, placement } = first;
    const branches = [winner];
    await world.anAward({ lot, officer, branches });
    const { personId } = placement;
    await world.anAward({ lot, officer, branches, pkg: { personId } });
    const open = await world.aBroadcastOpen({ lot, officer, branches, pkg: { personId } });
    const { alone, ofLot } = await bothWays(open.asked[0]?.invitationId ?? '');
    const minutes = placement.weeklyMinutes;
    expect(ofLot?.care).toEqual({
      personMinutesNow: minutes,
      personAwardedMinutes: minutes,
      branchMinutesNow: 3 * minutes,
    });
    expect(alone).toEqual(ofLot);
  });

  it('is the same where the person is being moved, with a cap on the intake', async () => {
    const suspended = await aSuspendedBranch(world, { others: 1 });
    const { lot, leaving, others } = suspended;
    const { id } = await started(world, suspended, { intakeCap: 2 });
    await world.get(ReleaseCases).execute({ reallocationId: id });
    const [one] = await casesOf(world, lot.authorityId, id);
    await world.get(BroadcastReplacement).execute({ caseId: one?.id ?? '' });
    const [asked] = await world.rows<{ id: string }>('SELECT id FROM invitation WHERE branch_id = $1', [
      others[0]?.branch.id,
    ]);
    const other = await bothWays(asked?.id ?? '');
    expect(other.ofLot).toMatchObject({
      isExcluded: false,
      leaving: null,
      intake: { capPeople: 2, takenPeople: 0 },
    });
    expect(other.alone).toEqual(other.ofLot);
    const branchId = others[0]?.branch.id ?? '';
    await world.aSubcontract({ lot, branchId, deliveringBranchId: leaving.branch.id });
    const left = await bothWays(asked?.id ?? '', leaving.branch.id);
    expect(left.ofLot).toMatchObject({
      isExcluded: false,
      leaving: { kind: 'transfer', cause: 'suspension' },
    });
    expect(left.alone).toEqual(left.ofLot);
  });

  it('is answered as it is read afterwards, made for the first time and again', async () => {
    const { asked, pkg } = await world.aBroadcastOpen({ branches: 1 });
    const [from] = asked;
    if (!from) throw new Error('one branch was asked');
    const told = await world.anOffer({ from, pkg, note: `O'Brien <b> 李` });
    const bidder = { providerId: from.provider.id, userId: from.user.id };
    const read = await ownOffer(world.reader, bidder, told.id);
    expect(JSON.parse(JSON.stringify(told))).toEqual(JSON.parse(JSON.stringify(read)));
  });
});
