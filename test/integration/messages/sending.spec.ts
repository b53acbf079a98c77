import { DecideMessages } from '#brokerage/messages/decide-messages';
import { SendMessages } from '#brokerage/messages/send-messages';
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
  beforeEach(() => mail.reset());

  const decide = () => world.get(DecideMessages).execute();
  const send = () => world.get(SendMessages).sendDue();

  it('invite each branch at once if the urgency is that of a hospital discharge', async () => {
    const { asked, pkg, broadcast } = await world.aBroadcastOpen({ pkg: { urgency: 'hospital' } });
    await decide();
    await send();
    expect(mail.received.map(({ to }) => to).sort()).toEqual(asked.map(({ user }) => [user.email]).sort());
    const [first] = mail.received;
    expect(first).toMatchObject({
      subject: `Invitation: package ${pkg.reference}`,
      messageId: expect.stringMatching(/^<[0-9a-f-]{36}@council\.example>$/),
    });
    expect(first?.text).toContain('https://homeward.example/to/invitation/');
    expect(
      await world.rows('SELECT status FROM message WHERE broadcast_id = $1 AND kind = $2', [
        broadcast.id,
        'invitation',
      ]),
    ).toEqual([{ status: 'accepted' }, { status: 'accepted' }]);
  });
});
