import { OpenNextWave } from '#brokerage/broadcasts/open-next-wave';
import { broadcastPage, ownBroadcast } from '#brokerage/broadcasts/broadcasts.queries';
import { CancelBroadcast } from '#brokerage/broadcasts/cancel-broadcast';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { DeclineInvitation } from '#brokerage/broadcasts/decline-invitation';
import { EligibilityPreview } from '#brokerage/broadcasts/eligibility-preview.queries';
import { ExtendBroadcast } from '#brokerage/broadcasts/extend-broadcast';
import { invitationPage, invitationView } from '#brokerage/broadcasts/invitations.queries';
import { OpenWave } from '#brokerage/broadcasts/open-wave';
import { PublishBroadcast } from '#brokerage/broadcasts/publish-broadcast';
import { SeeInvitation } from '#brokerage/broadcasts/see-invitation';
import type { OpenBroadcast } from '../../support/builders/broadcasts.js';
import { World } from '../../support/world.js';

describe('a broadcast', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const seen = ({ lot, broadcast }: OpenBroadcast) =>
    ownBroadcast(world.reader, lot.authorityId, broadcast.id);
  const decline = (open: OpenBroadcast, index: number) => {
    const { user, invitationId } = open.asked[index]!;
    return world.get(DeclineInvitation).execute(user.caller, { invitationId, reason: 'no_capacity' });
  };

  it('is refused with what everybody fails when nobody may take the package, and changes nothing', async () => {
    const lot = await world.aLot();
    const officer = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
    await world.aContractedBranch({ lot, spareMinutes: 0, overall: 'inadequate' });
    const { id: packageId } = await world.aPackage({ by: officer });
    const publish = () => world.get(PublishBroadcast).execute(officer.caller, { packageId });

    await expect(publish()).rejects.toMatchObject({
      code: 'nobody_eligible',
      facts: { failing: { 'capacity.minutes': 1, 'rating.policy': 1 } },
    });
    expect(await world.eventsOf(packageId)).toEqual(['package.created']);
  });

  it('is not to be closed before it opens', async () => {
    const lot = await world.aLot();
    const officer = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
    await world.aContractedBranch({ lot });
    const { id: packageId } = await world.aPackage({ by: officer });
    const closesAt = world.clock.now().toISOString();
    await expect(
      world.get(PublishBroadcast).execute(officer.caller, { packageId, closesAt }),
    ).rejects.toMatchObject({
      code: 'broadcast_deadline_invalid',
    });
  });

  it('shows a branch its own invitation, and that it was seen', async () => {
    const open = await world.aBroadcastOpen();
    const [{ user, invitationId, branch, provider }, other] = [open.asked[0]!, open.asked[1]!];
    await world.get(SeeInvitation).execute(user.caller, { invitationId });
    world.clock.pass({ minutes: 1 });
    await world.get(SeeInvitation).execute(user.caller, { invitationId });

    const bidder = { providerId: provider.id, userId: user.id };
    const view = await invitationView(world.reader, world.reader, bidder, invitationId);
    expect(view).toMatchObject({
      branchId: branch.id,
      postcodeSector: 'LE11 3',
      package: { weeklyMinutes: 525 },
      mayDeliver: [{ branchId: branch.id, name: branch.name }],
      seenAt: world.clock.in({ minutes: -1 }).toISOString(),
    });
    expect(JSON.stringify(view)).not.toMatch(/Ada|High Street|3TU|1941/);
    expect((await invitationPage(world.reader, bidder, { status: 'open' })).items).toHaveLength(1);
    const rival = { providerId: other.provider.id, userId: other.user.id };
    await expect(invitationView(world.reader, world.reader, rival, invitationId)).rejects.toMatchObject({
      code: 'invitation_not_found',
    });
    expect(await seen(open)).toMatchObject({ invited: 2, seen: null, declined: null, offers: 0 });
  });

  it('is extended to a later time only, by its own authority and from its present version', async () => {
    const open = await world.aBroadcastOpen();
    const { broadcast, officer } = open;
    const stranger = await world.aUser({ role: 'officer' });
    const later = new Date(Date.parse(broadcast.closesAt) + 1).toISOString();
    const extend = (given: object = {}, by = officer) =>
      world.get(ExtendBroadcast).execute(by.caller, {
        broadcastId: broadcast.id,
        version: 1,
        closesAt: later,
        reason: 'Holiday',
        ...given,
      });

    await expect(extend({}, stranger)).rejects.toMatchObject({ code: 'broadcast_not_found' });
    await expect(extend({ closesAt: broadcast.closesAt })).rejects.toMatchObject({
      code: 'broadcast_deadline_invalid',
    });
    expect(await extend()).toMatchObject({ closesAt: new Date(later).toISOString(), version: 2 });
    await expect(extend()).rejects.toMatchObject({ code: 'version_stale' });
    world.clock.set(later);
    await expect(extend({ version: 2, closesAt: '2030-01-01T00:00:00Z' })).rejects.toMatchObject({
      code: 'broadcast_not_open',
    });
  });

  it('closes at its deadline, not before, and once', async () => {
    const open = await world.aBroadcastOpen();
    const close = () => world.get(CloseBroadcast).execute(open.broadcast.id);
    expect(await close()).toBe('nothing_due');
    world.clock.set(open.broadcast.closesAt);
    expect([await close(), await close()]).toEqual(['closed', 'nothing_due']);
    expect(await seen(open)).toMatchObject({ status: 'unfilled' });
  });

  it('closes early with a reason, and waits for the decision when somebody has offered', async () => {
    const open = await world.aBroadcastOpen();
    await world.anOffer({ from: open.asked[0]!, pkg: open.pkg });
    const early = () =>
      world
        .get(CloseBroadcast)
        .early(open.officer.caller, { broadcastId: open.broadcast.id, reason: 'Urgent' });
    await early();
    expect(await seen(open)).toMatchObject({ status: 'closed', closeReason: 'Urgent', offers: 1 });
    await expect(early()).rejects.toMatchObject({ code: 'broadcast_not_open' });
  });

  it('is cancelled with a reason: offers lapse, and the package is asked for again as a new round', async () => {
    const open = await world.aBroadcastOpen();
    const { id } = await world.anOffer({ from: open.asked[0]!, pkg: open.pkg });
    const cancelling = { broadcastId: open.broadcast.id, reason: 'Wrong visits' };
    await world.get(CancelBroadcast).execute(open.officer.caller, cancelling);

    expect(await seen(open)).toMatchObject({ status: 'cancelled', closeReason: 'Wrong visits' });
    expect(await world.eventsOf(id)).toEqual(['offer.made', 'offer.lapsed']);
    await expect(world.get(CancelBroadcast).execute(open.officer.caller, cancelling)).rejects.toMatchObject({
      code: 'move_not_allowed',
    });
    const again = await world.get(PublishBroadcast).execute(open.officer.caller, { packageId: open.pkg.id });
    expect(again).toMatchObject({ round: 2, status: 'open' });
    const { items } = await broadcastPage(world.reader, open.lot.authorityId, { packageId: open.pkg.id });
    expect(items.map(({ round }) => round)).toEqual([2, 1]);
  });

  it('asks the next wave at once when everybody has said no, and closes after the last', async () => {
    const lot = await world.aLot({ method: 'tiers' });
    const branches = [
      await world.aContractedBranch({ lot, terms: { tier: 1 } }),
      await world.aContractedBranch({ lot, terms: { tier: 2 } }),
    ];
    const open = await world.aBroadcastOpen({ lot, branches });
    const askNext = () => world.get(OpenNextWave).execute({ broadcastId: open.broadcast.id });
    await expect(decline(open, 1)).rejects.toMatchObject({ code: 'invitation_not_found' });
    expect(await askNext()).toBe('nothing_due');

    await decline(open, 0);
    await expect(decline(open, 0)).rejects.toMatchObject({ code: 'invitation_not_open' });
    expect(await askNext()).toBe('asked');
    await decline(open, 1);
    expect(await askNext()).toBe('closed');
    expect(await seen(open)).toMatchObject({
      status: 'unfilled',
      closeCause: 'everybody_declined',
      declined: 2,
    });
  });

  it('opens its second wave when its time has come', async () => {
    const lot = await world.aLot({ method: 'tiers', tierHeadStartMinutes: 60 });
    const branches = [
      await world.aContractedBranch({ lot, terms: { tier: 1 } }),
      await world.aContractedBranch({ lot, terms: { tier: 3 } }),
    ];
    world.clock.set('2026-03-09T09:00:00Z');
    const open = await world.aBroadcastOpen({ lot, branches });
    const openWave = () => world.get(OpenWave).execute({ broadcastId: open.broadcast.id, wave: 2 });

    expect(await openWave()).toBe('nothing_due');
    world.clock.pass({ hours: 1 });
    expect([await openWave(), await openWave()]).toEqual(['opened', 'nothing_due']);
    expect((await seen(open)).waves).toMatchObject([{ number: 1 }, { number: 2, branches: 1 }]);
  });

  it('opens every wave before its deadline, and counts only the branches that were invited', async () => {
    const lot = await world.aLot({ method: 'tiers', tierHeadStartMinutes: 120 });
    const branches = [
      await world.aContractedBranch({ lot, terms: { tier: 1 } }),
      await world.aContractedBranch({ lot, terms: { tier: 2 } }),
      await world.aContractedBranch({ lot, terms: { tier: 2, rankInTier: 2 } }),
    ];
    world.clock.set('2026-03-09T09:00:00Z');
    const open = await world.aBroadcastOpen({ lot, branches, pkg: { urgency: 'hospital' } });
    const openWave = () => world.get(OpenWave).execute({ broadcastId: open.broadcast.id, wave: 2 });
    const opened = async () =>
      (
        await world.rows(`SELECT payload FROM event WHERE name = 'broadcast.opened' AND subject_id = $1`, [
          open.broadcast.id,
        ])
      ).map(({ payload }) => payload);

    const { closesAt, invited, waves } = await seen(open);
    expect({ closesAt, invited }).toEqual({ closesAt: '2026-03-09T11:00:00.000Z', invited: 1 });
    expect(waves.map(({ opensAt }) => new Date(opensAt).getUTCHours())).toEqual([9, 10]);
    expect(await opened()).toMatchObject([{ invited: 1, eligible: 3 }]);
    world.clock.pass({ hours: 1 });
    expect(await openWave()).toBe('opened');
    expect(await seen(open)).toMatchObject({ invited: 3 });
  });

  it('asks for care no earlier than for the answers', async () => {
    world.clock.set('2026-03-09T09:00:00Z');
    const lot = await world.aLot();
    const officer = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
    await world.aContractedBranch({ lot });
    const pkg = await world.aPackage({ by: officer, urgency: 'hospital' });
    const closesAt = '2026-03-11T09:00:00.000Z';
    const planned = await world.get(EligibilityPreview).plan(lot.authorityId, pkg.id, new Date(closesAt));
    const broadcast = await world
      .get(PublishBroadcast)
      .execute(officer.caller, { packageId: pkg.id, closesAt });
    expect(broadcast).toMatchObject({ closesAt, startBy: closesAt });
    expect(planned).toEqual({
      closesAt,
      startBy: closesAt,
      waves: [{ number: 1, opensAt: broadcast.openedAt, branches: 1 }],
    });
  });
});
