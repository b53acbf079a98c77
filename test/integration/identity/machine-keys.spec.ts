import { DisableUser } from '#brokerage/identity/disable-user';
import { ChangeUser } from '#brokerage/identity/change-user';
import { SignOutEverywhere } from '#brokerage/identity/sign-out-everywhere';
import { EndKey } from '#brokerage/identity/end-key';
import { sessionsByToken } from '#brokerage/identity/identity.queries';
import { keyList } from '#brokerage/identity/keys.queries';
import { MakeKey } from '#brokerage/identity/make-key';
import { RotateKey } from '#brokerage/identity/rotate-key';
import { KEY_PREFIX, type NewKey } from '#contracts/keys';
import { hashToken } from '#platform/security/secret-tokens';
import { World } from '../../support/world.js';

const NEW_KEY: NewKey = { name: "O'Brien <b> 李", scopes: ['events', 'packages:read'], days: 90 };

describe('machine keys', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const make = (by: Awaited<ReturnType<World['aUser']>>, given: Partial<NewKey> = {}, requestKey?: string) =>
    world.get(MakeKey).execute({ ...by.caller, requestKey }, { ...NEW_KEY, ...given });

  /** The scopes with which the secret is accepted now, or null if it is not accepted. */
  async function accepted(secret: string | null) {
    const hash = hashToken(secret ?? '').toString('hex');
    const found = await sessionsByToken(world.reader, [hash], world.clock.now());
    return found.get(hash)?.scopes ?? null;
  }

  it('have a secret that is recognised, shown once, and stored as a hash only', async () => {
    const officer = await world.aUser({ role: 'officer' });
    const { key, secret } = await make(officer, {}, 'once');
    expect(secret).toMatch(new RegExp(`^${KEY_PREFIX}[\\w-]{43}$`));
    expect(key).toMatchObject({ name: NEW_KEY.name, scopes: NEW_KEY.scopes, lastUsedAt: null });
    expect(await accepted(secret)).toEqual(NEW_KEY.scopes);
    expect(await make(officer, {}, 'once')).toEqual({ key, secret: null });
    const stored = await world.rows('SELECT * FROM session');
    const answers = await world.rows('SELECT * FROM request_key');
    const events = await world.rows('SELECT payload FROM event');
    expect(JSON.stringify([stored, answers, events])).not.toContain(secret?.slice(KEY_PREFIX.length));
    expect(JSON.stringify(events)).not.toContain('Brien');
  });

  it('do nothing that the role of their user may not', async () => {
    const auditor = await world.aUser({ role: 'auditor' });
    const provider = await world.aUser({ role: 'provider' });
    await expect(make(auditor, { scopes: ['offers:write'] })).rejects.toMatchObject({
      code: 'key_scope_not_allowed',
      facts: { refused: ['offers:write'] },
    });
    await expect(make(provider, { scopes: ['people:read'] })).rejects.toMatchObject({
      code: 'key_scope_not_allowed',
    });
  });

  it('last until they expire, however long they are not used', async () => {
    const officer = await world.aUser({ role: 'officer' });
    const { secret } = await make(officer, { days: 2 });
    world.clock.pass({ hours: 47 });
    expect(await accepted(secret)).toEqual(NEW_KEY.scopes);
    world.clock.pass({ hours: 1 });
    expect(await accepted(secret)).toBeNull();
  });

  it('end with the account, and with its role, but not with a sign-out', async () => {
    const { id: authorityId } = await world.anAuthority();
    const administrator = await world.aUser({ role: 'administrator', authorityId });
    const officer = await world.aUser({ role: 'officer', authorityId });
    const one = await make(officer);
    await world.get(SignOutEverywhere).execute(officer.caller);
    expect(await accepted(one.secret)).toEqual(NEW_KEY.scopes);
    await world
      .get(ChangeUser)
      .execute(administrator.caller, { userId: officer.id, version: 1, role: 'auditor' });
    expect(await accepted(one.secret)).toBeNull();
    const two = await make(officer);
    await world.get(DisableUser).execute(administrator.caller, { userId: officer.id });
    expect(await accepted(two.secret)).toBeNull();
  });

  it('are not made while the account is being disabled: either the key ends or it is refused', async () => {
    const { id: authorityId } = await world.anAuthority();
    const administrator = await world.aUser({ role: 'administrator', authorityId });
    for (const _ of Array.from({ length: 8 })) {
      const officer = await world.aUser({ role: 'officer', authorityId });
      const [made] = await Promise.allSettled([
        make(officer),
        world.get(DisableUser).execute(administrator.caller, { userId: officer.id }),
      ]);
      const secret = made.status === 'fulfilled' ? made.value.secret : null;
      expect(await accepted(secret)).toBeNull();
    }
  });

  it('are replaced: both are valid for the overlap, and the old one never longer than before', async () => {
    const officer = await world.aUser({ role: 'officer' });
    const old = await make(officer, { days: 30 });
    const command = { keyId: old.key.id, days: 60, overlapHours: 24 };
    const replaced = await world.get(RotateKey).execute(officer.caller, command);
    expect(replaced.key).toMatchObject({ name: NEW_KEY.name, scopes: NEW_KEY.scopes });
    world.clock.pass({ hours: 23 });
    expect([await accepted(old.secret), await accepted(replaced.secret)]).toEqual([
      NEW_KEY.scopes,
      NEW_KEY.scopes,
    ]);
    world.clock.pass({ hours: 1 });
    expect([await accepted(old.secret), await accepted(replaced.secret)]).toEqual([null, NEW_KEY.scopes]);

    const brief = await make(officer, { days: 1 });
    await world.get(RotateKey).execute(officer.caller, { keyId: brief.key.id, days: 60, overlapHours: 168 });
    world.clock.pass({ hours: 24 });
    expect(await accepted(brief.secret)).toBeNull();
  });

  it('are seen and ended by their user and by administrators of the organisation only', async () => {
    const { id: authorityId } = await world.anAuthority();
    const administrator = await world.aUser({ role: 'administrator', authorityId });
    const officer = await world.aUser({ role: 'officer', authorityId });
    const colleague = await world.aUser({ role: 'officer', authorityId });
    const stranger = await world.aUser({ role: 'administrator' });
    const { key, secret } = await make(officer);
    const seen = async (user: typeof officer) =>
      (await keyList(world.reader, user.actor, world.clock.now())).keys.map(({ id }) => id);
    expect(await seen(officer)).toEqual([key.id]);
    expect(await seen(administrator)).toEqual([key.id]);
    expect(await seen(colleague)).toEqual([]);
    expect(await seen(stranger)).toEqual([]);
    for (const other of [colleague, stranger])
      await expect(world.get(EndKey).execute(other.caller, { keyId: key.id })).rejects.toMatchObject({
        code: 'key_not_found',
      });
    await expect(
      world.get(RotateKey).execute(colleague.caller, { keyId: key.id, days: 1, overlapHours: 0 }),
    ).rejects.toMatchObject({ code: 'key_not_found' });
    await world.get(EndKey).execute(administrator.caller, { keyId: key.id });
    expect(await accepted(secret)).toBeNull();
    await expect(world.get(EndKey).execute(officer.caller, { keyId: key.id })).rejects.toMatchObject({
      code: 'key_not_found',
    });
  });

  it('are at most twenty for a user, also if many are made at once', async () => {
    const officer = await world.aUser({ role: 'officer' });
    const made = await Promise.allSettled(Array.from({ length: 24 }, () => make(officer)));
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    await expect(make(officer)).rejects.toMatchObject({ code: 'too_many_keys' });
  });
});
