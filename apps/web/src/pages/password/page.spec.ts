import { TestConsole, Refusal } from '../../../testing/test-console.js';

describe('changing the user’s own password', () => {
  it('sends it exactly as typed, with its blanks', async () => {
    const site = await TestConsole.open({ 'POST /v1/me/password': null, 'GET /v1/sessions': [] });
    const visitor = site.signedIn('provider');
    await visitor.get('/password');
    const typed = { oldPassword: ' old one ', newPassword: ' a long new one ' };
    const { status, location } = await visitor.submit('/password', typed);
    expect([status, location]).toEqual([303, '/sessions']);
    const sent = site.requests.find(({ route }) => route.startsWith('POST'));
    expect(sent?.body).toEqual(typed);
    expect(sent?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
    const { html } = await visitor.get('/sessions');
    expect(html.text).toContain('Password changed');
  });

  it.each([
    [new Refusal(422, 'password_wrong'), '#oldPassword', 'not your current password'],
    [new Refusal(429, 'sign_in_throttled', { retryAfterSeconds: 60 }), '#oldPassword', 'wait'],
    [
      new Refusal(422, 'password_guessable', {
        faults: [{ code: 'password_common', sentence: 'Too common.' }],
      }),
      '#newPassword',
      'too common',
    ],
    [new Refusal(400, 'invalid_request', { fields: { newPassword: ['x'] } }), '#newPassword', '12 to 200'],
  ])('shows the refusal beside the field: %j', async (refusal, field, sentence) => {
    const site = await TestConsole.open({ 'POST /v1/me/password': refusal });
    const visitor = site.signedIn('officer');
    await visitor.get('/password');
    const { status, html } = await visitor.submit('/password', { oldPassword: 'x', newPassword: 'y' });
    const link = html.querySelector('.govuk-error-summary a');
    expect([status, link?.getAttribute('href')]).toEqual([refusal.status, field]);
    expect(link?.text.toLowerCase()).toContain(sentence);
    expect(html.toString()).not.toContain('value="x"');
  });

  it('sends nothing while a field is empty', async () => {
    const site = await TestConsole.open({});
    const visitor = site.signedIn('auditor');
    await visitor.get('/password');
    const { status } = await visitor.submit('/password', { oldPassword: '', newPassword: '' });
    expect(status).toBe(400);
    expect(site.requests.some(({ route }) => route.startsWith('POST'))).toBe(false);
  });
});
