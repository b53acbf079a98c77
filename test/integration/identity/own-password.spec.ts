import { createHash } from 'node:crypto';
import { ChangeOwnPassword } from '#brokerage/identity/change-own-password';
import { SignIn } from '#brokerage/identity/sign-in';
import type { Caller } from '#platform/acts/caller';
import { hashToken } from '#platform/security/secret-tokens';
import { PASSWORD, type TestUser } from '../../support/builders/authorities.js';
import { sessionByToken } from '../../support/session-by-token.js';
import { World } from '../../support/world.js';

const NEW = 'an altogether new one 李';

describe('one’s own password', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const address = '192.0.2.7';
  const signIn = ({ email }: TestUser, password = PASSWORD) =>
    world.get(SignIn).execute({ email, password, address, client: null });

  const change = (caller: Caller, oldPassword = PASSWORD, newPassword = NEW): Promise<void> =>
    world.get(ChangeOwnPassword).execute(caller, { oldPassword, newPassword, address });

  it.each(['officer', 'provider'] as const)(
    'of a user of role %s opens the door from then on, alone, and every other session ends',
    async (role) => {
      const user = await world.aUser({ role });
      const elsewhere = await signIn(user);
      const here = await signIn(user);
      await change({ actor: { ...user.actor, sessionId: here.session.id } });
      const isOpen = async (token: string) =>
        (await sessionByToken(world.reader, hashToken(token), world.clock.now())) !== null;
      expect([await isOpen(elsewhere.token), await isOpen(user.token), await isOpen(here.token)]).toEqual([
        false,
        false,
        true,
      ]);
      await expect(signIn(user)).rejects.toMatchObject({ code: 'sign_in_failed' });
      expect(await signIn(user, NEW)).toMatchObject({ user: { id: user.id } });
      const events = await world.rows<{ name: string }>(
        'SELECT name FROM event WHERE subject_id = $1 ORDER BY position',
        [user.id],
      );
      expect(events.map(({ name }) => name)).toEqual(['session.revoked', 'user.password_changed']);
    },
  );

  it('stays when the old one is wrong, and guessing it is bounded like signing in', async () => {
    const user = await world.aUser({ role: 'officer' });
    for (let guess = 0; guess < 5; guess++)
      await expect(change(user.caller, `guess ${guess}`)).rejects.toMatchObject({ code: 'password_wrong' });
    await expect(change(user.caller)).rejects.toMatchObject({ code: 'sign_in_throttled' });
    await expect(signIn(user)).rejects.toMatchObject({ code: 'sign_in_throttled' });
  });

  it('is given once when two ask with the same old one at the same moment', async () => {
    const user = await world.aUser({ role: 'commissioner' });
    const news = [`${NEW} 1`, `${NEW} 2`];
    const ends = await Promise.allSettled(news.map((one) => change(user.caller, PASSWORD, one)));
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const won = news[ends.findIndex(({ status }) => status === 'fulfilled')];
    expect(await signIn(user, won)).toMatchObject({ user: { id: user.id } });
  });

  it('is not given to somebody who was disabled meanwhile', async () => {
    const user = await world.aUser({ role: 'auditor' });
    await world.rows('UPDATE app_user SET disabled_at = now() WHERE id = $1', [user.id]);
    await expect(change(user.caller)).rejects.toMatchObject({ code: 'not_signed_in' });
  });

  describe('repeated with one idempotency key', () => {
    const guesses = async ({ email }: TestUser): Promise<unknown> => {
      const outcome = signIn({ email } as TestUser, 'a wrong guess');
      return outcome.catch((error: unknown) => (error as { code: string }).code);
    };

    it('after a lost answer is answered again, and counts as no wrong guess', async () => {
      const user = await world.aUser({ role: 'officer' });
      const caller = { ...user.caller, requestKey: world.aKey() };
      for (let repeat = 0; repeat < 8; repeat++) await change(caller);
      expect(await signIn(user, NEW)).toMatchObject({ user: { id: user.id } });
      expect(await world.eventsOf(user.id)).toEqual(['user.password_changed']);
      for (let guess = 0; guess < 5; guess++) expect(await guesses(user)).toBe('sign_in_failed');
      expect(await guesses(user)).toBe('sign_in_throttled');
    });

    it('at the same moment changes it once, and every request is answered', async () => {
      const user = await world.aUser({ role: 'officer' });
      const caller = { ...user.caller, requestKey: world.aKey() };
      await Promise.all(Array.from({ length: 4 }, () => change(caller)));
      expect(await world.eventsOf(user.id)).toEqual(['user.password_changed']);
    });

    it('and other passwords is refused, and keeps nothing that is quick to guess', async () => {
      const user = await world.aUser({ role: 'officer' });
      const caller = { ...user.caller, requestKey: world.aKey() };
      await change(caller);
      await expect(change(caller, PASSWORD, `${NEW} 2`)).rejects.toMatchObject({
        code: 'idempotency_key_reused',
      });
      await expect(change(caller, 'not the old one')).rejects.toMatchObject({
        code: 'idempotency_key_reused',
      });
      const kept = await world.rows<{ row: string }>(
        'SELECT to_jsonb(k)::text AS row FROM request_key k WHERE key = $1',
        [caller.requestKey],
      );
      const quick = createHash('sha256')
        .update(JSON.stringify({ act: 'change-own-password', command: {} }))
        .digest('hex');
      expect(kept[0]?.row).not.toContain(quick);
      expect(kept[0]?.row).not.toContain(NEW);
    });
  });

  it('is refused if it is easy to guess, and the old one stays', async () => {
    const user = await world.aUser({ role: 'officer', name: 'Ilona Smith' });
    for (const [easy, code] of [
      ['            ', 'password_blank'],
      ['Password1234', 'password_common'],
      [user.email, 'password_own_details'],
      ['ilona smith 1', 'password_own_details'],
    ] as const)
      await expect(change(user.caller, PASSWORD, easy)).rejects.toMatchObject({
        code: 'password_guessable',
        facts: { faults: [{ code }] },
      });
    await expect(signIn(user)).resolves.toBeDefined();
  });
});
