import { Smtp } from '#platform/channels/smtp';
import { MailServer } from '../../support/mail-server.js';

const ANSWER_WITHIN_MS = 200;

describe('the SMTP channel', () => {
  let server: MailServer;
  let smtp: Smtp;
  beforeAll(async () => {
    server = await MailServer.open();
  });
  beforeEach(() => {
    server.reset();
    smtp = new Smtp({ url: server.url, from: 'homeward@council.example', answerWithinMs: ANSWER_WITHIN_MS });
  });
  afterEach(() => smtp.close());
  afterAll(() => server.stop());

  const send = (to = 'ilona@branch.example') =>
    smtp.send({ id: 'mail-1', to, subject: 'Start overdue: package LE-1', text: 'Read more.' });

  it('hands a mail over with a Message-ID of its id, in plain text, marked as sent by a machine', async () => {
    expect(await send()).toEqual({ outcome: 'accepted', code: null, isUncertain: false });
    expect(server.received).toMatchObject([
      {
        to: ['ilona@branch.example'],
        messageId: '<mail-1@council.example>',
        subject: 'Start overdue: package LE-1',
      },
    ]);
    const parsed = server.received[0]?.parsed;
    expect(parsed?.html).toBe(false);
    expect(parsed?.headers.get('auto-submitted')).toBe('auto-generated');
  });

  it.each([
    { step: 'the greeting', answers: { connect: () => 'hang' as const }, isUncertain: true },
    { step: 'the recipient', answers: { recipient: () => 'hang' as const }, isUncertain: true },
    { step: 'the mail', answers: { data: () => 'hang' as const }, isUncertain: true },
  ])('gives up a server that never answers $step', async ({ answers, isUncertain }) => {
    server.answers = answers;
    const began = performance.now();
    expect(await send()).toMatchObject({ outcome: 'channel_away', isUncertain });
    expect(performance.now() - began).toBeLessThan(ANSWER_WITHIN_MS * 10);
  });

  it('says that the server is not there', async () => {
    const nowhere = new Smtp({
      url: 'smtp://127.0.0.1:1',
      from: 'a@b.example',
      answerWithinMs: ANSWER_WITHIN_MS,
    });
    const delivery = await nowhere.send({ id: 'x', to: 'a@b.example', subject: '', text: '' });
    expect(delivery).toMatchObject({ outcome: 'channel_away', isUncertain: false });
    nowhere.close();
  });

  it.each([
    'two@example.org, three@example.org',
    'no-address',
    'line@example.org\r\nBcc: other@example.org',
    '',
  ])('sends nothing to the address %j that is none, or only to one recipient', async (to) => {
    await send(to);
    for (const { to: recipients } of server.received) expect(recipients).toHaveLength(1);
    expect(server.received.flatMap(({ to: recipients }) => recipients)).not.toContain('other@example.org');
  });
});
