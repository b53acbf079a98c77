import { accountEventPage } from '#brokerage/identity/account-events.queries';
import { providerAdministrations } from '#brokerage/identity/first-administrator.queries';
import { DisableUser } from '#brokerage/identity/disable-user';
import { InviteByOperator } from '#brokerage/identity/invite-by-operator';
import { InviteUser } from '#brokerage/identity/invite-user';
import { IssueLink } from '#brokerage/identity/issue-link';
import { IssueOperatorLink } from '#brokerage/identity/issue-operator-link';
import { SignIn } from '#brokerage/identity/sign-in';
import { UseLink } from '#brokerage/identity/use-link';
import { WithdrawFirstAdministrator } from '#brokerage/identity/withdraw-first-administrator';
import { readFeed } from '#brokerage/feed/feed.queries';
import { invitationView } from '#brokerage/broadcasts/invitations.queries';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { CancelBroadcast } from '#brokerage/broadcasts/cancel-broadcast';
import { ReviseOffer } from '#brokerage/offers/revise-offer';
import { WithdrawOffer } from '#brokerage/offers/withdraw-offer';
import { MakeOffer } from '#brokerage/offers/make-offer';
import { ownOffer, ownOfferPage } from '#brokerage/offers/offers.queries';
import type { UserWithLink } from '#contracts/identity';
import { isProviderRole } from '#contracts/roles-and-actors';
import { londonDate } from '#domain/time/london';
import { PASSWORD, type TestUser } from '../../support/builders/authorities.js';
import { Database } from '#platform/database/database';
import { World } from '../../support/world.js';

