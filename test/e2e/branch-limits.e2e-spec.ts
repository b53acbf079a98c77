import { ChangeUser } from '#brokerage/identity/change-user';
import { LimitUser } from '#brokerage/identity/limit-user';
import { MakeOffer } from '#brokerage/offers/make-offer';
import { BANDS } from '#contracts/visits';
import type { UserView, UserWithLink } from '#contracts/identity';
import { ApiWorld, until } from '../support/api-world.js';
import type { TestUser } from '../support/builders/authorities.js';
import { type AskedBranch, termsFor } from '../support/builders/broadcasts.js';

/** Users of a provider who are limited to some of its branches (docs/rules.md §7.4). */
describe('a user who is limited to branches', () => {
  let api: ApiWorld;
  beforeAll(async () => {
    api = await ApiWorld.open();
  });
  afterAll(() => api.close());

  /** A provider whose two branches are asked in one lot, its administrator, and a user limited to the second branch. */
  async function aProviderWithTwo(given: { readonly sealed?: boolean } = {}) {
    const { world } = api;
    const lot = await world.aLot({ sealed: given.sealed ?? false });
    const first = await world.aContractedBranch({ lot });
    const providerId = first.provider.id;
    const second = await world.aContractedBranch({ lot, providerId, terms: { rankInTier: 2 } });
    const open = await world.aBroadcastOpen({ lot, branches: [first, second] });
    const [hidden, own] = open.asked as [AskedBranch, AskedBranch];
    const head = await world.aUser({ role: 'provider_administrator', providerId });
    const user = await world.aUser({ role: 'provider', providerId });
    await limit(head, user, [own.branch.id]);
    return { ...open, hidden, own, head, user };
  }

  async function limit(head: TestUser, user: TestUser, branchIds: string[] | null): Promise<UserView> {
    const { version } = (await api.as(head).get(`/v1/users/${user.id}`).expect(200)).body as UserView;
    const changed = await api
      .as(head)
      .put(`/v1/users/${user.id}/branches`, { version, branchIds })
      .expect(200);
    return changed.body as UserView;
  }

  const codeOf = (answer: { readonly body: unknown }): string => (answer.body as { code: string }).code;
  const idsOf = (answer: { readonly body: unknown }): string[] =>
    (answer.body as { items: { id: string }[] }).items.map(({ id }) => id);

  it('sees and does the work of these branches, and no other', async () => {
    const { own, hidden, user, pkg, lot } = await aProviderWithTwo();
    const client = api.as(user);
    expect(idsOf(await client.get('/v1/invitations').expect(200))).toEqual([own.invitationId]);
    await client.get(`/v1/invitations/${hidden.invitationId}`).expect(404);

    const capacity = (branchId: string) =>
      client.put(`/v1/branches/${branchId}/capacity/${lot.id}`, {
        spareMinutes: 600,
        bands: [...BANDS],
        doubleUps: false,
        version: 1,
      });
    expect(codeOf(await capacity(hidden.branch.id).expect(403))).toBe('branch_outside_limit');
    await capacity(own.branch.id).expect(200);
    const work = await client.get('/v1/work').expect(200);
    expect((work.body as { branchId: string }[]).map(({ branchId }) => branchId)).toEqual([own.branch.id]);

    // The invitation of the own branch lets a sibling deliver. The limit does not.
    await api.world.rows('UPDATE invitation SET may_deliver = $2 WHERE id = $1', [
      own.invitationId,
      [own.branch.id, hidden.branch.id],
    ]);
    const offer = (deliveringBranchId: string) =>
      client.post(`/v1/invitations/${own.invitationId}/offers`, termsFor(api.world, pkg, deliveringBranchId));
    expect(codeOf(await offer(hidden.branch.id).expect(403))).toBe('branch_outside_limit');
    await offer(own.branch.id).expect(201);
  });

  it('does not see notices on other branches, CQC’s neither', async () => {
    const { own, hidden, user, lot } = await aProviderWithTwo();
    const by = await api.world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const notice = (branchId: string) =>
      api.world.aRestriction({
        by,
        branchId,
        source: 'cqc',
        conditions: [{ kind: 'reporting', everyDays: 14 }],
      });
    const [seen, other] = [await notice(own.branch.id), await notice(hidden.branch.id)];
    expect(idsOf(await api.as(user).get('/v1/restrictions').expect(200))).toEqual([seen.id]);
    const contest = (branchId: string, restrictionId: string) =>
      api.as(user).post(`/v1/branches/${branchId}/contests`, { restrictionId, reason: 'Wrong branch' });
    expect(codeOf(await contest(hidden.branch.id, other.id).expect(404))).toBe('restriction_not_found');
    await contest(own.branch.id, seen.id).expect(201);
    const owed = (await api.as(user).get('/v1/reports').expect(200)).body as {
      items: { branchId: string }[];
    };
    expect(owed.items.map(({ branchId }) => branchId)).toEqual([own.branch.id]);
  });

  it('hears of these branches over the socket and the feed, and of others as soon as the limit ends', async () => {
    const { own, hidden, head, user, pkg } = await aProviderWithTwo();
    const [limited, whole] = [await api.live(user), await api.live(hidden.user)];
    await api.world.anOffer({ from: hidden, pkg });
    await api.world.anOffer({ from: own, pkg });
    await api.as(own.user).post(`/v1/invitations/${own.invitationId}/seen`).expect(200);
    await until('all is heard', () => whole.heard.length === 3 && limited.heard.length === 2);
    expect(limited.heard).toEqual(whole.heard.slice(1));
    const feed = await api.as(user).get('/v1/feed?after=0').expect(200);
    const told = (feed.body as { items: { name: string; payload: { branchId?: string } }[] }).items;
    expect(told.map(({ name }) => name)).toEqual(['invitation.opened', 'offer.made', 'invitation.seen']);
    expect(JSON.stringify(told)).not.toContain(hidden.branch.id);

    await limit(head, user, null);
    await until('the socket is closed', () => !limited.socket.connected);
    const again = await api.live(user);
    await api.as(hidden.user).post(`/v1/invitations/${hidden.invitationId}/seen`).expect(200);
    await until('it is heard', () => again.heard.length === 1);
    await limit(head, user, [own.branch.id]);
    await until('the socket is closed', () => !again.socket.connected);
    await api.as(user).get(`/v1/invitations/${hidden.invitationId}`).expect(404);
  });

  it('does not see what was offered under seal for a branch before the branch was added', async () => {
    const { own, hidden, head, user, pkg } = await aProviderWithTwo({ sealed: true });
    const made = await api.world.anOffer({ from: hidden, pkg });
    api.world.clock.pass({ minutes: 1 });
    await limit(head, user, [own.branch.id, hidden.branch.id]);
    await api.as(user).get(`/v1/invitations/${hidden.invitationId}`).expect(200);
    await api.as(user).get(`/v1/offers/${made.id}`).expect(404);
    expect(idsOf(await api.as(hidden.user).get('/v1/offers').expect(200))).toEqual([made.id]);
  });

  it('is limited from the start if invited so, and loses the limit as an administrator', async () => {
    const { own, hidden, head } = await aProviderWithTwo();
    const invite = (role: string, branchIds: string[]) =>
      api
        .as(head)
        .post('/v1/users', { email: `new${api.world.next()}@example.org`, name: 'New', role, branchIds });
    const { user } = (await invite('provider', [own.branch.id]).expect(201)).body as UserWithLink;
    expect(user.branchIds).toEqual([own.branch.id]);
    expect(codeOf(await invite('provider_administrator', [own.branch.id]).expect(422))).toBe(
      'branch_limit_not_for_role',
    );
    const { branch: foreign } = await api.world.aProviderWithBranch();
    expect(codeOf(await invite('provider', [hidden.branch.id, foreign.id]).expect(404))).toBe(
      'branch_not_found',
    );
    await invite('provider', []).expect(400);
    const promoted = await api.world
      .get(ChangeUser)
      .execute(head.caller, { userId: user.id, version: user.version, role: 'provider_administrator' });
    expect(promoted.branchIds).toBeNull();
  });

  it('is limited by the own administrator only', async () => {
    const { own, user } = await aProviderWithTwo();
    const other = await api.world.aUser({ role: 'provider_administrator' });
    const change = { version: 2, branchIds: [own.branch.id] };
    await api.as(other).put(`/v1/users/${user.id}/branches`, change).expect(404);
    const council = await api.world.aUser({ role: 'administrator' });
    await api.as(council).put(`/v1/users/${user.id}/branches`, change).expect(403);
  });

  it('gets one of two limits that are set at once, and no offer outside of it', async () => {
    const { own, hidden, head, user, pkg } = await aProviderWithTwo();
    await limit(head, user, null);
    const { version } = (await api.as(head).get(`/v1/users/${user.id}`)).body as UserView;
    const limits = [[own.branch.id], [hidden.branch.id]].map((branchIds) =>
      api.world.get(LimitUser).execute(head.caller, { userId: user.id, version, branchIds }),
    );
    const settled = await Promise.allSettled(limits);
    expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const isOwn = settled[0]?.status === 'fulfilled';
    const [inside, outside] = isOwn ? [own, hidden] : [hidden, own];
    const offer = ({ invitationId, branch }: AskedBranch) =>
      api.world
        .get(MakeOffer)
        .execute(user.caller, { invitationId, terms: termsFor(api.world, pkg, branch.id) });
    await expect(offer(outside)).rejects.toMatchObject({ code: 'invitation_not_found' });
    await expect(offer(inside)).resolves.toMatchObject({ status: 'standing' });
  });
});
