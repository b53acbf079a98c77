import { ChangeUser } from '#brokerage/identity/change-user';
import { accountLinkView } from '#brokerage/identity/account-links.queries';
import { DisableUser } from '#brokerage/identity/disable-user';
import { EnableUser } from '#brokerage/identity/enable-user';
import { userPage } from '#brokerage/identity/identity.queries';
import { InviteUser } from '#brokerage/identity/invite-user';
import { IssueLink } from '#brokerage/identity/issue-link';
import { RevokeLink } from '#brokerage/identity/revoke-link';
import { SignIn } from '#brokerage/identity/sign-in';
import { UseLink } from '#brokerage/identity/use-link';
import type { NewUser, UserWithLink } from '#contracts/identity';
import { AUTHORITY_ROLES } from '#contracts/roles-and-actors';
import { hashToken } from '#platform/security/secret-tokens';
import { PASSWORD, type TestUser } from '../../support/builders/authorities.js';
import { World } from '../../support/world.js';
import { sessionByToken } from '../../support/session-by-token.js';

describe('users', () => {
  let world: World;
  let authorityId: string;
  let administrator: TestUser;
  let stranger: TestUser;
  beforeAll(async () => {
    world = await World.open();
    authorityId = (await world.anAuthority()).id;
    administrator = await world.aUser({ role: 'administrator', authorityId });
    stranger = await world.aUser({ role: 'administrator' });
  });
  afterAll(() => world.close());

  const invite = (given: Partial<NewUser> = {}, caller = administrator.caller): Promise<UserWithLink> =>
    world.get(InviteUser).execute(caller, {
      email: `new${world.next()}@example.org`,
      name: 'New',
      role: 'officer',
      ...given,
    });
  const enter = (token = '', password = PASSWORD) =>
    world.get(UseLink).execute({ token, password, address: `192.0.2.${world.next()}` });
  /** Invites a user, who then sets a password with the invitation link. */
  const aMember = async (given: Partial<NewUser> = {}) => {
    const { user, link } = await invite(given);
    await enter(link?.token);
    return user;
  };
  const signIn = (email: string, password = PASSWORD) =>
    world.get(SignIn).execute({ email, password, address: `192.0.2.${world.next()}`, client: null });
  const read = (token = '') => accountLinkView(world.reader, token, world.clock.now());
  const invalid = { code: 'account_link_invalid' };

  it('come in by a link, set their own password, and can sign in only then', async () => {
    const { user, link } = await invite({ name: `D'Arcy <i> 李`, role: 'commissioner' });
    expect(user).toMatchObject({
      name: `D'Arcy <i> 李`,
      authorityId,
      providerId: null,
      hasJoined: false,
      version: 1,
    });
    expect(user.linkExpiresAt).toBe(link?.expiresAt);
    await expect(signIn(user.email)).rejects.toMatchObject({ code: 'sign_in_failed' });
    expect(await read(link?.token)).toMatchObject({ email: user.email, name: user.name });
    await enter(link?.token);
    await expect(signIn(user.email)).resolves.toMatchObject({ user: { id: user.id, hasJoined: true } });
    expect(await world.eventsOf(user.id)).toEqual([
      'user.created',
      'user.link_issued',
      'user.password_set',
      'session.new_network',
    ]);
  });

  it('have a link that is stored as a hash only, and used once', async () => {
    const { user, link } = await invite();
    const token = link?.token ?? '';
    const stored = await world.rows<{ row: string }>(
      'SELECT to_jsonb(l)::text AS row FROM account_link l WHERE user_id = $1 UNION ALL SELECT to_jsonb(e)::text FROM event e',
      [user.id],
    );
    expect(stored.every(({ row }) => !row.includes(token))).toBe(true);
    await enter(token);
    await expect(enter(token, 'another good password 7')).rejects.toMatchObject(invalid);
    await expect(read(token)).rejects.toMatchObject(invalid);
    await expect(signIn(user.email)).resolves.toBeDefined();
  });

  it('use a link once, when it is sent many times at the same moment', async () => {
    const { link } = await invite();
    const tries = Array.from({ length: 6 }, (_, n) => enter(link?.token, `one of many passwords ${n}`));
    const ends = await Promise.allSettled(tries);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('have a link that expires, is replaced by a newer one, is revoked, and ends with the account', async () => {
    const { user, link } = await invite();
    world.clock.pass({ days: 6, hours: 23 });
    await expect(read(link?.token)).resolves.toBeDefined();
    world.clock.pass({ hours: 1 });
    await expect(enter(link?.token)).rejects.toMatchObject(invalid);
    const issue = () => world.get(IssueLink).execute(administrator.caller, { userId: user.id });
    const [first, second] = [await issue(), await issue()];
    await expect(enter(first.link?.token)).rejects.toMatchObject(invalid);
    await world.get(RevokeLink).execute(administrator.caller, { userId: user.id });
    await expect(enter(second.link?.token)).rejects.toMatchObject(invalid);
    const third = await issue();
    await world.get(DisableUser).execute(administrator.caller, { userId: user.id });
    await expect(enter(third.link?.token)).rejects.toMatchObject(invalid);
    await expect(issue()).rejects.toMatchObject({ code: 'user_not_found' });
  });

  it('have one open link when several are issued at the same moment', async () => {
    const { user } = await invite();
    const issued = await Promise.all(
      Array.from({ length: 5 }, () =>
        world.get(IssueLink).execute(administrator.caller, { userId: user.id }),
      ),
    );
    const works = await Promise.allSettled(issued.map(({ link }) => read(link?.token)));
    expect(works.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('set a new password by a link if they forgot it; the old one and every session end then', async () => {
    const { id, email } = await aMember();
    const { token } = await signIn(email);
    const { link } = await world.get(IssueLink).execute(administrator.caller, { userId: id });
    const isOpen = async () =>
      (await sessionByToken(world.reader, hashToken(token), world.clock.now())) !== null;
    expect(await isOpen()).toBe(true);
    await expect(signIn(email)).resolves.toBeDefined();
    await enter(link?.token, 'an entirely new password');
    expect(await isOpen()).toBe(false);
    await expect(signIn(email)).rejects.toMatchObject({ code: 'sign_in_failed' });
    await expect(signIn(email, 'an entirely new password')).resolves.toBeDefined();
  });

  it('get no link for themselves, nor from another organisation', async () => {
    const { user } = await invite();
    const issue = (caller: TestUser['caller'], userId: string) =>
      world.get(IssueLink).execute(caller, { userId });
    await expect(issue(administrator.caller, administrator.id)).rejects.toMatchObject({
      code: 'own_account',
    });
    await expect(issue(stranger.caller, user.id)).rejects.toMatchObject({ code: 'user_not_found' });
  });

  it('choose a password that is hard to guess; the link stays usable after a refusal', async () => {
    const { user, link } = await invite({ name: 'Ilona Smith' });
    for (const easy of ['            ', 'Password1234', user.email, 'Ilona.Smith12'])
      await expect(enter(link?.token, easy)).rejects.toMatchObject({ code: 'password_guessable' });
    await expect(enter(link?.token)).resolves.toBeUndefined();
  });

  it('have an e-mail each, in whatever case; the address of a disabled user is free', async () => {
    const { user } = await invite({ email: 'Taken@example.org' });
    const again = () => invite({ email: 'taken@EXAMPLE.org' });
    await expect(again()).rejects.toMatchObject({ code: 'email_taken' });
    await world.get(DisableUser).execute(administrator.caller, { userId: user.id });
    await expect(again()).resolves.toBeDefined();
    const enabling = world.get(EnableUser).execute(administrator.caller, { userId: user.id });
    await expect(enabling).rejects.toMatchObject({ code: 'email_taken' });
  });

  it('are invited once for a key; the link is shown to the first request only and stored nowhere', async () => {
    const caller = { ...administrator.caller, requestKey: world.aKey() };
    const command = { email: 'once@example.org', name: 'Once' };
    const answers = await Promise.all([invite(command, caller), invite(command, caller)]);
    expect(answers[0]?.user).toEqual(answers[1]?.user);
    expect(answers.filter(({ link }) => link !== null)).toHaveLength(1);
    await expect(invite({ ...command, name: 'Twice' }, caller)).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
    const token = answers.find(({ link }) => link)?.link?.token ?? '';
    const kept = await world.rows<{ row: string }>('SELECT to_jsonb(k)::text AS row FROM request_key k');
    expect(kept.every(({ row }) => !row.includes(token))).toBe(true);
  });

  it('of a provider are not the authority’s to add, see or touch, whatever contract there is', async () => {
    const lot = await world.aLot({ authorityId, areas: [] });
    const { provider, user } = await world.aContractedBranch({ lot });
    await expect(invite({ role: 'provider', providerId: provider.id })).rejects.toMatchObject({
      code: 'invalid_request',
    });
    await expect(invite({ role: 'provider' })).rejects.toMatchObject({ code: 'invalid_request' });
    await expect(invite({ providerId: provider.id })).rejects.toMatchObject({ code: 'invalid_request' });
    const command = { userId: user.id };
    const attempts = await Promise.allSettled([
      world.get(DisableUser).execute(administrator.caller, command),
      world.get(IssueLink).execute(administrator.caller, command),
      world.get(RevokeLink).execute(administrator.caller, command),
      world.get(ChangeUser).execute(administrator.caller, { ...command, version: 1, name: 'Mine' }),
    ]);
    const refused = { status: 'rejected', reason: { code: 'user_not_found' } };
    expect(attempts).toMatchObject([refused, refused, refused, refused]);
  });

  it('change name, address and role within the organisation, each with its own event', async () => {
    const member = await aMember();
    const { token } = await signIn(member.email);
    const change = (given: object, caller = administrator.caller) =>
      world.get(ChangeUser).execute(caller, { userId: member.id, version: 2, ...given });
    await expect(change({ name: 'Mine' }, stranger.caller)).rejects.toMatchObject({ code: 'user_not_found' });
    await expect(change({ version: 1, name: 'Late' })).rejects.toMatchObject({
      code: 'version_stale',
      facts: { current: 2 },
    });
    await expect(change({ role: 'provider' })).rejects.toMatchObject({ code: 'role_change_not_allowed' });
    await expect(change({ email: administrator.email })).rejects.toMatchObject({ code: 'email_taken' });
    expect(await change({ name: 'Renamed', email: 'renamed@example.org' })).toMatchObject({ version: 3 });
    expect(await sessionByToken(world.reader, hashToken(token), world.clock.now())).not.toBeNull();
    expect(await change({ version: 3, role: 'auditor' })).toMatchObject({ role: 'auditor', version: 4 });
    expect(await sessionByToken(world.reader, hashToken(token), world.clock.now())).toBeNull();
    await expect(signIn('renamed@example.org')).resolves.toMatchObject({ user: { role: 'auditor' } });
    const events = await world.eventsOf(member.id);
    expect(events.slice(3).filter((name) => name !== 'session.new_network')).toEqual([
      'user.changed',
      'user.email_changed',
      'session.revoked',
      'user.role_changed',
    ]);
  });

  it('hand their open work over when they are no longer officers, and never change their own role', async () => {
    const officer = await world.aUser({ role: 'officer', authorityId });
    const lot = await world.aLot({ authorityId, areas: ['LE11'] });
    const { pkg } = await world.aBroadcastOpen({ lot });
    await world.rows('UPDATE package SET next_action_owner_id = $1 WHERE id = $2', [officer.id, pkg.id]);
    const change = { userId: officer.id, version: 1, role: 'auditor' as const };
    await world.get(ChangeUser).execute(administrator.caller, change);
    const [row] = await world.rows<{ owner: string }>(
      'SELECT next_action_owner_id AS owner FROM package WHERE id = $1',
      [pkg.id],
    );
    expect(row?.owner).not.toBe(officer.id);
    expect(row?.owner).toBeTruthy();
    const own = { userId: administrator.id, version: 1, role: 'officer' as const };
    await expect(world.get(ChangeUser).execute(administrator.caller, own)).rejects.toMatchObject({
      code: 'own_account',
    });
  });

  it('lose an open link when the address changes, because the link was meant for the old address', async () => {
    const { user, link } = await invite();
    const command = { userId: user.id, version: 1, email: 'corrected@example.org' };
    await world.get(ChangeUser).execute(administrator.caller, command);
    await expect(enter(link?.token)).rejects.toMatchObject(invalid);
  });

  it('are shut out at once when disabled, and let in again by a new sign-in', async () => {
    const { id, email } = await aMember();
    const { token, session } = await signIn(email);
    const command = { userId: id };
    const disable = (caller = administrator.caller) => world.get(DisableUser).execute(caller, command);

    await expect(disable(stranger.caller)).rejects.toMatchObject({ code: 'user_not_found' });
    expect(await disable()).toMatchObject({ disabledAt: world.clock.now().toISOString() });
    await disable();

    expect(await sessionByToken(world.reader, hashToken(token), world.clock.now())).toBeNull();
    await expect(signIn(email)).rejects.toMatchObject({ code: 'sign_in_failed' });
    const enable = () => world.get(EnableUser).execute(administrator.caller, command);
    expect(await enable()).toMatchObject({ disabledAt: null });
    await enable();
    expect(await sessionByToken(world.reader, hashToken(token), world.clock.now())).toBeNull();
    await expect(signIn(email)).resolves.toBeDefined();

    expect((await world.eventsOf(id)).toSorted()).toEqual([
      'session.new_network',
      'session.new_network',
      'session.revoked',
      'user.created',
      'user.disabled',
      'user.enabled',
      'user.link_issued',
      'user.password_set',
    ]);
    const [revoked] = await world.rows<{ payload: object }>(
      `SELECT payload FROM event WHERE name = 'session.revoked' AND subject_id = $1`,
      [id],
    );
    expect(revoked?.payload).toEqual({ userId: id, sessionIds: [session.id] });
  });

  it('never disable themselves', async () => {
    const disabling = world.get(DisableUser).execute(administrator.caller, { userId: administrator.id });
    await expect(disabling).rejects.toMatchObject({ code: 'cannot_disable_self' });
  });

  it('disable each other at the same moment: one succeeds, and an administrator remains', async () => {
    for (let round = 0; round < 12; round++) {
      const { id } = await world.anAuthority();
      const pair = [
        await world.aUser({ role: 'administrator', authorityId: id }),
        await world.aUser({ role: 'administrator', authorityId: id }),
      ] as const;
      const [one, two] = pair;
      const ends = await Promise.allSettled([
        world.get(DisableUser).execute(one.caller, { userId: two.id }),
        world.get(DisableUser).execute(two.caller, { userId: one.id }),
      ]);
      expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const refused = ends.find((end) => end.status === 'rejected');
      expect(refused?.reason).toMatchObject({ code: 'not_signed_in' });
      const left = await world.rows(
        'SELECT 1 FROM app_user WHERE authority_id = $1 AND disabled_at IS NULL',
        [id],
      );
      expect(left).toHaveLength(1);
    }
  });

  it('are not changed by an administrator who was disabled or lost the role meanwhile', async () => {
    for (const lost of ['disabled_at = now()', `role = 'officer'`]) {
      const gone = await world.aUser({ role: 'administrator', authorityId });
      const { user } = await invite();
      await world.rows(`UPDATE app_user SET ${lost} WHERE id = $1`, [gone.id]);
      const attempts = await Promise.allSettled([
        invite({}, gone.caller),
        world.get(IssueLink).execute(gone.caller, { userId: user.id }),
        world.get(RevokeLink).execute(gone.caller, { userId: user.id }),
        world.get(DisableUser).execute(gone.caller, { userId: user.id }),
        world.get(EnableUser).execute(gone.caller, { userId: user.id }),
        world.get(ChangeUser).execute(gone.caller, { userId: user.id, version: 1, name: 'X' }),
      ]);
      for (const attempt of attempts)
        expect(attempt).toMatchObject({ status: 'rejected', reason: { code: 'not_signed_in' } });
    }
  });

  it('are listed to the administrators of their organisation, newest first, by role and state', async () => {
    const own = { authorityId: (await world.anAuthority()).id, providerId: null };
    for (const role of AUTHORITY_ROLES) await world.aUser({ role, authorityId: own.authorityId });
    const disabled = await world.aUser({
      role: 'officer',
      authorityId: own.authorityId,
      disabledAt: world.clock.now(),
    });
    const list = async (filter: object) =>
      (await userPage(world.reader, own, { limit: 200, ...filter })).items.map(({ id }) => id);
    expect(await list({})).toHaveLength(5);
    expect((await list({}))[0]).toBe(disabled.id);
    expect(await list({ role: 'officer' })).toHaveLength(2);
    expect(await list({ state: 'disabled' })).toEqual([disabled.id]);
    expect(await list({ state: 'invited' })).toEqual([]);
    expect(await list({ state: 'active', role: 'auditor' })).toHaveLength(1);
  });
});
