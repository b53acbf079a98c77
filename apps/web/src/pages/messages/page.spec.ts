import { LINKED_PAGES, type MessageView, type Outbox, type OutboxMessage } from '#contracts/messages';
import { TestConsole } from '../../../testing/test-console.js';
import { addressOf } from '../../paths/linked-pages.js';

const message = (given: Partial<MessageView>): OutboxMessage => ({
  id: '01900000-0000-7000-8000-0000000000aa',
  kind: 'invitation',
  channel: 'mail',
  urgency: 'now',
  status: 'not_sent',
  recipientName: null,
  branchId: '1-100',
  branchName: 'Quill <b> Care',
  packageId: '01900000-0000-7000-8000-0000000000bb',
  packageReference: 'LE-42',
  decidedAt: '2026-01-14T10:00:00Z',
  dueAt: '2026-01-14T10:00:00Z',
  acceptedAt: null,
  seenAt: null,
  attempts: 0,
  lastCode: null,
  text: {
    subject: 'Invitation: package LE-42',
    line: 'Answer soon.',
    link: 'https://h.example/to/invitation/i',
  },
  ...given,
});

describe('the page of messages', () => {
  it.each(['officer', 'commissioner', 'administrator', 'auditor', 'provider_administrator'] as const)(
    'shows a %s the whole text of what was not sent',
    async (role) => {
      const outbox: Outbox = { items: [message({})], next: null, sendsMail: false };
      const site = await TestConsole.open({ 'GET /v1/messages': outbox });
      const { text, html } = await site.signedIn(role).get('/messages');
      expect(text).toContain('This Homeward sends no e-mail.');
      expect(text).toContain('Would have been sent to Quill <b> Care by mail.');
      expect(text).toContain('Answer soon.');
      expect(html.querySelector('details a')?.getAttribute('href')).toBe('https://h.example/to/invitation/i');
    },
  );

  it('shows what became of a message, and asks for the filters that were chosen', async () => {
    const items = [message({ status: 'bounced', attempts: 2, lastCode: '550', recipientName: 'Siân' })];
    const outbox: Outbox = { items, next: 'n', sendsMail: true };
    const site = await TestConsole.open({ 'GET /v1/messages?status=bounced&kind=invitation': outbox });
    const { text, html } = await site.signedIn('officer').get('/messages?status=bounced&kind=invitation');
    expect(text).toContain('Bounced 2 attempts Answer 550');
    expect(text).toContain('Siân');
    expect(text).not.toContain('sends no e-mail');
    expect(text).not.toContain('Would have been sent');
    expect(html.querySelectorAll('main a').map((link) => link.getAttribute('href'))).toContain(
      '/messages?status=bounced&kind=invitation&after=n',
    );
  });

  it('takes no unknown filter', async () => {
    const outbox: Outbox = { items: [], next: null, sendsMail: true };
    const site = await TestConsole.open({ 'GET /v1/messages': outbox });
    const { text } = await site.signedIn('officer').get('/messages?status=lost&kind=none');
    expect(text).toContain('No messages yet');
  });
});

describe('who is told what', () => {
  it('is shown in words to every role', async () => {
    const rule = {
      event: 'invitation.opened',
      kind: 'invitation',
      audience: 'The users of the branch',
      urgency: 'of_package',
      when: 'at once',
      channels: ['mail'],
      mandatory: true,
      subject: '',
    };
    const rules = { rules: [rule], silent: [{ event: 'offer.made', because: 'the answers are sealed' }] };
    const site = await TestConsole.open({ 'GET /v1/message-rules': rules });
    const { text } = await site.signedIn('provider').get('/messages/rules');
    expect(text).toContain(
      'Invitation The users of the branch At once At once for a hospital discharge, otherwise within a minute Mail No',
    );
    expect(text).toContain('offer.madethe answers are sealed');
  });
});

describe('the link of a message', () => {
  it('leads to its page', async () => {
    const target = { target: { page: 'package', id: 'p', of: null } };
    const site = await TestConsole.open({ 'GET /v1/message-links/package/p': target });
    const { location } = await site.signedIn('officer').get('/to/package/p');
    expect(location).toBe('/packages/p');
  });

  it('says plainly that the thing is no longer there', async () => {
    const site = await TestConsole.open({ 'GET /v1/message-links/package/p': { target: null } });
    const { text, status } = await site.signedIn('officer').get('/to/package/p');
    expect(status).toBe(404);
    expect(text).toContain('What this message was about is over, or your account may not see it.');
  });

  it('asks a user who is not signed in to sign in, and leads on afterwards', async () => {
    const site = await TestConsole.open({});
    const { location } = await site.visitor().get('/to/package/p');
    expect(location).toBe('/sign-in?next=%2Fto%2Fpackage%2Fp');
  });

  it('has an address for every page that the API names', () => {
    for (const page of LINKED_PAGES) expect(addressOf({ page, id: 'i', of: 'o' })).toMatch(/^\/[a-z]/);
  });
});
