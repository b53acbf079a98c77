import type { KeyView } from '#contracts/keys';
import { Refusal, TestConsole } from '../../../testing/test-console.js';

const KEY: KeyView = {
  id: '01900000-0000-7000-8000-0000000000c1',
  name: "O'Brien <b>",
  scopes: ['events', 'packages:read'],
  userId: '01900000-0000-7000-8000-000000000001',
  userName: '李 Chen',
  createdAt: '2026-01-15T08:00:00Z',
  expiresAt: '2026-04-15T08:00:00Z',
  lastUsedAt: null,
};
const SECRET = 'hwk_abc';
const ofOfficer = { keys: [KEY], scopes: ['events', 'packages:read'] };

describe('machine keys', () => {
  it('are listed with what they may do, when they were used and when they expire', async () => {
    const site = await TestConsole.open({ 'GET /v1/keys': ofOfficer });
    const { text, html } = await site.signedIn('officer').get('/keys');
    expect(text).toContain(
      "O'Brien <b> Receive events, live and from the feed; Read the board, packages, broadcasts and offers Never 15 April 2026 at 09:00",
    );
    expect(html.querySelectorAll('main b')).toEqual([]);
  });

  it('are made with the ticked scopes, and the secret is shown in this answer only', async () => {
    const site = await TestConsole.open({
      'GET /v1/keys': ofOfficer,
      'POST /v1/keys': { key: KEY, secret: SECRET },
    });
    const visitor = site.signedIn('officer');
    await visitor.get('/keys');
    const made = await visitor.submit('/keys', { name: 'Payroll', 'scope-packages-read': 'true' });
    expect(made.text).toContain(SECRET);
    expect(site.requests.at(-1)?.body).toEqual({ name: 'Payroll', scopes: ['packages:read'], days: 90 });
    expect((await visitor.get('/keys')).text).not.toContain(SECRET);
  });

  it('are not made without a name, a scope and a number of days', async () => {
    const site = await TestConsole.open({ 'GET /v1/keys': ofOfficer });
    const visitor = site.signedIn('officer');
    await visitor.get('/keys');
    const refused = await visitor.submit('/keys', { name: '', days: 'soon' });
    const links = refused.html
      .querySelectorAll('.govuk-error-summary a')
      .map((link) => link.getAttribute('href'));
    expect(links).toEqual(['#name', '#days']);
    const none = await visitor.submit('/keys', { name: 'x', days: '1' });
    expect(none.text).toContain('Choose at least one kind of access.');
  });

  it('say what the API refuses beside the field', async () => {
    const site = await TestConsole.open({
      'GET /v1/keys': ofOfficer,
      'POST /v1/keys': new Refusal(422, 'key_scope_not_allowed'),
    });
    const visitor = site.signedIn('officer');
    await visitor.get('/keys');
    const refused = await visitor.submit('/keys', { name: 'x', 'scope-events': 'true' });
    expect(refused.html.querySelector('#scopes-error')?.text).toContain(
      'A key cannot have more access than your role.',
    );
  });

  it('are replaced and ended', async () => {
    const site = await TestConsole.open({
      'GET /v1/keys': ofOfficer,
      [`POST /v1/keys/${KEY.id}/rotate`]: { key: KEY, secret: SECRET },
      [`DELETE /v1/keys/${KEY.id}`]: null,
    });
    const visitor = site.signedIn('officer');
    await visitor.get(`/keys/${KEY.id}/replace`);
    expect((await visitor.submit(`/keys/${KEY.id}/replace`)).text).toContain(SECRET);
    expect(site.requests.at(-1)?.body).toEqual({ days: 90, overlapHours: 24 });
    await visitor.get('/keys');
    expect(await visitor.submit(`/keys/${KEY.id}/end`)).toMatchObject({ location: '/keys' });
  });

  it('of an organisation are seen and ended by its administrator, who makes none', async () => {
    const site = await TestConsole.open({ 'GET /v1/keys': { keys: [KEY], scopes: [] } });
    const { text, html } = await site.signedIn('administrator').get('/keys');
    expect(text).toContain('李 Chen');
    expect(html.querySelectorAll('form[action$="/end"]')).toHaveLength(1);
    expect(text).not.toContain('Make a key');
    expect(html.querySelectorAll('a[href$="/replace"]')).toEqual([]);
  });
});
