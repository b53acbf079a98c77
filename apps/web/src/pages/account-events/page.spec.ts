import type { AccountEventView } from '#contracts/identity';
import { TestConsole } from '../../../testing/test-console.js';

const event = (name: string, actorName: string | null): AccountEventView => ({
  id: '01900000-0000-7000-8000-0000000000aa',
  at: '2026-01-14T10:00:00Z',
  name,
  userId: 'u',
  userName: 'Ilona <b>',
  actorName,
});

describe('account events', () => {
  it.each(['administrator', 'provider_administrator', 'auditor'] as const)(
    'are shown to a %s',
    async (role) => {
      const items = [
        event('user.link_issued', 'Siân'),
        event('user.password_set', null),
        event('user.new', null),
      ];
      const site = await TestConsole.open({ 'GET /v1/account-events?after=x': { items, next: 'y' } });
      const { text, html } = await site.signedIn(role).get('/account-events?after=x');
      expect(text).toContain('14 January 2026 at 10:00 Ilona <b> Link to set a password issued Siân');
      expect(text).toContain('Password set with a link –');
      expect(text).toContain('user.new');
      expect(html.querySelector('main a')?.getAttribute('href')).toBe('/account-events?after=y');
    },
  );

  it('of the own account are shown to everybody', async () => {
    const items = [event('user.guessed', null)];
    const site = await TestConsole.open({ 'GET /v1/me/account-events': { items, next: null } });
    const { text } = await site.signedIn('provider').get('/sessions/events');
    expect(text).toContain('Many wrong passwords tried');
    expect(text).not.toContain('Ilona');
  });
});
