import { authorityOf } from '#brokerage/access/scope';
import { rankedOffers } from '#brokerage/broadcasts/ranked-offers.queries';
import { AwardOffer } from '#brokerage/awards/award-offer';
import { awardIn, awardPage } from '#brokerage/awards/awards.queries';
import { ConfirmStart } from '#brokerage/awards/confirm-start';
import type { Check } from '#contracts/eligibility';
import { WithdrawAward } from '#brokerage/awards/withdraw-award';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { ownOffer } from '#brokerage/offers/offers.queries';
import type { TestUser } from '../../support/builders/authorities.js';
import { Database } from '#platform/database/database';
import { World } from '../../support/world.js';

describe('an award', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  /** Creates a broadcast with two offers, of which the second is better. */
  async function decided() {
    const open = await world.aBroadcastOpen();
    const worse = await world.anOffer({ from: open.asked[0]!, pkg: open.pkg, hourlyRatePence: 2_700 });
    const better = await world.anOffer({ from: open.asked[1]!, pkg: open.pkg, hourlyRatePence: 2_200 });
    const award = (offerId: string, reason?: string, by: TestUser = open.officer) =>
      world.get(AwardOffer).execute(by.caller, { broadcastId: open.broadcast.id, offerId, reason });
    return { ...open, worse, better, award };
  }
  const close = async ({ broadcast }: Awaited<ReturnType<typeof decided>>) => {
    world.clock.set(broadcast.closesAt);
    await world.get(CloseBroadcast).execute(broadcast.id);
  };

  it('waits for the closing, and needs a reason where it is not the top offer', async () => {
    const deciding = await decided();
    const { award, worse, better, asked, lot } = deciding;
    const stranger = await world.aUser({ role: 'officer' });
    await expect(award(better.id)).rejects.toMatchObject({ code: 'broadcast_still_open' });
    await close(deciding);

    await expect(award(better.id, undefined, stranger)).rejects.toMatchObject({
      code: 'broadcast_not_found',
    });
    await expect(award(worse.id)).rejects.toMatchObject({
      code: 'award_needs_reason',
      facts: { rank: 2, best: 1 },
    });
    await expect(award(worse.id, ' ')).rejects.toMatchObject({ code: 'award_needs_reason' });
    const made = await award(worse.id, 'Knows the person');
    expect(made).toMatchObject({ status: 'awaiting_start', reason: 'Knows the person', weeklyMinutes: 525 });
    await expect(award(better.id)).rejects.toMatchObject({ code: 'move_not_allowed' });

    const bidder = { providerId: asked[1]!.provider.id, userId: asked[1]!.user.id };
    const asBidder = world.get(Database).readerFor(asked[1]!.user.actor);
    const lost = await ownOffer(asBidder, bidder, better.id);
    expect(lost).toMatchObject({ status: 'lost', outcome: { rank: 1, of: 2 } });
    const { items } = await awardPage(world.reader, { authorityId: lot.authorityId }, {});
    expect(items.map(({ id }) => id)).toEqual([made.id]);
    await expect(awardIn(world.reader, { providerId: asked[1]!.provider.id }, made.id)).rejects.toMatchObject(
      {
        code: 'award_not_found',
      },
    );
  });

  it('tells every bidder alike why the top-ranked offer was not chosen, and no one else', async () => {
    const deciding = await decided();
    const { worse, better, asked, broadcast, officer } = deciding;
    await close(deciding);
    const reasonForBidders = 'Continuity of care mattered more.';
    const command = {
      broadcastId: broadcast.id,
      offerId: worse.id,
      reason: "Mrs O'Brien asked",
      reasonForBidders,
    };
    await world.get(AwardOffer).execute(officer.caller, command);
    const read = async ({ user, provider }: (typeof asked)[number], offerId: string) => {
      const reader = world.get(Database).readerFor(user.actor);
      return (await ownOffer(reader, { providerId: provider.id, userId: user.id }, offerId)).outcome?.why;
    };
    const why = `The council did not choose the top-ranked offer. Its reason: ${reasonForBidders}`;
    expect(await read(asked[0]!, worse.id)).toMatch(new RegExp(`^Your offer ranked 2 of 2. .*${why}$`));
    expect(await read(asked[1]!, better.id)).toBe(`Your offer ranked 1 of 2. ${why}`);
    const staff = await rankedOffers(world.reader, authorityOf(officer.actor), broadcast.id);
    expect(staff.map(({ told }) => told?.endsWith(why))).toEqual([true, true]);

    const stranger = await world.aUser({ role: 'provider' });
    const [seen] = await world
      .get(Database)
      .readerFor(stranger.actor)
      .query<{ reason: string | null }>('SELECT reason_for_bidders($1) AS reason', [broadcast.id]);
    expect(seen).toEqual({ reason: null });
  });

  it('is refused for a branch that has become ineligible, with the reason', async () => {
    const deciding = await decided();
    await close(deciding);
    await world.rows(`UPDATE branch SET registration_status = 'deregistered' WHERE id = $1`, [
      deciding.better.branchId,
    ]);
    await expect(deciding.award(deciding.better.id)).rejects.toMatchObject({
      code: 'branch_not_eligible',
      facts: { checks: [{ rule: 'registration.active' }] },
    });
  });

  it('is withdrawn before care starts: the capacity goes back, and others are asked again at once', async () => {
    const { award, officer, winner, pkg } = await world.anAward();
    const stranger = await world.aUser({ role: 'officer' });
    const withdraw = (by = officer) =>
      world.get(WithdrawAward).execute(by.caller, { awardId: award.id, reason: 'No carers' });
    await expect(withdraw(stranger)).rejects.toMatchObject({ code: 'award_not_found' });

    expect(await withdraw()).toMatchObject({ id: pkg.id, status: 'broadcast', nextAction: 'await_offers' });

    const [capacity] = await world.rows('SELECT spare_minutes FROM capacity WHERE branch_id = $1', [
      winner.branch.id,
    ]);
    expect(capacity).toEqual({ spare_minutes: 6_000 });
    const invited = await world.rows(
      `SELECT i.branch_id FROM invitation i JOIN broadcast b ON b.id = i.broadcast_id
       WHERE b.package_id = $1 AND b.round = 2`,
      [pkg.id],
    );
    expect(invited.map(({ branch_id }) => branch_id)).not.toContain(winner.branch.id);
    expect(invited).toHaveLength(1);
    await expect(withdraw()).rejects.toMatchObject({ code: 'move_not_allowed' });

    const [decision] = await world.rows<{ checks: Check[]; facts: unknown }>(
      `SELECT d.checks, d.facts FROM eligibility_decision d JOIN broadcast b ON b.id = d.broadcast_id
       WHERE b.package_id = $1 AND b.round = 2 AND d.branch_id = $2`,
      [pkg.id, winner.branch.id],
    );
    const failed = decision?.checks.filter(({ result }) => result === 'fail');
    expect(failed).toMatchObject([{ rule: 'award.withdrawn', evidence: { awardId: award.id } }]);
    expect(JSON.stringify(decision)).not.toContain('No carers');
  });

  it('leaves the package unfilled when it is withdrawn and nobody else may take it', async () => {
    const { award, officer } = await world.anAward({ branches: 1 });
    const withdrawing = { awardId: award.id, reason: 'No carers' };
    expect(await world.get(WithdrawAward).execute(officer.caller, withdrawing)).toMatchObject({
      status: 'unfilled',
      nextAction: 'broadcast_again',
      nextActionOwnerId: officer.id,
    });
  });

  it('asks the same branch again when told so', async () => {
    const { award, officer } = await world.anAward({ branches: 1 });
    const withdrawing = { awardId: award.id, reason: 'Ward moved the date', askAgain: true };
    expect(await world.get(WithdrawAward).execute(officer.caller, withdrawing)).toMatchObject({
      status: 'broadcast',
    });
  });

  it('becomes live care when a branch of its own provider confirms the start, at a time that can be', async () => {
    const { award, winner, asked } = await world.anAward();
    world.clock.pass({ hours: 2 });
    const start = (given: object = {}, by = winner.user) =>
      world.get(ConfirmStart).execute(by.caller, { awardId: award.id, ...given });
    const justBefore = new Date(new Date(award.awardedAt).getTime() - 1).toISOString();

    await expect(start({}, asked[1]!.user)).rejects.toMatchObject({ code: 'award_not_found' });
    for (const startedAt of [justBefore, world.clock.in({ seconds: 1 }).toISOString()])
      await expect(start({ startedAt })).rejects.toMatchObject({ code: 'start_time_invalid' });
    expect(await start({ startedAt: award.awardedAt })).toMatchObject({ status: 'live' });
    await expect(start()).rejects.toMatchObject({ code: 'move_not_allowed' });
  });
});
