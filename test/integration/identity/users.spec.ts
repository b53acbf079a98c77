import { ChangeUser } from '#brokerage/identity/change-user';
import { CreateUser } from '#brokerage/identity/create-user';
import { DisableUser } from '#brokerage/identity/disable-user';
import { EnableUser } from '#brokerage/identity/enable-user';
import { userPage } from '#brokerage/identity/identity.queries';
import { SignIn } from '#brokerage/identity/sign-in';
import type { NewUser } from '#contracts/identity';
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

  const create = (given: Partial<NewUser> = {}, caller = administrator.caller) =>
    world.get(CreateUser).execute(caller, {
      email: `new${world.next()}@example.org`,
      name: 'New',
      password: PASSWORD,
      role: 'officer',
      ...given,
    });

  const signIn = (email: string, password = PASSWORD) =>
    world.get(SignIn).execute({ email, password, address: `192.0.2.${world.next()}`, client: null });

  /** Creates a provider whose branch has a contract with the authority. */
  async function aProviderAtWork() {
    const lot = await world.aLot({ authorityId, areas: [] });
    return { lot, ...(await world.aContractedBranch({ lot })) };
  }

  it('are created in their own authority, able to sign in', async () => {
    const user = await create({ name: `D'Arcy <i> 李`, role: 'commissioner' });
    expect(user).toMatchObject({ name: `D'Arcy <i> 李`, authorityId, providerId: null, version: 1 });
    await expect(signIn(user.email)).resolves.toMatchObject({ user: { id: user.id } });
    expect(await world.eventsOf(user.id)).toEqual(['user.created']);
  });

  it('have an e-mail each, in whatever case', async () => {
    await create({ email: 'Taken@example.org' });
    await expect(create({ email: 'taken@EXAMPLE.org' })).rejects.toMatchObject({ code: 'email_taken' });
  });

  it('are created once for a key, which keeps nothing of the password', async () => {
    const caller = { ...administrator.caller, requestKey: world.aKey() };
    const command = { email: 'once@example.org', name: 'Once' };
    const answers = await Promise.all([create(command, caller), create(command, caller)]);

    expect(answers[0]).toEqual(answers[1]);
    await expect(create({ ...command, name: 'Twice' }, caller)).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
    const [kept] = await world.rows<{ answer: object }>('SELECT answer FROM request_key WHERE key = $1', [
      caller.requestKey,
    ]);
    expect(JSON.stringify(kept?.answer)).not.toMatch(/password|argon/i);
    await expect(create({ ...command, password: 'quite another password' }, caller)).resolves.toEqual(
      answers[0],
    );
  });

  it('of a provider are created by an authority that it works for', async () => {
    const { provider, lot } = await aProviderAtWork();
    expect(await create({ role: 'provider', providerId: provider.id })).toMatchObject({
      authorityId: null,
      providerId: provider.id,
    });
    await expect(
      create({ role: 'provider', providerId: provider.id }, stranger.caller),
    ).rejects.toMatchObject({
      code: 'provider_not_found',
    });

    const delivering = await world.aProviderWithBranch();
    await world.rows(
      `INSERT INTO subcontract (id, authority_id, branch_id, delivering_branch_id, lot_id, starts_on)
       SELECT gen_random_uuid(), $1, id, $2, $3, '2026-01-01' FROM branch WHERE provider_id = $4`,
      [authorityId, delivering.branch.id, lot.id, provider.id],
    );
    await expect(create({ role: 'provider', providerId: delivering.provider.id })).resolves.toBeDefined();
  });

  it('of a provider that works for another authority too get no password from either', async () => {
    const { branch, provider } = await aProviderAtWork();
    const user = await create({ role: 'provider', providerId: provider.id });
    const change = { userId: user.id, version: user.version, password: 'another long password' };
    await world.aContract({ lot: await world.aLot(), branchId: branch.id });

    const shared = { code: 'provider_shared' };
    await expect(create({ role: 'provider', providerId: provider.id })).rejects.toMatchObject(shared);
    await expect(world.get(ChangeUser).execute(administrator.caller, change)).rejects.toMatchObject(shared);
    await expect(
      world.get(DisableUser).execute(administrator.caller, { userId: user.id }),
    ).resolves.toMatchObject({ id: user.id });
  });

  it('have the tenant that goes with their role', async () => {
    const { provider } = await aProviderAtWork();
    await expect(create({ role: 'provider' })).rejects.toMatchObject({ code: 'invalid_request' });
    await expect(create({ providerId: provider.id })).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('are changed from their present version; a new password ends what the old one began', async () => {
    const { id, email } = await create();
    const { token } = await signIn(email);
    const change = (given: object, caller = administrator.caller) =>
      world.get(ChangeUser).execute(caller, { userId: id, version: 1, ...given });

    await expect(change({ name: 'Mine' }, stranger.caller)).rejects.toMatchObject({ code: 'user_not_found' });
    expect(await change({ name: 'Renamed' })).toMatchObject({ name: 'Renamed', version: 2 });
    await expect(change({ name: 'Again' })).rejects.toMatchObject({
      code: 'version_stale',
      facts: { current: 2 },
    });
    expect(await sessionByToken(world.reader, hashToken(token), world.clock.now())).not.toBeNull();

    await change({ version: 2, password: 'an entirely new password' });

    expect(await sessionByToken(world.reader, hashToken(token), world.clock.now())).toBeNull();
    await expect(signIn(email)).rejects.toMatchObject({ code: 'sign_in_failed' });
    await expect(signIn(email, 'an entirely new password')).resolves.toMatchObject({
      user: { name: 'Renamed' },
    });
  });

  it('are shut out at once when disabled, and let in again by a new sign-in', async () => {
    const { id, email } = await create();
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
      'session.revoked',
      'user.created',
      'user.disabled',
      'user.enabled',
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

  it('are listed to their own administrators, newest first', async () => {
    const { user } = await aProviderAtWork();
    const foreign = await world.aUser({ role: 'provider' });
    const own = await create();
    const { items } = await userPage(world.reader, authorityId, { limit: 200 });
    const ids = items.map(({ id }) => id);

    expect(ids.slice(0, 2)).toEqual([own.id, user.id]);
    expect(ids).not.toContain(foreign.id);
    expect(ids).not.toContain(stranger.id);
  });
});
