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
      expect(events.map(({ name }) => name)).toEqual(['session.revoked', 'user.changed']);
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
    await expect(change(user.caller)).rejects.toMatchObject({ code: 'password_wrong' });
  });
});
