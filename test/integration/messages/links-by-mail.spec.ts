import { ChangeUser } from '#brokerage/identity/change-user';
import { InviteUser } from '#brokerage/identity/invite-user';
import { IssueLink } from '#brokerage/identity/issue-link';
import { RequestEmail } from '#brokerage/identity/request-email';
import { RequestLink } from '#brokerage/identity/request-link';
import { SignIn } from '#brokerage/identity/sign-in';
import { UseLink } from '#brokerage/identity/use-link';
import { userView } from '#brokerage/identity/identity.queries';
import { DecideMessages } from '#brokerage/messages/decide-messages';
import { SendMessages } from '#brokerage/messages/send-messages';
import { PASSWORD, type TestUser } from '../../support/builders/authorities.js';
import { MailServer } from '../../support/mail-server.js';
import { World } from '../../support/world.js';

const NEW_PASSWORD = 'a walk along the canal at dusk';

describe('links by mail', () => {
  let world: World;
  let mail: MailServer;
  let administrator: TestUser;
  beforeAll(async () => {
    mail = await MailServer.open();
    world = await World.open({
      settings: {
        SMTP_URL: mail.url,
        MAIL_FROM: 'homeward@council.example',
        PUBLIC_ADDRESS: 'https://homeward.example/some/path',
      },
    });
    administrator = await world.aUser({ role: 'administrator' });
    await world.get(DecideMessages).execute();
  });
  afterAll(async () => {
    await world.close();
    await mail.stop();
  });
  beforeEach(() => mail.reset());

  const authorityId = () => ('authorityId' in administrator.actor ? administrator.actor.authorityId : '');
  /** Sends what is due. Returns the mails with a link for an account. */
  const sent = async () => {
    await world.get(DecideMessages).execute();
    await world.get(SendMessages).sendDue();
    return mail.received.filter(({ text }) => text.includes('/account-link/'));
  };
  const tokenIn = (text = ''): string =>
    decodeURIComponent(/https:\/\/homeward\.example\/account-link\/(\S+)/.exec(text)?.[1] ?? '');
  const use = (token: string) =>
    world.get(UseLink).execute({ token, password: NEW_PASSWORD, address: '192.0.2.1' });
  const signIn = (email: string, password: string) =>
    world.get(SignIn).execute({ email, password, address: `192.0.2.${world.next()}`, client: null });
  const invalid = { code: 'account_link_invalid' };

  it('go to a new user, and the administrator is shown none', async () => {
    const email = 'new.officer@council.example';
    const caller = { ...administrator.caller, requestKey: world.aKey() };
    const command = { email, name: 'Ilona', role: 'officer' } as const;
    const invited = await world.get(InviteUser).execute(caller, command);
    expect(invited).toMatchObject({ link: null, isMailed: true });
    expect(await world.get(InviteUser).execute(caller, command)).toEqual(invited);
    const [first, ...more] = await sent();
    expect([first?.to, first?.subject, more]).toEqual([[email], 'Your Homeward account', []]);
    await use(tokenIn(first?.text));
    await expect(signIn(email, NEW_PASSWORD)).resolves.toMatchObject({ user: { id: invited.user.id } });
    expect(await world.eventsOf(invited.user.id)).toEqual(
      expect.arrayContaining(['user.created', 'user.link_ordered', 'user.link_issued', 'user.password_set']),
    );
  });

  it('are stored as a hash only, and in no message', async () => {
    const { email } = await world.aUser({ role: 'officer', authorityId: authorityId() });
    await world.get(RequestLink).execute({ email, address: '192.0.2.9' });
    const [first] = await sent();
    const token = tokenIn(first?.text);
    expect(token.length).toBeGreaterThan(20);
    for (const table of ['message', 'message_attempt', 'event', 'account_link']) {
      const rows = await world.rows(`SELECT t::text AS row FROM ${table} t`);
      expect(rows.length).toBeGreaterThan(0);
      expect(JSON.stringify(rows)).not.toContain(token);
      if (table !== 'account_link') expect(JSON.stringify(rows)).not.toContain(email);
    }
  });

  it('for a forgotten password work once, and the newest of a repeated mail is the good one', async () => {
    const { id, email } = await world.aUser({ role: 'officer', authorityId: authorityId() });
    await world.get(RequestLink).execute({ email, address: '192.0.2.10' });
    mail.answers = { data: () => 'break' };
    await sent();
    mail.answers = {};
    world.clock.pass({ minutes: 1 });
    const [again] = await sent();
    expect(again?.messageId).toBe(mail.attempted[0]);
    expect(
      await world.rows('SELECT 1 FROM account_link WHERE user_id = $1 AND revoked_at IS NULL', [id]),
    ).toHaveLength(1);
    await expect(signIn(email, PASSWORD)).resolves.toBeDefined(); // until the link is used
    await use(tokenIn(again?.text));
    await expect(use(tokenIn(again?.text))).rejects.toMatchObject(invalid);
    await expect(signIn(email, NEW_PASSWORD)).resolves.toBeDefined();
  });

  it('are one for requests within 15 minutes', async () => {
    const { email } = await world.aUser({ role: 'officer', authorityId: authorityId() });
    await world.get(RequestLink).execute({ email, address: '192.0.2.11' });
    expect(await sent()).toHaveLength(1);
    await world.get(RequestLink).execute({ email, address: '192.0.2.11' });
    await world.get(RequestLink).execute({ email: 'nobody@council.example', address: '192.0.2.11' });
    expect(await sent()).toHaveLength(1);
  });

  it('for a new address go to the new address, and a forgotten password never does', async () => {
    const user = await world.aUser({ role: 'officer', authorityId: authorityId() });
    const wanted = 'moved@council.example';
    await world
      .get(RequestEmail)
      .execute(user.caller, { email: wanted, password: PASSWORD, address: '192.0.2.12' });
    const [first] = await sent();
    expect(first?.to).toEqual([wanted]);
    mail.reset();
    world.clock.pass({ minutes: 16 });
    await world.get(RequestLink).execute({ email: user.email, address: '192.0.2.12' });
    const [second] = await sent();
    expect(second?.to).toEqual([user.email]);
    await use(tokenIn(second?.text));
    expect(await userView(world.reader, user.id)).toMatchObject({ email: user.email });
  });

  it('change the address when the link for the address is used', async () => {
    const user = await world.aUser({ role: 'officer', authorityId: authorityId() });
    const wanted = 'moved.for.good@council.example';
    await world
      .get(RequestEmail)
      .execute(user.caller, { email: wanted, password: PASSWORD, address: '192.0.2.13' });
    const [first] = await sent();
    await use(tokenIn(first?.text));
    expect(await userView(world.reader, user.id)).toMatchObject({ email: wanted, request: null });
  });

  it('are ordered by an administrator, who counts as the issuer', async () => {
    const user = await world.aUser({ role: 'officer', authorityId: authorityId() });
    world.clock.pass({ days: 1 });
    const later = await world.aUser({ role: 'administrator', authorityId: authorityId() });
    expect(await world.get(IssueLink).execute(later.caller, { userId: user.id })).toMatchObject({
      link: null,
      isMailed: true,
    });
    const [first] = await sent();
    await use(tokenIn(first?.text));
    const [row] = await world.rows<{ enteredAt: Date }>(
      'SELECT entered_at AS "enteredAt" FROM app_user WHERE id = $1',
      [user.id],
    );
    expect(row?.enteredAt).toEqual(world.clock.now());
  });

  it('let no administrator in as an older user, through an address that the administrator chose', async () => {
    const provider = await world.aProviderWithBranch();
    const providerId = provider.provider.id;
    const user = await world.aUser({ role: 'provider', providerId });
    world.clock.pass({ days: 1 });
    const newcomer = await world.aUser({ role: 'provider_administrator', providerId });
    const own = 'newcomer.mailbox@provider.example';
    await world.get(ChangeUser).execute(newcomer.caller, { userId: user.id, email: own, version: 1 });
    await world.get(RequestLink).execute({ email: own, address: '192.0.2.14' });
    const [first] = (await sent()).filter(({ to }) => to.includes(own));
    await use(tokenIn(first?.text));
    const [row] = await world.rows<{ enteredAt: Date }>(
      'SELECT entered_at AS "enteredAt" FROM app_user WHERE id = $1',
      [user.id],
    );
    expect(row?.enteredAt).toEqual(world.clock.now());
  });

  it('are not made for a user who has been let in, or disabled, meanwhile', async () => {
    const invited = await world
      .get(InviteUser)
      .execute(administrator.caller, { email: 'twice@council.example', name: 'Twice', role: 'officer' });
    await world.get(DecideMessages).execute();
    await world.rows('UPDATE app_user SET disabled_at = $2 WHERE id = $1', [
      invited.user.id,
      world.clock.now(),
    ]);
    expect(await sent()).toEqual([]);
    expect(await world.rows('SELECT 1 FROM account_link WHERE user_id = $1', [invited.user.id])).toEqual([]);
  });
});