describe('the administrator of a provider', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.open();
  });
  afterEach(() => world.close());

  /** Creates an authority with an administrator, and a provider under contract. */
  async function aMarket() {
    const lot = await world.aLot();
    const asked = await world.aContractedBranch({ lot });
    const administrator = await world.aUser({ role: 'administrator', authorityId: lot.authorityId });
    return { lot, ...asked, administrator };
  }
  const inviteFirst = (by: TestUser, providerId: string): Promise<UserWithLink> =>
    world.get(InviteUser).execute(by.caller, {
      email: `head${world.next()}@example.org`,
      name: 'Head of Care',
      role: 'provider_administrator',
      providerId,
    });
  const enter = (token = '') =>
    world.get(UseLink).execute({ token, password: PASSWORD, address: '192.0.2.9' });
  const today = () => londonDate(world.clock.now());

  it('is invited by an authority under contract, which is not shown the link', async () => {
    const { administrator, provider, lot } = await aMarket();
    const { user, link } = await inviteFirst(administrator, provider.id);
    expect(link).toBeNull();
    expect(user).toMatchObject({
      role: 'provider_administrator',
      providerId: provider.id,
      authorityId: null,
      hasJoined: false,
      linkExpiresAt: null,
    });
    await expect(
      world.get(IssueLink).execute(administrator.caller, { userId: user.id }),
    ).rejects.toMatchObject({ code: 'user_not_found' });
    expect(
      await providerAdministrations(
        world.get(Database).readerFor(administrator.actor),
        lot.authorityId,
        today(),
      ),
    ).toMatchObject([{ providerId: provider.id, administrator: 'invited', invited: { userId: user.id } }]);
    const { token } = await world.get(IssueOperatorLink).execute({ email: user.email });
    await enter(token);
    expect(
      await providerAdministrations(
        world.get(Database).readerFor(administrator.actor),
        lot.authorityId,
        today(),
      ),
    ).toMatchObject([{ administrator: 'active', invited: null }]);
  });

  it('is invited only under a contract that has not ended', async () => {
    const { provider, lot } = await aMarket();
    const stranger = await world.aUser({ role: 'administrator' });
    const refused = { code: 'provider_not_found' };
    await expect(inviteFirst(stranger, provider.id)).rejects.toMatchObject(refused);
    await expect(inviteFirst(stranger, '')).rejects.toMatchObject(refused);
    const own = await world.aUser({ role: 'administrator', authorityId: lot.authorityId });
    await world.rows(`UPDATE contract SET ends_on = $1::date - 1`, [today()]);
    await expect(inviteFirst(own, provider.id)).rejects.toMatchObject(refused);
    await world.rows(`UPDATE contract SET ends_on = $1::date`, [today()]);
    await expect(inviteFirst(own, provider.id)).resolves.toBeDefined();
  });

  it('is invited once, also when two authorities invite at the same moment', async () => {
    const { administrator, provider, branch } = await aMarket();
    const lot = await world.aLot();
    await world.aContract({ lot, branchId: branch.id });
    const other = await world.aUser({ role: 'administrator', authorityId: lot.authorityId });
    const ends = await Promise.allSettled(
      [administrator, other, administrator].map((by) => inviteFirst(by, provider.id)),
    );
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const end of ends)
      if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'operator_needed' });
  });

  it('is withdrawn by the inviting authority alone, and only before coming in', async () => {
    const { administrator, provider } = await aMarket();
    const { user } = await inviteFirst(administrator, provider.id);
    const withdraw = (by: TestUser) =>
      world.get(WithdrawFirstAdministrator).execute(by.caller, { userId: user.id });
    const stranger = await world.aUser({ role: 'administrator' });
    await expect(withdraw(stranger)).rejects.toMatchObject({ code: 'user_not_found' });
    const { token } = await world.get(IssueOperatorLink).execute({ email: user.email });
    await withdraw(administrator);
    await expect(enter(token)).rejects.toMatchObject({ code: 'account_link_invalid' });
    const second = await inviteFirst(administrator, provider.id);
    const link = await world.get(IssueOperatorLink).execute({ email: second.user.email });
    await enter(link.token);
    await expect(
      world.get(WithdrawFirstAdministrator).execute(administrator.caller, { userId: second.user.id }),
    ).rejects.toMatchObject({ code: 'user_not_found' });
  });

  it('is not invited by an authority while the provider is asked under seal, whether it has offered or not', async () => {
    const lot = await world.aLot({ sealed: true });
    const open = await world.aBroadcastOpen({ lot });
    const [offering, silent] = [open.asked[0]!, open.asked[1]!];
    await world.anOffer({ from: offering, pkg: open.pkg });
    const administrator = await world.aUser({ role: 'administrator', authorityId: lot.authorityId });
    const answers = await Promise.allSettled(
      [offering, silent].map(({ provider }) => inviteFirst(administrator, provider.id)),
    );
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'operator_needed', facts: {} } });
    const { token } = await world.get(InviteByOperator).execute({
      authorityId: null,
      providerId: offering.provider.id,
      email: 'head@example.org',
      name: 'Head of Care',
    });
    await expect(enter(token)).resolves.toBeUndefined();
  });

  it('manages the users of the own provider, and no others', async () => {
    const { provider, administrator } = await aMarket();
    const head = await world.aUser({ role: 'provider_administrator', providerId: provider.id });
    const { user, link } = await world.get(InviteUser).execute(head.caller, {
      email: 'care@example.org',
      name: 'Care',
      role: 'provider',
    });
    expect(user).toMatchObject({ providerId: provider.id, authorityId: null });
    await enter(link?.token);
    for (const role of ['officer', 'administrator'] as const) {
      const command = { email: `x${world.next()}@example.org`, name: 'X', role };
      await expect(world.get(InviteUser).execute(head.caller, command)).rejects.toMatchObject({
        code: 'invalid_request',
      });
    }
    await expect(
      world.get(DisableUser).execute(head.caller, { userId: administrator.id }),
    ).rejects.toMatchObject({ code: 'user_not_found' });
    await expect(
      world.get(DisableUser).execute(administrator.caller, { userId: user.id }),
    ).rejects.toMatchObject({ code: 'user_not_found' });
    const rival = await world.aUser({ role: 'provider_administrator' });
    await expect(world.get(DisableUser).execute(rival.caller, { userId: user.id })).rejects.toMatchObject({
      code: 'user_not_found',
    });
    await world.get(DisableUser).execute(head.caller, { userId: user.id });
    const told = await readFeed(world.reader, head.actor, { after: '0' }, world.clock.now());
    expect(told.items.map(({ name }) => name)).toEqual([
      'user.created',
      'user.link_issued',
      'user.password_set',
      'user.disabled',
    ]);
    const { items } = await accountEventPage(
      world.reader,
      { authorityId: null, providerId: provider.id },
      {},
    );
    expect(items.map(({ name }) => name)[0]).toBe('user.disabled');
    expect(isProviderRole(user.role)).toBe(true);
  });

  describe('adds a user while a sealed broadcast is open', () => {
    async function aLateUser(sealed = true) {
      const lot = await world.aLot({ sealed });
      const open = await world.aBroadcastOpen({ lot });
      const from = open.asked[0]!;
      const offer = await world.anOffer({ from, pkg: open.pkg });
      world.clock.pass({ minutes: 1 });
      const head = await world.aUser({ role: 'provider_administrator', providerId: from.provider.id });
      const { user, link } = await world.get(InviteUser).execute(head.caller, {
        email: 'late@example.org',
        name: 'Late',
        role: 'provider',
      });
      await enter(link?.token);
      const late = {
        kind: 'provider',
        role: 'provider',
        userId: user.id,
        providerId: from.provider.id,
      } as const;
      const actor = { ...late, sessionId: user.id };
      return { lot, open, from, offer, head, user, actor, caller: { actor } };
    }

    it('who reads, revises and hears of nothing that was offered before', async () => {
      const { from, offer, actor, caller, open } = await aLateUser();
      await expect(ownOffer(world.reader, actor, offer.id)).rejects.toMatchObject({
        code: 'offer_not_found',
      });
      expect((await ownOfferPage(world.reader, actor, {})).items).toEqual([]);
      expect(await invitationView(world.reader, world.reader, actor, from.invitationId)).toMatchObject({
        offerId: null,
        offerStatus: null,
      });
      await expect(world.get(WithdrawOffer).execute(caller, { offerId: offer.id })).rejects.toMatchObject({
        code: 'offer_not_found',
      });
      const terms = { ...offer, note: null, rateReason: null } as never;
      await expect(
        world.get(ReviseOffer).execute(caller, { offerId: offer.id, version: 1, terms }),
      ).rejects.toMatchObject({ code: 'offer_not_found' });
      const heard = await readFeed(world.reader, actor, { after: '0' }, world.clock.now());
      expect(heard.items.filter(({ name }) => name.startsWith('offer.'))).toEqual([]);
      const before = await readFeed(world.reader, from.user.actor, { after: '0' }, world.clock.now());
      expect(before.items.map(({ name }) => name)).toContain('offer.made');
      expect(open.asked).toHaveLength(2);
    });

    it('who reads what was offered since, and all of it once the broadcast is closed', async () => {
      const { from, offer, actor, open } = await aLateUser();
      world.clock.pass({ minutes: 1 });
      await world.get(WithdrawOffer).execute(from.user.caller, { offerId: offer.id });
      await expect(ownOffer(world.reader, actor, offer.id)).rejects.toMatchObject({
        code: 'offer_not_found',
      });
      await world.anOffer({ from, pkg: open.pkg });
      await expect(ownOffer(world.reader, actor, offer.id)).resolves.toMatchObject({ status: 'standing' });
      await world.rows("UPDATE offer SET made_at = made_at - interval '1 day'");
      await expect(ownOffer(world.reader, actor, offer.id)).rejects.toMatchObject({
        code: 'offer_not_found',
      });
      world.clock.set(open.broadcast.closesAt);
      await world.get(CloseBroadcast).execute(open.broadcast.id);
      await expect(ownOffer(world.reader, actor, offer.id)).resolves.toBeDefined();
    });

    it('who reads nothing of a sealed broadcast that was cancelled, and all of one without a seal', async () => {
      const { offer, actor, open, lot } = await aLateUser();
      const officer = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
      const command = { broadcastId: open.broadcast.id, reason: 'No longer needed' };
      await world.get(CancelBroadcast).execute(officer.caller, command);
      await expect(ownOffer(world.reader, actor, offer.id)).rejects.toMatchObject({
        code: 'offer_not_found',
      });
    });

    it('who sees all of a broadcast without a seal', async () => {
      const { offer, actor } = await aLateUser(false);
      await expect(ownOffer(world.reader, actor, offer.id)).resolves.toMatchObject({ id: offer.id });
    });

    it('and gains nothing by a link for an older colleague', async () => {
      const { from, offer, head } = await aLateUser();
      const old = { providerId: from.provider.id, userId: from.user.id };
      await expect(ownOffer(world.reader, old, offer.id)).resolves.toBeDefined();
      const { link } = await world.get(IssueLink).execute(head.caller, { userId: from.user.id });
      await enter(link?.token);
      await expect(ownOffer(world.reader, old, offer.id)).rejects.toMatchObject({ code: 'offer_not_found' });
    });

    it('while an older administrator’s link for a forgotten password hides nothing', async () => {
      const lot = await world.aLot({ sealed: true });
      const open = await world.aBroadcastOpen({ lot });
      const from = open.asked[0]!;
      const head = await world.aUser({ role: 'provider_administrator', providerId: from.provider.id });
      world.clock.pass({ minutes: 1 });
      const offer = await world.anOffer({ from, pkg: open.pkg });
      const { link } = await world.get(IssueLink).execute(head.caller, { userId: from.user.id });
      world.clock.pass({ minutes: 1 });
      await enter(link?.token);
      const own = { providerId: from.provider.id, userId: from.user.id };
      await expect(ownOffer(world.reader, own, offer.id)).resolves.toBeDefined();
    });
  });

  it('cannot sign in anywhere but to the own account', async () => {
    const head = await world.aUser({ role: 'provider_administrator' });
    const signedIn = await world
      .get(SignIn)
      .execute({ email: head.email, password: PASSWORD, address: '192.0.2.1', client: null });
    expect(signedIn.user.role).toBe('provider_administrator');
    await expect(
      (async () =>
        world.get(MakeOffer).execute(head.caller, { invitationId: head.id, terms: {} as never }))(),
    ).rejects.toMatchObject({ code: 'role_not_allowed' });
  });
});
