import type { AccountLinkView } from '#contracts/identity';
import { UNREACHABLE, Refusal, TestConsole } from '../../../testing/test-console.js';

const ACCOUNT: AccountLinkView = {
  email: 'ilona@example.org',
  name: 'Ilona <b>',
  organisation: 'Example Council',
  expiresAt: '2026-01-22T09:00:00Z',
};
const PAGE = '/account-link/some-token';
const PASSWORD = ' tulip kettle march ';

describe('the page of a link', () => {
  it('says whose account it is and sends the password exactly as typed, with the token in the body', async () => {
    const site = await TestConsole.open({
      'POST /v1/account-links/read': ACCOUNT,
      'POST /v1/account-links/use': null,
    });
    const visitor = site.visitor();
    const { text } = await visitor.get(PAGE);
    for (const shown of [ACCOUNT.email, ACCOUNT.name, ACCOUNT.organisation, '22 January 2026 at 09:00'])
      expect(text).toContain(shown);
    const { status, location } = await visitor.submit(PAGE, { password: PASSWORD });
    expect([status, location]).toEqual([303, '/sign-in']);
    const sent = site.requests.find(({ route }) => route === 'POST /v1/account-links/use');
    expect(sent?.body).toEqual({ token: 'some-token', password: PASSWORD });
    expect(sent?.headers).not.toHaveProperty('idempotency-key');
    expect((await visitor.get('/sign-in')).text).toContain('Password set.');
  });

  it('uses nothing up when it is opened', async () => {
    const site = await TestConsole.open({ 'POST /v1/account-links/read': ACCOUNT });
    await site.visitor().get(PAGE);
    expect(site.requests.map(({ route }) => route)).toEqual(['POST /v1/account-links/read']);
  });

  it.each([
    [new Refusal(410, 'account_link_invalid'), 410, 'request a new link'],
    [new Refusal(400, 'invalid_request', { fields: { token: ['x'] } }), 400, ''],
    [UNREACHABLE, 503, ''],
  ])('says what to do with a link that cannot be used: %s', async (answer, status, words) => {
    const site = await TestConsole.open({ 'POST /v1/account-links/read': answer });
    const shown = await site.visitor().get(PAGE);
    expect(shown.status).toBe(status);
    expect(shown.text).toContain(words);
    expect(shown.html.querySelectorAll('input[type=password]')).toEqual([]);
  });

  it.each([
    [
      new Refusal(422, 'password_guessable', {
        faults: [{ code: 'password_common', sentence: 'Too common.' }],
      }),
      'Too common.',
    ],
    [new Refusal(400, 'invalid_request', { fields: { password: ['x'] } }), '12 to 200'],
  ])('shows the refusal beside the field, without the password: %j', async (answer, words) => {
    const site = await TestConsole.open({
      'POST /v1/account-links/read': ACCOUNT,
      'POST /v1/account-links/use': answer,
    });
    const visitor = site.visitor();
    await visitor.get(PAGE);
    const { status, html } = await visitor.submit(PAGE, { password: PASSWORD });
    const link = html.querySelector('.govuk-error-summary a');
    expect([status, link?.getAttribute('href')]).toEqual([answer.status, '#password']);
    expect(link?.textContent).toContain(words);
    expect(html.toString()).not.toContain('tulip');
  });
});
