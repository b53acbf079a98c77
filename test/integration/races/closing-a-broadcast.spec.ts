import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { MakeOffer } from '#brokerage/offers/make-offer';
import { ReviseOffer } from '#brokerage/offers/revise-offer';
import { termsFor } from '../../support/builders/broadcasts.js';
import { holdTransaction, untilLockWaits } from '../../support/held-transaction.js';
import { World } from '../../support/world.js';

describe('an offer that comes while the broadcast closes', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  it('waits for the closing to commit, and is refused', async () => {
    const { broadcast, pkg, asked } = await world.aBroadcastOpen({ branches: 1 });
    const [from] = asked;
    if (!from) throw new Error('nobody was asked');
    const closing = holdTransaction(world, (tx) =>
      tx.write(`UPDATE broadcast SET status = 'closed', closed_at = closes_at WHERE id = $1`, [broadcast.id]),
    );
    await closing.reached;

    const offering = expect(world.anOffer({ from, pkg })).rejects.toMatchObject({
      code: 'broadcast_not_open',
    });
    await untilLockWaits(world, 1);
    await closing.release();

    await offering;
    expect(await world.rows('SELECT 1 FROM offer WHERE broadcast_id = $1', [broadcast.id])).toEqual([]);
  });

  it('is counted when it was there first: the closing waits for it', async () => {
    const { broadcast, pkg, asked } = await world.aBroadcastOpen({ branches: 2 });
    const [first, second] = asked;
    if (!first || !second) throw new Error('two should have been asked');
    await world.anOffer({ from: first, pkg });
    const offering = holdTransaction(world, async (tx) => {
      await tx.lock('SELECT 1 FROM broadcast WHERE id = $1 FOR SHARE', [broadcast.id]);
      await tx.write(`UPDATE offer SET hourly_rate_pence = 2100 WHERE broadcast_id = $1`, [broadcast.id]);
    });
    await offering.reached;

    world.clock.set(broadcast.closesAt);
    const closing = world.get(CloseBroadcast).execute(broadcast.id);
    await untilLockWaits(world, 1);
    await offering.release();

    expect(await closing).toBe('closed');
    const [offer] = await world.rows<{ rate: number }>(
      `SELECT (score->'inputs'->>'hourlyRatePence')::int AS rate FROM offer WHERE broadcast_id = $1`,
      [broadcast.id],
    );
    expect(offer).toEqual({ rate: 2_100 });
  });

  it('cannot be revised by somebody who waited past the deadline', async () => {
    const { broadcast, pkg, asked } = await world.aBroadcastOpen({ branches: 1 });
    const [from] = asked;
    if (!from) throw new Error('nobody was asked');
    const offer = await world.anOffer({ from, pkg });
    const busy = holdTransaction(world, (tx) =>
      tx.lock('SELECT 1 FROM broadcast WHERE id = $1 FOR UPDATE', [broadcast.id]),
    );
    await busy.reached;
    const command = { offerId: offer.id, version: 1, terms: termsFor(world, pkg, from.branch.id) };
    const revising = expect(world.get(ReviseOffer).execute(from.user.caller, command)).rejects.toMatchObject({
      code: 'broadcast_not_open',
    });
    await untilLockWaits(world, 1);
    world.clock.set(broadcast.closesAt);
    await busy.release();
    await revising;
  });

  it('never stands unranked: thirty offers and ten closings at once', async () => {
    const { broadcast, pkg, asked } = await world.aBroadcastOpen({ branches: 30 });
    const [early] = asked;
    if (!early) throw new Error('nobody was asked');
    await world.anOffer({ from: early, pkg });
    const reason = 'enough';
    const officer = await world.aUser({
      role: 'officer',
      authorityId: (
        await world.rows<{ id: string }>('SELECT authority_id AS id FROM broadcast WHERE id = $1', [
          broadcast.id,
        ])
      )[0]?.id,
    });
    const offers = asked
      .slice(1)
      .map(({ user, invitationId, branch }) =>
        world.get(MakeOffer).execute(user.caller, { invitationId, terms: termsFor(world, pkg, branch.id) }),
      );
    const closings = Array.from({ length: 10 }, () =>
      world.get(CloseBroadcast).early(officer.caller, { broadcastId: broadcast.id, reason }),
    );
    const settled = await Promise.allSettled([...offers, ...closings]);

    const refused = settled.flatMap((one) =>
      one.status === 'rejected' ? [(one.reason as { code?: string }).code] : [],
    );
    expect(new Set(refused)).toEqual(new Set(['broadcast_not_open']));
    expect(settled.slice(-10).filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const standing = await world.rows<{ rank: number | null }>(
      `SELECT rank FROM offer WHERE broadcast_id = $1 AND status = 'standing' ORDER BY rank`,
      [broadcast.id],
    );
    expect(standing.map(({ rank }) => rank)).toEqual(standing.map((_, index) => index + 1));
  });
});
