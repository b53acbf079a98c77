import { SignIn } from '#brokerage/identity/sign-in';
import { hashPassword } from '#platform/security/passwords';
import { hashToken } from '#platform/security/secret-tokens';
import { PASSWORD } from '../../support/builders/authorities.js';
import { holdTransaction, untilLockWaits } from '../../support/held-transaction.js';
import { World } from '../../support/world.js';
import { sessionByToken } from '../../support/session-by-token.js';

describe('signing in', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  /**
   * Signs a user in. By default, every call has a new IP address, so that failed attempts in other tests do
   * not count against this sign-in.
   */
  const signIn = (
    email: string,
    password = PASSWORD,
    address = `192.0.2.${world.next()}`,
    replaces?: string,
  ) => world.get(SignIn).execute({ email, password, address, client: 'Firefox', replaces });

  it('starts a session of twelve hours, whose token is kept as a hash only', async () => {
    const user = await world.aUser({ role: 'officer', name: `Siân O'Brien <b>` });
    const { token, session, user: view } = await signIn(user.email);

    expect(view).toMatchObject({ id: user.id, name: `Siân O'Brien <b>`, role: 'officer', disabledAt: null });
    expect(view).not.toHaveProperty('passwordHash');
    expect(view).toMatchObject({ hasJoined: true, linkExpiresAt: null });
    expect(session).toMatchObject({ client: 'Firefox', current: true });
    expect(session.expiresAt).toBe(world.clock.in({ hours: 12 }).toISOString());
    const [stored] = await world.rows<{ hash: Buffer }>(
      'SELECT token_hash AS hash FROM session WHERE id = $1',
      [session.id],
    );
    expect(stored?.hash).toEqual(hashToken(token));
    expect(await sessionByToken(world.reader, hashToken(token), world.clock.now())).toMatchObject({
      actor: { ...user.actor, sessionId: session.id },
    });
  });

  it('makes nothing of the case of an e-mail or of a space around it', async () => {
    const { id } = await world.aUser({ role: 'auditor', email: 'Mary.Ann@Example.org' });
    expect(await signIn(' mary.ANN@example.ORG ')).toMatchObject({
      user: { id, email: 'Mary.Ann@Example.org' },
    });
  });

  it('tells nobody whether the password, the e-mail or a disabled user was the reason', async () => {
    const user = await world.aUser({ role: 'officer' });
    const disabled = await world.aUser({ role: 'officer', disabledAt: world.clock.now() });
    const failed = { code: 'sign_in_failed', facts: {} };

    await expect(signIn(user.email, 'wrong')).rejects.toMatchObject(failed);
    await expect(signIn('nobody@example.org')).rejects.toMatchObject(failed);
    await expect(signIn(disabled.email)).rejects.toMatchObject(failed);
  });

  it('is throttled after five failures for an e-mail from an address, right password or not', async () => {
    const { email } = await world.aUser({ role: 'officer' });
    const guess = (password: string, address = '198.51.100.1') => signIn(email, password, address);
    for (let failures = 0; failures < 5; failures++)
      await expect(guess('wrong')).rejects.toMatchObject({ code: 'sign_in_failed' });

    for (const password of ['wrong', PASSWORD]) {
      const refusal = await guess(password).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ code: 'sign_in_throttled' });
      const { retryAfterSeconds } = (refusal as { facts: { retryAfterSeconds: number } }).facts;
      expect(retryAfterSeconds).toBeGreaterThan(890);
      expect(retryAfterSeconds).toBeLessThanOrEqual(900);
    }
    await expect(guess(PASSWORD, '198.51.100.2')).resolves.toBeDefined();

    await world.rows('UPDATE sign_in_attempt SET expire = expire - 900000');
    await expect(guess(PASSWORD)).resolves.toBeDefined();
  });

  it('counts guesses that are made at the same moment', async () => {
    const { email } = await world.aUser({ role: 'officer' });
    const guesses = Array.from({ length: 12 }, () => signIn(email, 'wrong', '198.51.100.3'));
    const codes = (await Promise.allSettled(guesses)).map((one) =>
      one.status === 'rejected' ? (one.reason as { code: string }).code : 'let in',
    );
    expect(codes.toSorted()).toEqual([
      ...Array(5).fill('sign_in_failed'),
      ...Array(7).fill('sign_in_throttled'),
    ]);
  });

  it('forgets the failures of an e-mail once it succeeds', async () => {
    const { email } = await world.aUser({ role: 'officer' });
    const attempt = (password: string) => signIn(email, password, '198.51.100.4');
    for (let round = 0; round < 2; round++) {
      for (let failures = 0; failures < 4; failures++) await expect(attempt('wrong')).rejects.toThrow();
      await expect(attempt(PASSWORD)).resolves.toBeDefined();
    }
  });

  it('is throttled after fifty failures from an address, but not where the user has signed in before', async () => {
    const [known, stranger] = [
      await world.aUser({ role: 'officer' }),
      await world.aUser({ role: 'officer' }),
    ];
    const address = '198.51.100.5';
    await signIn(known.email, PASSWORD, address);
    for (let failures = 0; failures < 50; failures++)
      await expect(signIn(`guess${failures}@example.org`, 'wrong', address)).rejects.toMatchObject({
        code: 'sign_in_failed',
      });
    await expect(signIn(stranger.email, PASSWORD, address)).rejects.toMatchObject({
      code: 'sign_in_throttled',
    });
    await expect(signIn(known.email, PASSWORD, address)).resolves.toBeDefined();
    world.clock.pass({ days: 91 });
    await expect(signIn(known.email, PASSWORD, address)).rejects.toMatchObject({ code: 'sign_in_throttled' });
  });

  describe('guessed from many addresses', () => {
    const guess = (email: string, n: number) => signIn(email, 'wrong', `203.0.${n}.7`);
    const guessAll = (email: string, count: number) =>
      Promise.allSettled(Array.from({ length: count }, (_, n) => guess(email, n)));
    const codesOf = (ends: readonly PromiseSettledResult<unknown>[]) =>
      ends.map((end) => (end.status === 'rejected' ? (end.reason as { code: string }).code : 'let in'));

    it('is throttled after twenty failures, and told to the account once', async () => {
      const user = await world.aUser({ role: 'officer' });
      const codes = codesOf(await guessAll(user.email, 40));
      expect(codes.filter((code) => code === 'sign_in_failed')).toHaveLength(20);
      expect(codes.filter((code) => code === 'sign_in_throttled')).toHaveLength(20);
      await expect(signIn(user.email, PASSWORD, '203.0.113.200')).rejects.toMatchObject({
        code: 'sign_in_throttled',
      });
      expect(await world.eventsOf(user.id)).toEqual(['user.guessed']);
    });

    it('locks its user out nowhere where the user has signed in before, and tells the user', async () => {
      const user = await world.aUser({ role: 'provider' });
      const home = '198.51.100.77';
      expect(await signIn(user.email, PASSWORD, home)).toMatchObject({ guessedAt: null });
      world.clock.pass({ hours: 1 });
      await guessAll(user.email, 25);
      const told = world.clock.now().toISOString();
      world.clock.pass({ minutes: 1 });
      expect(await signIn(user.email, PASSWORD, home)).toMatchObject({ guessedAt: told });
      world.clock.pass({ minutes: 1 });
      expect(await signIn(user.email, PASSWORD, home)).toMatchObject({ guessedAt: null });
    });

    it('is answered the same for an address that nobody has', async () => {
      const codes = codesOf(await guessAll('nobody-at-all@example.org', 25));
      expect(codes.filter((code) => code === 'sign_in_throttled')).toHaveLength(5);
    });

    it('counts one IPv6 network as one address', async () => {
      const { email } = await world.aUser({ role: 'officer' });
      const ends = await Promise.allSettled(
        Array.from({ length: 8 }, (_, n) => signIn(email, 'wrong', `2001:db8:7:7::${n}`)),
      );
      expect(codesOf(ends).filter((code) => code === 'sign_in_throttled')).toHaveLength(3);
    });
  });

  it('logs a network from which the account was not used before, but not the first of all', async () => {
    const { id, email } = await world.aUser({ role: 'officer' });
    const from = async (address: string) => {
      await signIn(email, PASSWORD, address);
      return world.eventsOf(id);
    };
    expect(await from('198.51.100.1')).toEqual([]);
    expect(await from('198.51.100.1')).toEqual([]);
    expect(await from('198.51.100.2')).toEqual(['session.new_network']);
    expect(await from('198.51.100.2')).toEqual(['session.new_network']);
    world.clock.pass({ days: 91 });
    expect(await from('198.51.100.2')).toEqual(['session.new_network']);
  });

  it('ends the session that it replaces, of whichever user, and no other', async () => {
    const [before, after] = [await world.aUser({ role: 'officer' }), await world.aUser({ role: 'provider' })];
    const home = '192.0.2.249';
    const [old, elsewhere] = [
      await signIn(before.email, PASSWORD, home),
      await signIn(before.email, PASSWORD, home),
    ];
    const started = await signIn(after.email, PASSWORD, '192.0.2.250', old.token);
    const isOpen = async ({ token }: { token: string }) =>
      (await sessionByToken(world.reader, hashToken(token), world.clock.now())) !== null;
    expect([await isOpen(old), await isOpen(elsewhere), await isOpen(started)]).toEqual([false, true, true]);
    expect(await world.eventsOf(before.id)).toEqual(['session.revoked']);
    await expect(signIn(before.email, PASSWORD, '192.0.2.251', 'no-such-token')).resolves.toBeDefined();
    await expect(signIn(before.email, 'wrong', '192.0.2.252', elsewhere.token)).rejects.toThrow();
    expect(await isOpen(elsewhere)).toBe(true);
  });

  it('uses up nothing of what its office has once one account is throttled', async () => {
    const { email } = await world.aUser({ role: 'officer' });
    const address = '198.51.100.6';
    for (let attempts = 0; attempts < 60; attempts++)
      await signIn('forgetful@example.org', 'wrong', address).catch(() => 0);
    await expect(signIn(email, PASSWORD, address)).resolves.toBeDefined();
  });

  it('keeps no e-mail and no address', async () => {
    await signIn('traceable@example.org', 'wrong', '203.0.113.77').catch(() => undefined);
    const keys = await world.rows<{ key: string }>('SELECT key FROM sign_in_attempt');
    expect(JSON.stringify(keys)).not.toMatch(/traceable|203\.0\.113/);
  });

  it('starts no session for a user who is disabled while the password is looked at', async () => {
    const user = await world.aUser({ role: 'officer' });
    const disabling = holdTransaction(world, (tx) =>
      tx.write('UPDATE app_user SET disabled_at = $2 WHERE id = $1', [user.id, world.clock.now()]),
    );
    await disabling.reached;
    const signingIn = expect(signIn(user.email)).rejects.toMatchObject({ code: 'sign_in_failed' });
    await untilLockWaits(world, 1);
    await disabling.release();
    await signingIn;
  });

  it('starts no session by a password that is changed while it is looked at', async () => {
    const user = await world.aUser({ role: 'officer' });
    const passwordHash = await hashPassword('another one');
    const changing = holdTransaction(world, (tx) =>
      tx.write('UPDATE app_user SET password_hash = $2 WHERE id = $1', [user.id, passwordHash]),
    );
    await changing.reached;
    const signingIn = expect(signIn(user.email)).rejects.toMatchObject({ code: 'sign_in_failed' });
    await untilLockWaits(world, 1);
    await changing.release();
    await signingIn;
  });
});
