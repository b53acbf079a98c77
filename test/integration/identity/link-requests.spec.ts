import { ChangeOwnName } from '#brokerage/identity/change-own-name';
import { DisableUser } from '#brokerage/identity/disable-user';
import { DismissRequest } from '#brokerage/identity/dismiss-request';
import { userIn, userPage, userView } from '#brokerage/identity/identity.queries';
import { InviteUser } from '#brokerage/identity/invite-user';
import { IssueLink } from '#brokerage/identity/issue-link';
import { RequestEmail } from '#brokerage/identity/request-email';
import { RequestLink } from '#brokerage/identity/request-link';
import { SignIn } from '#brokerage/identity/sign-in';
import { UseLink } from '#brokerage/identity/use-link';
import { administrator } from '#brokerage/access/scope';
import type { UserView } from '#contracts/identity';
import { Database } from '#platform/database/database';
import { PASSWORD, type TestUser } from '../../support/builders/authorities.js';
import { World } from '../../support/world.js';

const ADDRESS = '192.0.2.7';
const NEW_PASSWORD = 'thimble orchard lantern';

/** What users ask their administrators for (docs/rules.md §7). */
describe('requests for a link', () => {
  let world: World;
  let head: TestUser;
  let user: TestUser;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    head = await world.aUser({ role: 'administrator' });
    const authorityId = head.actor.kind === 'staff' ? head.actor.authorityId : '';
    user = await world.aUser({ role: 'officer', authorityId });
  });

  const reader = () => world.get(Database).readerFor(head.actor);
  const requestOf = async (): Promise<UserView['request']> =>
    (await userIn(reader(), administrator(head.actor), user.id)).request;
  const asking = async () =>
    (await userPage(reader(), administrator(head.actor), { state: 'asking' })).items.map(({ id }) => id);
  const ask = (email = user.email, address = ADDRESS) => world.get(RequestLink).execute({ email, address });
  const eventsOf = (id: string, name: string) =>
    world.rows('SELECT 1 FROM event WHERE subject_id = $1 AND name = $2', [id, name]);
  const wish = (email: string, password = PASSWORD) =>
    world.get(RequestEmail).execute(user.caller, { email, password, address: ADDRESS });
  const issue = async () =>
    (await world.get(IssueLink).execute(head.caller, { userId: user.id })).link?.token ?? '';
  const use = (token: string) =>
    world.get(UseLink).execute({ token, password: NEW_PASSWORD, address: ADDRESS });
  const signIn = (email: string, password: string) =>
    world.get(SignIn).execute({ email, password, address: ADDRESS, client: null });

  it('are seen by the administrators of the organisation only, and end when the link is issued', async () => {
    const other = await world.aUser({ role: 'administrator' });
    await ask(` ${user.email.toUpperCase()} `);
    expect(await asking()).toEqual([user.id]);
    expect(await requestOf()).toEqual({ at: expect.any(String) as string, newEmail: null });
    const foreign = world.get(Database).readerFor(other.actor);
    expect((await userPage(foreign, administrator(other.actor), { state: 'asking' })).items).toEqual([]);
    await expect(signIn(user.email, PASSWORD)).resolves.toBeDefined(); // a request changes nothing by itself
    await use(await issue());
    expect(await asking()).toEqual([]);
    await expect(signIn(user.email, NEW_PASSWORD)).resolves.toBeDefined();
  });

  it('count once within 15 minutes, also at once, and answer alike if no user has the address', async () => {
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([undefined, undefined, undefined]);
    expect(await eventsOf(user.id, 'user.link_requested')).toHaveLength(1);
    world.clock.pass({ minutes: 14 });
    await ask();
    expect(await eventsOf(user.id, 'user.link_requested')).toHaveLength(1);
    world.clock.pass({ minutes: 1 });
    await ask();
    expect(await eventsOf(user.id, 'user.link_requested')).toHaveLength(2);
    expect(await ask('nobody@example.org')).toBeUndefined();
  });

  it('are not noted for a disabled user, and are possible for a user who lost the invitation', async () => {
    const invited = await world.get(InviteUser).execute(head.caller, {
      email: `lost${world.next()}@example.org`,
      name: 'Lost',
      role: 'officer',
    });
    await ask(invited.user.email);
    expect(await asking()).toEqual([invited.user.id]);
    await ask();
    await world.get(DisableUser).execute(head.caller, { userId: user.id });
    await ask();
    expect(await asking()).toEqual([invited.user.id]);
  });

  it('are throttled by the address of the caller, for every account', async () => {
    const from = (number: number) => ask(`nobody${number}@example.org`, '198.51.100.9');
    for (let number = 0; number < 20; number++) await from(number);
    await expect(from(20)).rejects.toMatchObject({ code: 'sign_in_throttled' });
    await expect(ask(user.email, '198.51.100.9')).rejects.toMatchObject({ code: 'sign_in_throttled' });
    await expect(ask()).resolves.toBeUndefined();
  });

  it('are dismissed by an administrator, once', async () => {
    await ask();
    const dismiss = () => world.get(DismissRequest).execute(head.caller, { userId: user.id });
    const [one, two] = await Promise.all([dismiss(), dismiss()]);
    expect([one.request, two.request]).toEqual([null, null]);
    expect(await eventsOf(user.id, 'user.request_dismissed')).toHaveLength(1);
  });

  describe('for another e-mail address', () => {
    it('need the password, and change the address when the link is used', async () => {
      const email = `new${world.next()}@example.org`;
      await expect(wish(email, 'not this one')).rejects.toMatchObject({ code: 'password_wrong' });
      expect((await wish(email)).request?.newEmail).toBe(email);
      expect((await requestOf())?.newEmail).toBe(email);
      const token = await issue();
      await expect(signIn(user.email, PASSWORD)).resolves.toBeDefined();
      await use(token);
      expect((await userView(reader(), user.id)).email).toBe(email);
      expect(await eventsOf(user.id, 'user.email_changed')).toHaveLength(1);
      await expect(signIn(user.email, NEW_PASSWORD)).rejects.toMatchObject({ code: 'sign_in_failed' });
      await expect(signIn(email, NEW_PASSWORD)).resolves.toBeDefined();
      // A later link for a forgotten password changes no address.
      await use(await issue());
      expect((await userView(reader(), user.id)).email).toBe(email);
    });

    it('are taken back by the present address', async () => {
      await wish(`new${world.next()}@example.org`);
      expect((await wish(user.email.toUpperCase())).request).toBeNull();
    });

    it('are refused if a user has the address: to the administrator, or when the link is used', async () => {
      const colleague = await world.aUser({ role: 'provider' });
      await wish(colleague.email); // the answer does not tell the user who has an account
      await expect(issue()).rejects.toMatchObject({ code: 'email_taken' });
      expect((await requestOf())?.newEmail).toBe(colleague.email);

      const email = `new${world.next()}@example.org`;
      await wish(email);
      const token = await issue();
      await world.aUser({ role: 'officer', email });
      await expect(use(token)).rejects.toMatchObject({ code: 'email_taken' });
      await expect(signIn(user.email, PASSWORD)).resolves.toBeDefined();
    });
  });

  it('are not needed for the own name', async () => {
    const rename = (name: string, version: number) =>
      world.get(ChangeOwnName).execute(user.caller, { name, version });
    const settled = await Promise.allSettled([rename('Ilona', 1), rename('Ilse', 1)]);
    expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { name, version } = await userView(reader(), user.id);
    await rename(name, version);
    expect(await eventsOf(user.id, 'user.changed')).toHaveLength(1);
  });
});
