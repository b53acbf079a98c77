import { aUser, Refusal, TestConsole } from '../../../testing/test-console.js';

describe('the own account', () => {
  it('changes the name with the version that the user saw', async () => {
    const site = await TestConsole.open({ 'PATCH /v1/me': aUser('officer') });
    const visitor = site.signedIn('officer');
    await visitor.get('/sessions/name');
    expect(await visitor.submit('/sessions/name', { name: ' Ilona ' })).toMatchObject({
      location: '/sessions',
    });
    const sent = site.requests.find(({ route }) => route === 'PATCH /v1/me')?.body;
    expect(sent).toEqual({ name: 'Ilona', version: 1 });
  });

  it('asks for another address, and does not keep the password after a refusal', async () => {
    const site = await TestConsole.open({ 'POST /v1/me/email': new Refusal(422, 'password_wrong') });
    const visitor = site.signedIn('officer');
    expect((await visitor.get('/sessions/e-mail')).text).toContain(
      'Until then, sign in with user@example.org',
    );
    const typed = { email: 'new@example.org', password: 'not this one' };
    const { html } = await visitor.submit('/sessions/e-mail', typed);
    expect(html.querySelector('.govuk-error-summary')?.textContent).toContain('not your current password');
    expect(html.querySelector('#email')?.getAttribute('value')).toBe('new@example.org');
    expect(html.toString()).not.toContain('not this one');
  });
});

describe('a forgotten password', () => {
  it('is answered alike for every address, also without a session', async () => {
    const site = await TestConsole.open({ 'POST /v1/account-links/request': null });
    const visitor = site.visitor();
    expect(
      (await visitor.get('/sign-in')).html.querySelector('a[href="/forgotten-password"]'),
    ).not.toBeNull();
    await visitor.get('/forgotten-password');
    const answer = await visitor.submit('/forgotten-password', { email: 'any@example.org' });
    expect(answer).toMatchObject({ status: 303, location: '/sign-in' });
    expect((await visitor.get('/sign-in')).text).toContain('If this address belongs to an account');
  });

  it('says so if too many have asked', async () => {
    const site = await TestConsole.open({
      'POST /v1/account-links/request': new Refusal(429, 'sign_in_throttled'),
    });
    const visitor = site.visitor();
    await visitor.get('/forgotten-password');
    const { text } = await visitor.submit('/forgotten-password', { email: 'any@example.org' });
    expect(text).toContain('Wait before you try again');
  });
});
