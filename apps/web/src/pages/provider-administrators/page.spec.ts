import type { ProviderAdministration } from '#contracts/identity';
import { Refusal, TestConsole } from '../../../testing/test-console.js';

const invited = { userId: 'u-1', name: 'Head <b>', email: 'head@example.org' };
const PROVIDERS: ProviderAdministration[] = [
  { providerId: '1-1', providerName: 'Alder & Co', administrator: 'none', invited: null },
  { providerId: '1-2', providerName: 'Birch', administrator: 'invited', invited },
  { providerId: '1-3', providerName: 'Cedar', administrator: 'active', invited: null },
];
const LIST = { 'GET /v1/provider-administrators': PROVIDERS };
const FORM = '/provider-administrators/1-1/invite';

describe('the administrators of providers', () => {
  it('are listed, each with what can be done', async () => {
    const site = await TestConsole.open(LIST);
    const { html, text } = await site.signedIn('administrator').get('/provider-administrators');
    expect(text).toContain('Head <b>, head@example.org');
    const links = html.querySelectorAll('tbody a').map((link) => link.getAttribute('href'));
    expect(links).toEqual([FORM]);
    const forms = html.querySelectorAll('tbody form').map((form) => form.getAttribute('action'));
    expect(forms).toEqual(['/provider-administrators/u-1/withdraw']);
  });

  it('are invited without a link being shown', async () => {
    const answer = { user: {}, link: null };
    const site = await TestConsole.open({ ...LIST, 'POST /v1/users': answer });
    const visitor = site.signedIn('administrator');
    expect((await visitor.get(FORM)).text).toContain('Invite an administrator of Alder & Co');
    const sent = { name: 'Head', email: 'head@example.org' };
    expect(await visitor.submit(FORM, sent)).toMatchObject({ location: '/provider-administrators' });
    expect(site.requests.find(({ route }) => route === 'POST /v1/users')?.body).toEqual({
      ...sent,
      role: 'provider_administrator',
      providerId: '1-1',
    });
    expect((await visitor.get('/provider-administrators')).text).toContain('operator of Homeward sends them');
  });

  it.each([
    [new Refusal(422, 'operator_needed'), 'Ask the operator of Homeward'],
    [new Refusal(404, 'provider_not_found'), 'Provider not found'],
    [new Refusal(409, 'email_taken'), 'Another user has this e-mail address'],
  ])('are not invited after %j', async (refusal, words) => {
    const site = await TestConsole.open({ ...LIST, 'POST /v1/users': refusal });
    const visitor = site.signedIn('administrator');
    await visitor.get(FORM);
    const { text, status } = await visitor.submit(FORM, { name: 'Head', email: 'head@example.org' });
    expect(status).toBe(refusal.status);
    expect(text).toContain(words);
  });

  it('are withdrawn', async () => {
    const site = await TestConsole.open({ ...LIST, 'DELETE /v1/provider-administrators/u-1': null });
    const visitor = site.signedIn('administrator');
    await visitor.get('/provider-administrators');
    expect(await visitor.submit('/provider-administrators/u-1/withdraw')).toMatchObject({ status: 303 });
  });
});
