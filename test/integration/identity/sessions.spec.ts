import { ownSessions } from '#brokerage/identity/identity.queries';
import { RevokeSession } from '#brokerage/identity/revoke-session';
import { SignIn } from '#brokerage/identity/sign-in';
import { SignOutEverywhere } from '#brokerage/identity/sign-out-everywhere';
import { keepAwake, touchSession } from '#brokerage/identity/touch-session';
import { CrossTenantDatabase } from '#platform/database/database';
import type { SessionStarted } from '#contracts/identity';
import type { Caller } from '#platform/acts/caller';
import { Database } from '#platform/database/database';
import { hashToken } from '#platform/security/secret-tokens';
import { PASSWORD, type TestUser } from '../../support/builders/authorities.js';
import { World } from '../../support/world.js';
import { sessionByToken } from '../../support/session-by-token.js';

describe('a session', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.open();
  });
  afterEach(() => world.close());

  const signIn = (user: TestUser): Promise<SessionStarted> =>
    world.get(SignIn).execute({ email: user.email, password: PASSWORD, address: '192.0.2.1', client: null });

  const found = ({ token }: SessionStarted) =>
    sessionByToken(world.reader, hashToken(token), world.clock.now());

  const callerIn = (user: TestUser, { session }: SessionStarted): Caller => ({
    actor: { ...user.actor, sessionId: session.id },
  });

  it('lapses after two hours without use', async () => {
    const started = await signIn(await world.aUser({ role: 'officer' }));
    world.clock.pass({ hours: 1, minutes: 59, seconds: 59 });
    expect(await found(started)).not.toBeNull();
    world.clock.pass({ seconds: 1 });
    expect(await found(started)).toBeNull();
  });

  it('is kept awake by use, noted at most once a minute, and ends after twelve hours all the same', async () => {
    const started = await signIn(await world.aUser({ role: 'provider' }));
    const lastSeen = async () => {
      const [row] = await world.rows<{ at: Date }>('SELECT last_seen_at AS at FROM session WHERE id = $1', [
        started.session.id,
      ]);
      return row?.at;
    };
    const use = async () => {
      const session = await found(started);
      if (!session) throw new Error('it has ended');
      await touchSession(world.get(Database), session, world.clock.now());
    };

    const startedAt = world.clock.now();
    world.clock.pass({ seconds: 59 });
    await use();
    expect(await lastSeen()).toEqual(startedAt);
    world.clock.pass({ seconds: 1 });
    await use();
    expect(await lastSeen()).toEqual(world.clock.now());

    for (let hour = 0; hour < 11; hour++) {
      world.clock.pass({ hours: 1 });
      await use();
    }
    world.clock.set(started.session.expiresAt);
    expect(await found(started)).toBeNull();
  });

  it('belongs to nobody by a token that was never given out', async () => {
    expect(await sessionByToken(world.reader, hashToken('made up'), world.clock.now())).toBeNull();
  });

  it('is ended by its user, once, and tells so', async () => {
    const user = await world.aUser({ role: 'officer' });
    const [here, there] = [await signIn(user), await signIn(user)];
    const end = () => world.get(RevokeSession).execute(callerIn(user, here), { sessionId: there.session.id });

    await end();

    expect(await found(there)).toBeNull();
    expect(await found(here)).not.toBeNull();
    await expect(end()).rejects.toMatchObject({ code: 'session_not_found' });
    expect(await world.rows('SELECT name, authority_id, payload FROM event')).toEqual([
      {
        name: 'session.revoked',
        authority_id: user.actor.kind === 'staff' ? user.actor.authorityId : null,
        payload: { userId: user.id, sessionIds: [there.session.id] },
      },
    ]);
  });

  it("is nobody else's to end", async () => {
    const [user, other] = [await world.aUser({ role: 'officer' }), await world.aUser({ role: 'officer' })];
    const { session } = await signIn(user);
    await expect(
      world.get(RevokeSession).execute(other.caller, { sessionId: session.id }),
    ).rejects.toMatchObject({
      code: 'session_not_found',
    });
  });

  it('ends everywhere at once when its user says so', async () => {
    const [user, other] = [await world.aUser({ role: 'provider' }), await world.aUser({ role: 'provider' })];
    const [here, there, others] = [await signIn(user), await signIn(user), await signIn(other)];

    await world.get(SignOutEverywhere).execute(callerIn(user, here));

    expect([await found(here), await found(there)]).toEqual([null, null]);
    expect(await found(others)).not.toBeNull();
    const ids = [here, there, others].map(({ session }) => session.id);
    expect(await keepAwake(world.get(CrossTenantDatabase), ids, world.clock.now())).toEqual(
      new Set([others.session.id]),
    );
  });

  it('is not revived by an open socket once it has been idle for two hours', async () => {
    const user = await world.aUser({ role: 'officer' });
    const [awake, idle] = [await signIn(user), await signIn(user)];
    const stays = () => keepAwake(world.get(CrossTenantDatabase), [awake.session.id], world.clock.now());

    world.clock.pass({ hours: 1.9 });
    expect(await stays()).toEqual(new Set([awake.session.id]));
    world.clock.pass({ hours: 0.1 });
    const ids = [awake, idle].map(({ session }) => session.id);
    expect(await keepAwake(world.get(CrossTenantDatabase), ids, world.clock.now())).toEqual(
      new Set([awake.session.id]),
    );
    expect([await found(awake), await found(idle)]).toEqual([expect.anything(), null]);
  });

  it('is listed for its user while it lasts, newest first', async () => {
    const user = await world.aUser({ role: 'officer' });
    await world.rows('DELETE FROM session');
    const older = await signIn(user);
    world.clock.pass({ hours: 1 });
    const newer = await signIn(user);
    const list = async () =>
      (
        await ownSessions(world.reader, { userId: user.id, sessionId: newer.session.id }, world.clock.now())
      ).map(({ id, current }) => ({ id, current }));

    expect(await list()).toEqual([
      { id: newer.session.id, current: true },
      { id: older.session.id, current: false },
    ]);
    world.clock.pass({ hours: 1 });
    expect(await list()).toEqual([{ id: newer.session.id, current: true }]);
  });
});
