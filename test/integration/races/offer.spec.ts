import { PublishBroadcast } from '#brokerage/broadcasts/publish-broadcast';
import { MakeOffer } from '#brokerage/offers/make-offer';
import { WithdrawOffer } from '#brokerage/offers/withdraw-offer';
import { takeStandingLock } from '#brokerage/facts/standing-lock';
import type { OfferTerms, OwnOfferView } from '#contracts/offers';
import type { Tx } from '#platform/database/database';
import { type AskedBranch, type OpenBroadcast, termsFor } from '../../support/builders/broadcasts.js';
import { holdTransaction, untilLockWaits } from '../../support/held-transaction.js';
import { World } from '../../support/world.js';

interface Asked extends OpenBroadcast {
  readonly from: AskedBranch;
  /** Makes an offer for the invitation, as the user of the invited branch. */
  readonly offer: (given?: {
    readonly requestKey?: string;
    readonly terms?: Partial<OfferTerms>;
  }) => Promise<OwnOfferView>;
}

describe('an offer that has to wait', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  async function oneAsked(given: { readonly fixedPrice?: boolean } = {}): Promise<Asked> {
    const lot = await world.aLot(given.fixedPrice ? { method: 'first_acceptable', sealed: false } : {});
    const open = await world.aBroadcastOpen({ lot, branches: 1 });
    const [from] = open.asked;
    if (!from) throw new Error('nobody was asked');
    const offer: Asked['offer'] = ({ requestKey, terms } = {}) =>
      world
        .get(MakeOffer)
        .execute(
          { ...from.user.caller, ...(requestKey && { requestKey }) },
          { invitationId: from.invitationId, terms: termsFor(world, open.pkg, from.branch.id, terms) },
        );
    return { ...open, from, offer };
  }
  const lockBroadcast = (tx: Tx, { broadcast }: Asked): Promise<unknown> =>
    tx.lock('SELECT 1 FROM broadcast WHERE id = $1 FOR UPDATE', [broadcast.id]);
  const stored = async ({ from }: Asked) => {
    const [row] = await world.rows(
      `SELECT (SELECT count(*) FROM offer WHERE invitation_id = $1)::int AS offers,
              (SELECT count(*) FROM offer_version v JOIN offer o ON o.id = v.offer_id WHERE o.invitation_id = $1)::int AS versions,
              (SELECT count(*) FROM event e JOIN offer o ON o.id = e.subject_id::uuid
               WHERE e.name = 'offer.made' AND o.invitation_id = $1)::int AS events`,
      [from.invitationId],
    );
    return row;
  };
  const nothing = { offers: 0, versions: 0, events: 0 };
  const once = { offers: 1, versions: 1, events: 1 };

  it('for a restriction is decided by what it says, not by what was so before', async () => {
    const asked = await oneAsked();
    const { lot, from } = asked;
    const restricting = holdTransaction(world, async (tx) => {
      await takeStandingLock(tx);
      await tx.query(
        `WITH r AS (INSERT INTO restriction (id, authority_id, valid_for_authority_id, branch_id, source, reference, evidence, reason, from_at, recorded_at)
                    VALUES (gen_random_uuid(), $1, $1, $2, 'authority', 'R', 'E', 'W', $3, $3) RETURNING id)
         INSERT INTO restriction_condition (id, restriction_id, kind) SELECT gen_random_uuid(), id, 'suspended' FROM r`,
        [lot.authorityId, from.branch.id, world.clock.now()],
      );
    });
    await restricting.reached;
    const refused = expect(asked.offer()).rejects.toMatchObject({ code: 'branch_not_eligible' });
    await untilLockWaits(world, 1);
    await restricting.release();
    await refused;
    expect(await stored(asked)).toEqual(nothing);
  });

  it.each([
    { fixedPrice: false, why: 'whose offers share the broadcast' },
    { fixedPrice: true, why: 'where the first answer decides' },
  ])('for its invitation to be revoked is refused, $why', async ({ fixedPrice }) => {
    const asked = await oneAsked({ fixedPrice });
    const revoking = holdTransaction(world, async (tx) => {
      await lockBroadcast(tx, asked);
      await tx.write(`UPDATE invitation SET status = 'revoked' WHERE id = $1`, [asked.from.invitationId]);
    });
    await revoking.reached;
    const refused = expect(asked.offer()).rejects.toMatchObject({ code: 'invitation_not_open' });
    await untilLockWaits(world, 1);
    await revoking.release();
    await refused;
    expect(await stored(asked)).toEqual(nothing);
  });

  it('past the deadline is too late', async () => {
    const asked = await oneAsked();
    const busy = holdTransaction(world, (tx) => lockBroadcast(tx, asked));
    await busy.reached;
    const refused = expect(asked.offer()).rejects.toMatchObject({ code: 'broadcast_not_open' });
    await untilLockWaits(world, 1);
    world.clock.set(asked.broadcast.closesAt);
    await busy.release();
    await refused;
  });

  it('for a colleague’s finds that one made, and says so', async () => {
    const asked = await oneAsked();
    const { from, lot, broadcast } = asked;
    const making = holdTransaction(world, async (tx) => {
      await tx.lock('SELECT 1 FROM invitation WHERE id = $1 FOR UPDATE', [from.invitationId]);
      await tx.write(
        `INSERT INTO offer (id, authority_id, broadcast_id, invitation_id, branch_id, provider_id, status, starts_on,
                            hourly_rate_pence, visit_times, delivering_branch_id, rate_exception, made_at, version)
         VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, 'standing', '2027-01-01', 2400, '[]', $4, false, $6, 1)`,
        [
          lot.authorityId,
          broadcast.id,
          from.invitationId,
          from.branch.id,
          from.branch.providerId,
          world.clock.now(),
        ],
      );
    });
    await making.reached;
    const refused = expect(asked.offer()).rejects.toMatchObject({ code: 'offer_already_made' });
    await untilLockWaits(world, 1);
    await making.release();
    await refused;
  });

  it('for one that is taken back is made anew, once of ten', async () => {
    const asked = await oneAsked();
    const { id: offerId } = await asked.offer();
    await world.get(WithdrawOffer).execute(asked.from.user.caller, { offerId });
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => asked.offer()));
    const codes = tries.flatMap((one) =>
      one.status === 'rejected' ? [(one.reason as { code?: string }).code] : [],
    );
    expect(codes).toEqual(Array.from({ length: 9 }, () => 'offer_already_made'));
    expect(await stored(asked)).toEqual({ offers: 1, versions: 3, events: 2 });
  });

  it('in a deadlock is run again, and made once under its key', async () => {
    const asked = await oneAsked();
    const requestKey = world.aKey();
    let go = (): void => undefined;
    const gate = new Promise<void>((resolve) => (go = resolve));
    const across = holdTransaction(world, async (tx) => {
      await lockBroadcast(tx, asked);
      go();
      await untilLockWaits(world, 1);
      await takeStandingLock(tx);
    });
    await gate;
    const offering = asked.offer({ requestKey });
    await across.reached;
    await across.release();
    const made = await offering;
    expect(await asked.offer({ requestKey })).toEqual(JSON.parse(JSON.stringify(made)));
    expect(await stored(asked)).toEqual(once);
  });

  it('and whose connection dies meanwhile is nothing; who repeats it makes it', async () => {
    const asked = await oneAsked();
    const requestKey = world.aKey();
    const busy = holdTransaction(world, (tx) => lockBroadcast(tx, asked));
    await busy.reached;
    const dying = expect(asked.offer({ requestKey })).rejects.toThrow();
    await untilLockWaits(world, 1);
    const repeated = asked.offer({ requestKey });
    await untilLockWaits(world, 2);
    await world.rows(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%FOR SHARE OF b%'`,
    );
    await dying;
    await busy.release();
    const made = await repeated;
    expect(await asked.offer({ requestKey })).toEqual(JSON.parse(JSON.stringify(made)));
    expect(await stored(asked)).toEqual(once);
  });

  it.each([{ fixedPrice: false }, { fixedPrice: true }])(
    'and is sent ten times with two wordings under one key is made once in one of them: %o',
    async ({ fixedPrice }) => {
      const asked = await oneAsked({ fixedPrice });
      const requestKey = world.aKey();
      const tries = await Promise.allSettled(
        Array.from({ length: 10 }, (_, n) =>
          asked.offer({ requestKey, terms: { note: n % 2 === 0 ? `O'Brien <b>` : '李' } }),
        ),
      );
      const made = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      const codes = tries.flatMap((one) =>
        one.status === 'rejected' ? [(one.reason as { code?: string }).code] : [],
      );
      expect(made).toHaveLength(5);
      expect(new Set(made.map(({ id, note }) => `${id} ${note}`)).size).toBe(1);
      expect(codes).toEqual(Array.from({ length: 5 }, () => 'idempotency_key_reused'));
      expect(await stored(asked)).toEqual(once);
    },
  );

  it('under the key of one that was refused is made when nothing stands in its way', async () => {
    const asked = await oneAsked();
    const requestKey = world.aKey();
    const terms = { startsOn: '2001-01-01' };
    await expect(asked.offer({ requestKey, terms })).rejects.toMatchObject({ code: 'offer_invalid' });
    await expect(asked.offer({ requestKey })).resolves.toMatchObject({ status: 'standing' });
    await expect(asked.offer({ requestKey, terms })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
    expect(await stored(asked)).toEqual(once);
  });

  it('under the key of another act is refused, and holds nothing', async () => {
    const asked = await oneAsked();
    const requestKey = world.aKey();
    const made = await asked.offer({ requestKey });
    const caller = { ...asked.from.user.caller, requestKey };
    await expect(world.get(WithdrawOffer).execute(caller, { offerId: made.id })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
    const other = await world.aPackage({ by: asked.officer });
    await world.get(PublishBroadcast).execute(asked.officer.caller, { packageId: other.id });
    expect(await stored(asked)).toEqual(once);
  });
});
