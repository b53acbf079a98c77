import { AwardOffer } from '#brokerage/awards/award-offer';
import { ConfirmStart } from '#brokerage/awards/confirm-start';
import { WithdrawAward } from '#brokerage/awards/withdraw-award';
import { OpenNextWave } from '#brokerage/broadcasts/open-next-wave';
import { OpenWave } from '#brokerage/broadcasts/open-wave';
import { PublishBroadcast } from '#brokerage/broadcasts/publish-broadcast';
import { MakeOffer } from '#brokerage/offers/make-offer';
import { ReviseOffer } from '#brokerage/offers/revise-offer';
import { VaryPlacement } from '#brokerage/placements/vary-placement';
import { takeStandingLock } from '#brokerage/facts/standing-lock';
import type { Caller } from '#platform/acts/caller';
import { holdTransaction, untilLockWaits } from '../../support/held-transaction.js';
import { World } from '../../support/world.js';

const NOTHING = '00000000-0000-7000-8000-000000000000';
const terms = { startsOn: '2026-03-04', hourlyRatePence: 2_400, visitTimes: [], deliveringBranchId: '1-1' };

/**
 * Tests acts that depend on restrictions. While another transaction changes restrictions, such an act must
 * wait, before it reads any data.
 */
describe('while a restriction is being recorded', () => {
  let world: World;
  let staff: Caller;
  let provider: Caller;
  beforeAll(async () => {
    world = await World.open();
    staff = (await world.aUser({ role: 'officer' })).caller;
    provider = (await world.aUser({ role: 'provider' })).caller;
  });
  afterAll(() => world.close());

  it.each<{ act: string; start: () => Promise<unknown> }>([
    { act: 'publishing', start: () => world.get(PublishBroadcast).execute(staff, { packageId: NOTHING }) },
    { act: 'opening a wave', start: () => world.get(OpenWave).execute({ broadcastId: NOTHING, wave: 2 }) },
    { act: 'asking the next', start: () => world.get(OpenNextWave).execute({ broadcastId: NOTHING }) },
    {
      act: 'offering',
      start: () => world.get(MakeOffer).execute(provider, { invitationId: NOTHING, terms }),
    },
    {
      act: 'revising',
      start: () => world.get(ReviseOffer).execute(provider, { offerId: NOTHING, version: 1, terms }),
    },
    {
      act: 'awarding',
      start: () => world.get(AwardOffer).execute(staff, { broadcastId: NOTHING, offerId: NOTHING }),
    },
    { act: 'awarding the first', start: () => world.get(AwardOffer).first(NOTHING) },
    {
      act: 'withdrawing an award',
      start: () => world.get(WithdrawAward).execute(staff, { awardId: NOTHING, reason: 'r' }),
    },
    {
      act: 'confirming a start',
      start: () => world.get(ConfirmStart).execute(provider, { awardId: NOTHING }),
    },
    {
      act: 'varying',
      start: () =>
        world
          .get(VaryPlacement)
          .execute(staff, { placementId: NOTHING, version: 1, visits: [], reason: 'r' }),
    },
  ])('$act waits', async ({ start }) => {
    const restricting = holdTransaction(world, (tx) => takeStandingLock(tx));
    await restricting.reached;
    const waiting = Promise.allSettled([start()]);
    await untilLockWaits(world, 1);
    await restricting.release();
    const [settled] = await waiting;
    expect(settled).toMatchObject({
      status: 'rejected',
      reason: { code: expect.stringMatching(/_not_found$/) as string },
    });
  });
});
