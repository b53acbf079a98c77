import { AwardOffer } from '#brokerage/awards/award-offer';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { PublishBroadcast } from '#brokerage/broadcasts/publish-broadcast';
import { VaryPlacement } from '#brokerage/placements/vary-placement';
import { RecordRestriction } from '#brokerage/enforcement/record-restriction';
import { RecordPermission } from '#brokerage/restrictions/record-permission';
import { takeStandingLock, shareStandingLock } from '#brokerage/facts/standing-lock';
import type { Condition, RestrictionView } from '#contracts/restrictions';
import { VISITS } from '../../support/builders/people.js';
import { holdTransaction, untilLockWaits } from '../../support/held-transaction.js';
import { World } from '../../support/world.js';

describe('a restriction that comes at the same moment', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  async function restrict(
    authorityId: string,
    branchId: string,
    conditions: readonly Condition[],
    from = world.clock.now(),
  ): Promise<RestrictionView> {
    const commissioner = await world.aUser({ role: 'commissioner', authorityId });
    return world.get(RecordRestriction).execute(commissioner.caller, {
      branchId,
      source: 'authority',
      reference: `R-${world.next()}`,
      evidence: 'Decision of the panel',
      reason: 'Safeguarding',
      from: from.toISOString(),
      lotIds: [],
      conditions,
    });
  }

  async function decided() {
    const open = await world.aBroadcastOpen({ branches: 1 });
    const [from] = open.asked;
    if (!from) throw new Error('nobody was asked');
    const { id: offerId } = await world.anOffer({ from, pkg: open.pkg });
    await world
      .get(CloseBroadcast)
      .early(open.officer.caller, { broadcastId: open.broadcast.id, reason: 'answered' });
    const award = () =>
      world.get(AwardOffer).execute(open.officer.caller, { broadcastId: open.broadcast.id, offerId });
    return { ...open, from, offerId, award };
  }

  it('makes an award wait for it, and refuses the award', async () => {
    const { from, lot, award, offerId } = await decided();
    const restricting = holdTransaction(world, async (tx) => {
      await takeStandingLock(tx);
      await tx.query(
        `WITH r AS (INSERT INTO restriction (id, authority_id, valid_for_authority_id, branch_id, source, reference, evidence, reason, from_at, recorded_at)
                    VALUES (gen_random_uuid(), $1, $1, $2, 'authority', 'R', 'E', 'W', $3, $3) RETURNING id)
         INSERT INTO restriction_condition (id, restriction_id, kind) SELECT gen_random_uuid(), id, 'no_new_people' FROM r`,
        [lot.authorityId, from.branch.id, world.clock.now()],
      );
    });
    await restricting.reached;
    const awarding = expect(award()).rejects.toMatchObject({ code: 'branch_not_eligible' });
    await untilLockWaits(world, 1);
    await restricting.release();
    await awarding;
    expect(await world.rows('SELECT 1 FROM award WHERE offer_id = $1', [offerId])).toEqual([]);
  });

  it('waits for an award under way, and then finds the broadcast decided', async () => {
    const { lot, from, award } = await decided();
    const deciding = holdTransaction(world, (tx) => shareStandingLock(tx));
    await deciding.reached;
    const restricting = restrict(lot.authorityId, from.branch.id, [{ kind: 'no_new_people' }]);
    await untilLockWaits(world, 1);
    await deciding.release();
    await restricting;
    await expect(award()).rejects.toMatchObject({ code: 'move_not_allowed' });
  });

  it('sees an invitation that was being written: publishing and restricting, twenty of each', async () => {
    const lot = await world.aLot();
    const branches = await Promise.all(Array.from({ length: 20 }, () => world.aContractedBranch({ lot })));
    const officer = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
    const packages = await Promise.all(Array.from({ length: 20 }, () => world.aPackage({ by: officer })));
    await Promise.allSettled([
      ...packages.map(({ id }) => world.get(PublishBroadcast).execute(officer.caller, { packageId: id })),
      ...branches.map(({ branch }) => restrict(lot.authorityId, branch.id, [{ kind: 'closed' }])),
    ]);
    const forbidden = await world.rows(
      `SELECT i.id FROM invitation i JOIN restriction r ON r.branch_id = i.branch_id
       WHERE i.authority_id = $1 AND i.status IN ('waiting', 'open')`,
      [lot.authorityId],
    );
    expect(forbidden).toEqual([]);
  });

  it('binds before its instant as long as the award could still be committing', async () => {
    const { lot, from, award } = await decided();
    await restrict(lot.authorityId, from.branch.id, [{ kind: 'suspended' }], world.clock.in({ seconds: 11 }));
    world.clock.pass({ seconds: 1 });
    await expect(award()).rejects.toMatchObject({ code: 'branch_not_eligible' });
  });

  it('does not bind before that', async () => {
    const { lot, from, award } = await decided();
    await restrict(lot.authorityId, from.branch.id, [{ kind: 'suspended' }], world.clock.in({ seconds: 11 }));
    await expect(award()).resolves.toMatchObject({ status: 'awaiting_start' });
  });

  it('lets one of ten increases use a permission for one', async () => {
    const { placement, winner, officer, lot } = await world.aPlacement();
    const commissioner = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const { conditions } = await restrict(lot.authorityId, winner.branch.id, [
      { kind: 'growth_limit', limitMinutes: 0, basis: 'per_change' },
    ]);
    await world.get(RecordPermission).execute(commissioner.caller, {
      conditionId: conditions[0]?.id ?? '',
      personId: placement.personId,
      minutes: 105,
      until: world.clock.in({ days: 7 }).toISOString(),
      reference: 'P-1',
      evidence: 'Letter',
    });
    const longer = VISITS.map((visit) =>
      visit.key === 'v1' ? { ...visit, minutes: visit.minutes + 15 } : visit,
    );
    const tries = Array.from({ length: 10 }, () =>
      world.get(VaryPlacement).execute(officer.caller, {
        placementId: placement.id,
        version: placement.version,
        visits: longer,
        reason: 'Needs more help in the morning',
      }),
    );
    const settled = await Promise.allSettled(tries);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(
      await world.rows('SELECT 1 FROM permission WHERE used_at IS NOT NULL AND person_id = $1', [
        placement.personId,
      ]),
    ).toHaveLength(1);
  });
});
