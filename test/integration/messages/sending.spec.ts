import { DecideMessages } from '#brokerage/messages/decide-messages';
import { SendMessages } from '#brokerage/messages/send-messages';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { DisableUser } from '#brokerage/identity/disable-user';
import { LimitUser } from '#brokerage/identity/limit-user';
import type { MessageKind, MessageStatus } from '#contracts/messages';
import type { Urgency } from '#contracts/packages';
import { MailServer } from '../../support/mail-server.js';
import { World } from '../../support/world.js';

describe('messages by mail', () => {
  let world: World;
  let mail: MailServer;
  beforeAll(async () => {
    mail = await MailServer.open();
    world = await World.open({
      settings: {
        SMTP_URL: mail.url,
        MAIL_FROM: 'Homeward <homeward@council.example>',
        PUBLIC_ADDRESS: 'https://homeward.example',
      },
    });
    await decide();
  });
  afterAll(async () => {
    await world.close();
    await mail.stop();
  });
  beforeEach(async () => {
    mail.reset();
    world.clock.pass({ minutes: 10 }); // every pause of the channel is over
    await world.rows(`UPDATE message SET status = 'over' WHERE status IN ('waiting', 'sending')`);
  });

  const decide = () => world.get(DecideMessages).execute();
  const send = () => world.get(SendMessages).sendDue();
  const open = async (urgency: Urgency = 'hospital', branches = 1) => {
    const opened = await world.aBroadcastOpen({ branches, pkg: { urgency } });
    await decide();
    return opened;
  };
  /** Returns what became of the messages of a kind about a broadcast. */
  const became = async (broadcastId: string, kind: MessageKind = 'invitation'): Promise<MessageStatus[]> => {
    const rows = await world.rows<{ status: MessageStatus }>(
      'SELECT status FROM message WHERE broadcast_id = $1 AND kind = $2 ORDER BY id',
      [broadcastId, kind],
    );
    return rows.map(({ status }) => status);
  };
  const attempts = (broadcastId: string) =>
    world.rows<{ outcome: string; code: string | null }>(
      `SELECT a.outcome, a.code FROM message_attempt a JOIN message m ON m.id = a.message_id
       WHERE m.broadcast_id = $1 ORDER BY a.id`,
      [broadcastId],
    );

  it('invite each branch at once if the urgency is that of a hospital discharge', async () => {
    const { asked, pkg, broadcast } = await open('hospital', 2);
    await send();
    expect(mail.received.map(({ to }) => to).sort()).toEqual(asked.map(({ user }) => [user.email]).sort());
    const [first] = mail.received;
    expect(first).toMatchObject({
      subject: `Invitation: package ${pkg.reference}`,
      messageId: expect.stringMatching(/^<[0-9a-f-]{36}@council\.example>$/) as string,
    });
    expect(first?.text).toContain('https://homeward.example/to/invitation/');
    expect(await became(broadcast.id)).toEqual(['accepted', 'accepted']);
    expect(await attempts(broadcast.id)).toEqual([
      { outcome: 'accepted', code: null },
      { outcome: 'accepted', code: null },
    ]);
  });

  it('join what is less urgent into one mail, a minute after the first', async () => {
    const { lot, asked, officer } = await open('routine');
    world.clock.pass({ seconds: 40 });
    await world.aBroadcastOpen({ lot, officer, branches: asked, pkg: { urgency: 'routine' } });
    await decide();
    await send();
    expect(mail.received).toEqual([]);
    world.clock.pass({ seconds: 20 });
    await send();
    expect(mail.received).toMatchObject([
      { to: [asked[0]?.user.email], subject: expect.stringMatching(/and 1 more$/) as string },
    ]);
    expect(mail.received[0]?.text.match(/\/to\/invitation\//g)).toHaveLength(2);
  });

  it('take along what waits when something is urgent', async () => {
    const { lot, asked, officer, broadcast } = await open('routine');
    await world.aBroadcastOpen({ lot, officer, branches: asked, pkg: { urgency: 'hospital' } });
    await decide();
    await send();
    expect(mail.received).toHaveLength(1);
    expect(await became(broadcast.id)).toEqual(['accepted']);
  });

  it('remind of the deadline when half of the window is over, and only who has not answered', async () => {
    const { asked, pkg, broadcast } = await open('hospital', 2);
    await send();
    mail.reset();
    await world.anOffer({ from: asked[0]!, pkg });
    world.clock.pass({ minutes: 60 });
    await send();
    expect(mail.received).toMatchObject([
      { to: [asked[1]?.user.email], subject: `Answer soon: package ${pkg.reference}` },
    ]);
    expect((await became(broadcast.id, 'deadline_near')).sort()).toEqual(['accepted', 'over']);
  });

  it('wait while the mail server is away, and then go out without a flood', async () => {
    const first = await open('hospital', 3);
    await mail.stop();
    await send();
    const { lot, officer, asked } = first;
    const second = await world.aBroadcastOpen({
      lot,
      officer,
      branches: asked,
      pkg: { urgency: 'hospital' },
    });
    await decide();
    for (let tries = 0; tries < 10; tries++) {
      world.clock.pass({ minutes: 1 });
      await send();
    }
    expect(await became(first.broadcast.id)).toEqual(['waiting', 'waiting', 'waiting']);
    await mail.start();
    for (let rounds = 0; rounds < 4; rounds++) {
      world.clock.pass({ minutes: 6 });
      await send();
    }
    // One mail for each branch tells of both invitations.
    expect(mail.received.map(({ to }) => to).sort()).toEqual(asked.map(({ user }) => [user.email]).sort());
    expect(await became(first.broadcast.id)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(await became(second.broadcast.id)).toEqual(['accepted', 'accepted', 'accepted']);
    // While the server was away, one message at a time tried whether it was back.
    const failed = (await attempts(first.broadcast.id)).filter(({ outcome }) => outcome === 'channel_away');
    expect(failed.length).toBeGreaterThan(1);
    expect(failed.length).toBeLessThan(16);
  });

  it('pause the channel if the server greets with an error', async () => {
    const { broadcast } = await open();
    await mail.cut();
    mail.answers = { connect: () => 421 };
    await send();
    expect(await became(broadcast.id)).toEqual(['waiting']);
    mail.reset();
    expect(await send()).toEqual({ claimed: 0, accepted: 0 });
    world.clock.pass({ minutes: 1 });
    await send();
    expect(await became(broadcast.id)).toEqual(['accepted']);
  });

  it('are tried again later if a mailbox is full, while others get theirs', async () => {
    const { asked, broadcast } = await open('hospital', 2);
    const full = asked[0]?.user.email;
    mail.answers = { recipient: (address) => (address === full ? 452 : undefined) };
    await send();
    expect((await became(broadcast.id)).sort()).toEqual(['accepted', 'waiting']);
    mail.reset();
    world.clock.pass({ minutes: 4 });
    await send();
    expect(mail.received).toEqual([]);
    world.clock.pass({ minutes: 1 });
    await send();
    expect(mail.received).toMatchObject([{ to: [full] }]);
  });

  it('have bounced if the address does not work, which the users page shows until a mail arrives', async () => {
    const { asked, broadcast } = await open();
    const [branch] = asked;
    mail.answers = { recipient: () => 550 };
    await send();
    expect(await became(broadcast.id)).toEqual(['bounced']);
    expect(await attempts(broadcast.id)).toEqual([{ outcome: 'bounced', code: '550' }]);
    mail.reset();
    world.clock.pass({ minutes: 60 });
    await send();
    expect(mail.received).toMatchObject([{ to: [branch?.user.email] }]);
  });

  it('have failed if the server refuses the mail for good', async () => {
    mail.answers = { data: () => 554 };
    const { broadcast } = await open();
    await send();
    expect(await became(broadcast.id)).toEqual(['failed']);
  });

  it('are not sent late: an invitation to a closed round becomes a line of the next digest', async () => {
    const { asked, broadcast, pkg } = await open();
    await mail.stop();
    await send();
    world.clock.set(broadcast.closesAt);
    await world.get(CloseBroadcast).execute(broadcast.id);
    await mail.start();
    world.clock.pass({ minutes: 6 });
    await decide();
    await send();
    await send();
    expect(mail.received.filter(({ to }) => to.includes(asked[0]?.user.email ?? ''))).toEqual([]);
    expect(await became(broadcast.id)).toEqual(['over']);
    world.clock.pass({ days: 1 });
    for (let rounds = 0; rounds < 3; rounds++) await send();
    expect(mail.received.filter(({ to }) => to.includes(asked[0]?.user.email ?? ''))).toMatchObject([
      { subject: `Ended before you were told: package ${pkg.reference}` },
    ]);
  });

  it('go again with the same Message-ID if a worker ended before it recorded the outcome', async () => {
    const { broadcast } = await open();
    await send();
    const [first] = mail.received;
    // What a killed worker leaves: the mail is out, and its row is still being sent.
    await world.rows(
      `UPDATE message SET status = 'sending', accepted_at = NULL, next_at = $2 WHERE broadcast_id = $1 AND kind = 'invitation'`,
      [broadcast.id, world.clock.in({ minutes: 2 })],
    );
    await send();
    expect(mail.received).toHaveLength(1); // the lease lasts
    world.clock.pass({ minutes: 2 });
    await send();
    expect(mail.received).toHaveLength(2);
    expect(mail.received[1]?.messageId).toBe(first?.messageId);
    expect(await became(broadcast.id)).toEqual(['accepted']);
  });

  it('keep their Message-ID if the connection breaks after the mail was handed over', async () => {
    const { broadcast } = await open();
    mail.answers = { data: () => 'break' };
    await send();
    expect(await became(broadcast.id)).toEqual(['waiting']);
    const [first] = mail.attempted;
    mail.reset();
    world.clock.pass({ minutes: 1 });
    await send();
    expect(mail.received.map(({ messageId }) => messageId)).toEqual([first]);
  });

  it('are sent once if two workers send at the same time', async () => {
    const { broadcast } = await open('hospital', 6);
    await Promise.all([send(), send(), send()]);
    expect(mail.received).toHaveLength(6);
    expect(await became(broadcast.id)).toEqual(Array(6).fill('accepted'));
  });

  it('do not reach a user who was disabled, or may not see the branch any more', async () => {
    const { asked, broadcast } = await open('routine', 2);
    const [one, other] = asked;
    const administratorOf = (providerId: string) =>
      world.aUser({ role: 'provider_administrator', providerId });
    const first = await administratorOf(one!.provider.id);
    await world.get(DisableUser).execute(first.caller, { userId: one!.user.id });
    const second = await administratorOf(other!.provider.id);
    const elsewhere = await world.aProviderWithBranch({ providerId: other!.provider.id });
    await world
      .get(LimitUser)
      .execute(second.caller, { userId: other!.user.id, branchIds: [elsewhere.branch.id], version: 1 });
    world.clock.pass({ minutes: 2 });
    await send();
    expect(mail.received.filter(({ subject }) => subject.startsWith('Invitation'))).toEqual([]);
    expect(await became(broadcast.id)).toEqual(['over', 'over']);
  });
});
