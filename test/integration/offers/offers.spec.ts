import { DomainError } from '#domain/domain-error';
import { ExcludeBranch } from '#brokerage/people/exclude-branch';
import { CancelBroadcast } from '#brokerage/broadcasts/cancel-broadcast';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { DeclineInvitation } from '#brokerage/broadcasts/decline-invitation';
import { MakeOffer } from '#brokerage/offers/make-offer';
import { rankedOffers } from '#brokerage/broadcasts/ranked-offers.queries';
import { ownOffer } from '#brokerage/offers/offers.queries';
import { ReviseOffer } from '#brokerage/offers/revise-offer';
import { WithdrawOffer } from '#brokerage/offers/withdraw-offer';
import { termsFor } from '../../support/builders/broadcasts.js';
import { World } from '../../support/world.js';

describe('an offer', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  it('is made once for an invitation, revised and taken back until closing, every wording kept', async () => {
    const { asked, pkg } = await world.aBroadcastOpen();
    const [from] = asked;
    const note = `O'Brien's <b>team</b> 李`;
    const offer = await world.anOffer({ from: from!, pkg, note });
    expect(offer).toMatchObject({ status: 'standing', note, hourlyRatePence: 2_400, rank: null, version: 1 });
    await expect(world.anOffer({ from: from!, pkg })).rejects.toMatchObject({ code: 'offer_already_made' });
    const declining = { invitationId: from!.invitationId, reason: 'other' } as const;
    await expect(world.get(DeclineInvitation).execute(from!.user.caller, declining)).rejects.toMatchObject({
      code: 'offer_already_made',
    });

    const terms = termsFor(world, pkg, from!.branch.id, { hourlyRatePence: 2_300 });
    const revise = (version: number) =>
      world.get(ReviseOffer).execute(from!.user.caller, { offerId: offer.id, version, terms });
    expect(await revise(1)).toMatchObject({ hourlyRatePence: 2_300, note: null, version: 2 });
    await expect(revise(1)).rejects.toMatchObject({ code: 'version_stale' });

    const withdraw = () => world.get(WithdrawOffer).execute(from!.user.caller, { offerId: offer.id });
    expect(await withdraw()).toMatchObject({ status: 'withdrawn' });
    await expect(withdraw()).rejects.toMatchObject({ code: 'offer_not_standing' });
    expect(await world.anOffer({ from: from!, pkg })).toMatchObject({
      id: offer.id,
      status: 'standing',
      version: 4,
    });
    const versions = await world.rows(
      'SELECT status FROM offer_version WHERE offer_id = $1 ORDER BY version',
      [offer.id],
    );
    expect(versions.map(({ status }) => status)).toEqual(['standing', 'standing', 'withdrawn', 'standing']);
  });

  it('is refused with every fault of its terms', async () => {
    const { asked, pkg } = await world.aBroadcastOpen();
    const make = (given: object) => world.anOffer({ from: asked[0]!, pkg, ...given });
    await expect(make({ startsOn: '2026-02-30', hourlyRatePence: 0, visitTimes: [] })).rejects.toMatchObject({
      code: 'offer_invalid',
      facts: {
        faults: [
          { code: 'start_not_a_date' },
          { code: 'rate_out_of_range' },
          { code: 'visit_not_answered', visitKey: 'v1' },
          { code: 'visit_not_answered', visitKey: 'v2' },
        ],
      },
    });
    await expect(make({ hourlyRatePence: 2_801 })).rejects.toMatchObject({ code: 'rate_needs_reason' });
    await expect(make({ deliveringBranchId: asked[1]!.branch.id })).rejects.toMatchObject({
      code: 'branch_not_eligible',
    });
    await expect(make({ hourlyRatePence: 2_801, rateReason: 'Rural' })).resolves.toMatchObject({
      rateException: true,
    });
  });

  it("is the provider's own: nobody else makes, sees or takes it back", async () => {
    const { asked, pkg } = await world.aBroadcastOpen();
    const [mine, theirs] = [asked[0]!, asked[1]!];
    const { id: offerId } = await world.anOffer({ from: mine, pkg });
    const terms = termsFor(world, pkg, mine.branch.id);
    const { caller } = theirs.user;

    const { invitationId } = mine;
    await expect(world.get(MakeOffer).execute(caller, { invitationId, terms })).rejects.toMatchObject({
      code: 'invitation_not_found',
    });
    await expect(
      world.get(ReviseOffer).execute(caller, { offerId, version: 1, terms }),
    ).rejects.toMatchObject({
      code: 'offer_not_found',
    });
    await expect(world.get(WithdrawOffer).execute(caller, { offerId })).rejects.toMatchObject({
      code: 'offer_not_found',
    });
    await expect(
      ownOffer(world.reader, { providerId: theirs.provider.id, userId: theirs.user.id }, offerId),
    ).rejects.toMatchObject({
      code: 'offer_not_found',
    });
  });

  it('comes too late at the deadline, and is then neither changed nor taken back', async () => {
    const { asked, pkg, broadcast } = await world.aBroadcastOpen();
    const { id: offerId } = await world.anOffer({ from: asked[0]!, pkg });
    world.clock.set(broadcast.closesAt);
    await expect(world.anOffer({ from: asked[1]!, pkg })).rejects.toMatchObject({
      code: 'broadcast_not_open',
    });
    const { caller } = asked[0]!.user;
    await expect(world.get(WithdrawOffer).execute(caller, { offerId })).rejects.toMatchObject({
      code: 'broadcast_not_open',
    });
  });

  it('is unreadable while sealed, and ranked with its score once the broadcast has closed', async () => {
    const { asked, pkg, broadcast, lot } = await world.aBroadcastOpen();
    const dear = await world.anOffer({ from: asked[0]!, pkg, hourlyRatePence: 2_700 });
    const cheap = await world.anOffer({ from: asked[1]!, pkg, hourlyRatePence: 2_200 });
    const ranked = () => rankedOffers(world.reader, lot.authorityId, broadcast.id);
    await expect(ranked()).rejects.toMatchObject({ code: 'offers_sealed', facts: { offers: 2 } });

    world.clock.set(broadcast.closesAt);
    await world.get(CloseBroadcast).execute(broadcast.id);

    expect((await ranked()).map(({ id, rank }) => [id, rank])).toEqual([
      [cheap.id, 1],
      [dear.id, 2],
    ]);
    const foreign = await world.anAuthority();
    await expect(rankedOffers(world.reader, foreign.id, broadcast.id)).rejects.toMatchObject({
      code: 'broadcast_not_found',
    });
  });

  it('stay sealed for good where the broadcast is cancelled before it closes', async () => {
    const open = await world.aBroadcastOpen({ branches: 1 });
    const [from] = open.asked;
    if (!from) throw new Error('nobody was asked');
    await world.anOffer({ from, pkg: open.pkg });
    const command = { broadcastId: open.broadcast.id, reason: 'wrong visits' };
    await world.get(CancelBroadcast).execute(open.officer.caller, command);
    await expect(rankedOffers(world.reader, open.lot.authorityId, open.broadcast.id)).rejects.toMatchObject({
      code: 'offers_sealed',
    });
  });

  it('from a branch that the family does not want are refused without the family’s words', async () => {
    const open = await world.aBroadcastOpen({ branches: 1 });
    const [from] = open.asked;
    if (!from) throw new Error('nobody was asked');
    const exclusion = { personId: open.pkg.personId, branchId: from.branch.id, reason: 'Ben took her purse' };
    await world.get(ExcludeBranch).execute(open.officer.caller, exclusion);
    const refusal = await world.anOffer({ from, pkg: open.pkg }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      code: 'branch_not_eligible',
      facts: { checks: [{ rule: 'person.excluded' }] },
    });
    expect(JSON.stringify((refusal as DomainError).facts)).not.toContain('purse');
  });
});
