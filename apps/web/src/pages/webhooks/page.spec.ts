import type { DeliveryView, WebhookView } from '#contracts/webhooks';
import { Refusal, TestConsole } from '../../../testing/test-console.js';

const WEBHOOK: WebhookView = {
  id: '01900000-0000-7000-8000-0000000000d1',
  name: "O'Brien <b>",
  url: 'https://example.org/homeward',
  eventNames: ['broadcast.opened'],
  userId: '01900000-0000-7000-8000-000000000001',
  userName: '李 Chen',
  createdAt: '2026-01-15T08:00:00Z',
  switchedOffAt: null,
  switchedOffCause: null,
  failingSince: null,
  waiting: 2,
  oldestWaitingAt: '2026-01-15T08:00:00Z',
  lastDeliveredAt: null,
  version: 3,
};
const DELIVERY: DeliveryView = {
  id: '01900000-0000-7000-8000-0000000000d2',
  eventName: 'broadcast.opened',
  eventAt: '2026-01-15T08:00:00Z',
  status: 'failed',
  attempts: 14,
  outcome: 'timeout',
  lastAttemptAt: '2026-01-18T08:00:00Z',
  nextAttemptAt: null,
};
const SECRET = 'whsec_abc';
const PAGE = `/webhooks/${WEBHOOK.id}`;
const answers = (webhook: WebhookView = WEBHOOK) => ({
  'GET /v1/webhooks': [webhook],
  [`GET /v1/webhooks/${WEBHOOK.id}`]: webhook,
  [`GET /v1/webhooks/${WEBHOOK.id}/deliveries`]: { items: [DELIVERY], next: null },
});

describe('webhooks', () => {
  it('are listed, and one is added: its secret is shown in this answer only', async () => {
    const site = await TestConsole.open({
      ...answers(),
      'POST /v1/webhooks': { webhook: WEBHOOK, secret: SECRET },
    });
    const visitor = site.signedIn('officer');
    const { text, html } = await visitor.get('/webhooks');
    expect(text).toContain("O'Brien <b> https://example.org/homeward On 2 None");
    expect(html.querySelectorAll('main b')).toEqual([]);
    const typed = {
      name: 'Case',
      url: 'https://example.org',
      eventNames: 'award.made, broadcast.opened\naward.made',
    };
    expect((await visitor.submit('/webhooks', typed)).text).toContain(SECRET);
    expect(site.requests.at(-1)?.body).toEqual({
      name: 'Case',
      url: 'https://example.org',
      eventNames: ['broadcast.opened', 'award.made'],
    });
    expect((await visitor.get('/webhooks')).text).not.toContain(SECRET);
  });

  it('show every error of the form at once', async () => {
    const site = await TestConsole.open(answers());
    const visitor = site.signedIn('officer');
    await visitor.get('/webhooks');
    const refused = await visitor.submit('/webhooks', { name: '', url: '', eventNames: 'award.eaten' });
    const links = refused.html
      .querySelectorAll('.govuk-error-summary a')
      .map((link) => link.getAttribute('href'));
    expect(links).toEqual(['#name', '#url', '#eventNames']);
  });

  it('say beside the field why an address is refused', async () => {
    const site = await TestConsole.open({
      ...answers(),
      'POST /v1/webhooks': new Refusal(422, 'webhook_address_refused'),
    });
    const visitor = site.signedIn('officer');
    await visitor.get('/webhooks');
    const refused = await visitor.submit('/webhooks', { name: 'x', url: 'https://10.0.0.1', eventNames: '' });
    expect(refused.html.querySelector('#url-error')?.text).toContain('public internet');
  });

  it('show their deliveries, and send one again', async () => {
    const again = `POST /v1/webhooks/${WEBHOOK.id}/deliveries/${DELIVERY.id}/redeliver`;
    const site = await TestConsole.open({ ...answers(), [again]: null });
    const visitor = site.signedIn('officer');
    const { text } = await visitor.get(PAGE);
    expect(text).toContain(
      'broadcast.opened 15 January 2026 at 08:00 Failed 14 No answer within 15 seconds –',
    );
    const path = `${PAGE}/deliveries/${DELIVERY.id}/send-again`;
    expect(await visitor.submit(path)).toMatchObject({ location: PAGE });
  });

  it.each([
    ['user', 'Switched off by a user'],
    ['failing', 'Switched off: every delivery failed for three days'],
    ['gone', 'Switched off: the address answered that it is gone'],
    ['user_disabled', 'Off: its user is disabled'],
  ] as const)(
    'that are off because of %s say so, and can be switched on',
    async (switchedOffCause, words) => {
      const off = { ...WEBHOOK, switchedOffCause, switchedOffAt: '2026-01-15T08:00:00Z' };
      const site = await TestConsole.open({
        ...answers(off),
        [`POST /v1/webhooks/${WEBHOOK.id}/switch-on`]: off,
      });
      const visitor = site.signedIn('officer');
      expect((await visitor.get(PAGE)).text).toContain(words);
      expect(await visitor.submit(`${PAGE}/switch-on`)).toMatchObject({ location: PAGE });
    },
  );

  it('are changed with the version that the user saw, get a new secret, and are removed', async () => {
    const site = await TestConsole.open({
      ...answers(),
      [`PUT /v1/webhooks/${WEBHOOK.id}`]: WEBHOOK,
      [`POST /v1/webhooks/${WEBHOOK.id}/secret`]: { webhook: WEBHOOK, secret: SECRET },
      [`DELETE /v1/webhooks/${WEBHOOK.id}`]: null,
    });
    const visitor = site.signedIn('officer');
    await visitor.get(PAGE);
    expect(await visitor.submit(PAGE, { eventNames: '' })).toMatchObject({ location: PAGE });
    expect(site.requests.at(-1)?.body).toMatchObject({ eventNames: [], version: 3 });
    await visitor.get(PAGE);
    expect((await visitor.submit(`${PAGE}/secret`)).text).toContain(SECRET);
    expect(site.requests.at(-1)?.body).toEqual({ overlapHours: 24 });
    await visitor.get(PAGE);
    expect(await visitor.submit(`${PAGE}/remove`)).toMatchObject({ location: '/webhooks' });
  });

  it('of an organisation are seen by its administrator, who adds and changes none', async () => {
    const site = await TestConsole.open(answers({ ...WEBHOOK, userId: 'another' }));
    const visitor = site.signedIn('administrator');
    const { text } = await visitor.get('/webhooks');
    expect(text).toContain('李 Chen');
    expect(text).not.toContain('Add a webhook');
    const one = await visitor.get(PAGE);
    expect(one.text).not.toContain('Save changes');
    expect(one.text).toContain('Switch off');
  });
});
