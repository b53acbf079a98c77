import type { OwnMessageView } from '#contracts/messages';
import { aUser, TestConsole } from '../../../testing/test-console.js';

const ID = '01900000-0000-7000-8000-0000000000aa';
const message = (given: Partial<OwnMessageView> = {}): OwnMessageView => ({
  id: ID,
  kind: 'invitation',
  urgency: 'now',
  subject: { type: 'invitation', id: 'i' },
  readyAt: '2026-01-14T10:00:00Z',
  seenAt: null,
  text: {
    subject: 'Invitation: package LE-42',
    line: 'Answer soon.',
    link: 'https://h.example/to/invitation/i',
  },
  ...given,
});
const SEEN = 'POST /v1/me/messages/seen';

describe('the messages to a user', () => {
  const opened = async (unreadMessages: number, answers: Record<string, unknown>) => {
    const site = await TestConsole.open({ [SEEN]: { unreadMessages: 0 }, ...answers });
    const visitor = site.signedIn('provider');
    site.answer('GET /v1/me', { ...aUser('provider'), unreadMessages });
    return { site, visitor };
  };
  const seen = (site: TestConsole): unknown[] =>
    site.requests.filter(({ route }) => route === SEEN).map(({ body }) => body);

  it('are listed with their links, and counted in the menu and the title', async () => {
    const { visitor } = await opened(2, {
      'GET /v1/me/messages': { items: [message(), message({ seenAt: '2026-01-14T11:00:00Z' })], next: null },
    });
    const { html, text } = await visitor.get('/your-messages');
    expect(html.querySelector('title')?.textContent.trim()).toBe('(2) Your messages – Homeward');
    expect(html.querySelector('#unread-messages')?.textContent.trim()).toBe('2 new');
    expect(html.querySelector('#own-messages a')?.getAttribute('href')).toBe('/to/invitation/i');
    expect(text).toContain('Mark all as seen');
    expect(html.querySelector('input[name="upTo"]')?.getAttribute('value')).toBe(ID);
  });

  it('are seen when their link is opened', async () => {
    const { site, visitor } = await opened(1, {
      'GET /v1/message-links/invitation/i': { target: { page: 'invitation', id: 'i', of: null } },
    });
    await visitor.get('/to/invitation/i');
    expect(seen(site)).toEqual([{ subject: { type: 'invitation', id: 'i' } }]);
  });

  it('are seen when their page is opened, and the page counts them no more', async () => {
    const { site, visitor } = await opened(1, { 'GET /v1/work': [], 'GET /v1/starts?limit=200': null });
    const { html } = await visitor.get('/capacity');
    expect(seen(site)).toEqual([{ page: { name: 'capacity' } }]);
    expect(html.querySelector('title')?.textContent).not.toContain('(');
  });

  it.each([
    { why: 'a script fetches the page', headers: { 'sec-fetch-dest': 'empty' } },
    { why: 'the browser fetches the page ahead', headers: { 'sec-purpose': 'prefetch' } },
  ])('stay new when $why', async ({ headers }) => {
    const site = await TestConsole.open({ [SEEN]: { unreadMessages: 0 }, 'GET /v1/work': [] });
    const visitor = site.signedIn('provider', headers);
    site.answer('GET /v1/me', { ...aUser('provider'), unreadMessages: 1 });
    await visitor.get('/capacity');
    expect(seen(site)).toEqual([]);
  });

  it('ask nothing of the API if there is nothing new', async () => {
    const { site, visitor } = await opened(0, { 'GET /v1/work': [] });
    await visitor.get('/capacity');
    expect(seen(site)).toEqual([]);
  });
});
