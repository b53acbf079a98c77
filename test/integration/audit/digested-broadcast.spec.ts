import type { RecordDigest } from '#contracts/audit';
import { digestText, readContents, saltsOf, slot } from '#brokerage/digests/digest-records';
import { PARTS_OF } from '#brokerage/digests/record-contents';
import { World } from '../../support/world.js';

describe('the digests of a broadcast, which are made from what the opening writes', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  it.each([
    { why: 'branches in tiers', lot: { method: 'tiers' as const } },
    { why: 'a sealed broadcast to all', lot: { method: 'broadcast' as const, sealed: true } },
    {
      why: 'a price range and a rank that bidders see',
      lot: { rateFloorPence: 1_900, rateCeilingPence: 2_600, sealed: false, ownRankShown: true },
    },
  ])('are those of the stored rows: $why', async ({ lot: given }) => {
    const lot = await world.aLot(given);
    const branches = [
      await world.aContractedBranch({ lot, terms: { tier: 1 } }),
      await world.aContractedBranch({ lot, terms: { tier: 2 } }),
      await world.aContractedBranch({ lot, terms: { tier: 2, rankInTier: 2 } }),
    ];
    const [restricted] = branches;
    if (!restricted) throw new Error('no branch');
    const by = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    await world.aRestriction({ by, branchId: restricted.branch.id });
    // A restriction after the opening removes a possible deliverer. The digest stays that of the opening.
    const lead = branches[2]?.branch.id ?? '';
    const { branch: sub } = await world.aProviderWithBranch({});
    await world.aCapacity({ lot, branchId: sub.id, spareMinutes: 6_000 });
    await world.aSubcontract({ lot, branchId: lead, deliveringBranchId: sub.id });
    const { broadcast } = await world.aBroadcastOpen({ lot, branches });
    await world.aRestriction({ by, branchId: sub.id });
    const deliverers = await world.rows<{ now: string[]; then: string[] | null }>(
      `SELECT may_deliver AS now, may_deliver_at_opening AS then FROM invitation
       WHERE broadcast_id = $1 AND branch_id = $2`,
      [broadcast.id, lead],
    );
    expect(deliverers).toEqual([{ now: [lead], then: expect.arrayContaining([lead, sub.id]) as string[] }]);

    const [event] = await world.rows<{ digests: RecordDigest[] }>(
      `SELECT payload->'digests' AS digests FROM event WHERE name = 'broadcast.opened' AND subject_id = $1`,
      [broadcast.id],
    );
    const stored = await readContents(world.reader, 'broadcast', { ids: [broadcast.id], versions: [0] });
    const salts = await saltsOf(world.reader, 'broadcast', [broadcast.id]);
    const expected = PARTS_OF.broadcast.map((part) => {
      const name = { record: 'broadcast' as const, key: broadcast.id, part };
      const salt = salts.get(slot(name));
      if (!salt) throw new Error(`no salt of ${part}`);
      return { ...name, digest: digestText(name, stored.get(slot(name)), salt) };
    });
    expect(event?.digests).toEqual(expected);
  });
});
