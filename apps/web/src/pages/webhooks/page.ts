import { EVENT_NAMES } from '#contracts/event-names';
import type { EventName } from '#contracts/events';
import type { Page } from '#contracts/list-page';
import type { DeliveryView, WebhookView, WebhookWithSecret } from '#contracts/webhooks';
import { formPage } from '../../console/form-page.js';
import { type Input, readOr, requiredText, version, wholeNumber } from '../../console/form-inputs.js';
import {
  type PageAnswer,
  redirect,
  render,
  type Rendered,
  type SignedInRequest,
} from '../../console/page.js';
import { API_PATHS, PATHS } from '../../paths.js';
import { DELIVERY_STATUS_WORDING, outcomeInWords, SWITCHED_OFF_WORDING } from '../../wording/webhooks.js';

const USUAL_OVERLAP_HOURS = 24;

/** Reads event names, one on each line or separated by commas or blanks. Empty for all events. */
const eventNames: Input<readonly EventName[]> = {
  read: (form, name) => {
    const typed = [
      ...new Set(
        form
          .text(name)
          .split(/[\s,]+/)
          .filter((word) => word !== ''),
      ),
    ];
    const known = EVENT_NAMES.filter((one) => typed.includes(one));
    return readOr(
      known.length === typed.length ? known : null,
      name,
      'Enter names of events as the catalogue has them, such as broadcast.opened.',
    );
  },
};

const INPUTS = {
  name: requiredText('Enter a name for the webhook, such as the system that gets the events.'),
  url: requiredText('Enter the address that gets the events.'),
  eventNames,
};

/** The webhooks of the user, or of the organisation for an administrator, with the form that makes one. */
export const webhooksPage = formPage({
  path: PATHS.webhooks,
  inputs: INPUTS,
  send: async ({ api }, command, { key }) =>
    made(await api.post<WebhookWithSecret>(API_PATHS.webhooks, command, key)),
  page: async ({ api, user, form }) => {
    const webhooks = await api.get<WebhookView[]>(API_PATHS.webhooks);
    return render('pages/webhooks/webhooks.njk', {
      webhooks: webhooks.map(webhookShown),
      isAdministrator: user.role === 'administrator' || user.role === 'provider_administrator',
      name: form.text('name'),
      url: form.text('url'),
      eventNames: form.text('eventNames'),
    });
  },
});

/** One webhook with its deliveries, and the form that changes it. */
export const webhookPage = formPage({
  path: PATHS.webhook(':id'),
  inputs: { ...INPUTS, version: version() },
  send: async ({ api, id }, command) => {
    await api.put(API_PATHS.webhook(id), command);
    return redirect(PATHS.webhook(id), { notice: 'webhook_changed' });
  },
  page: showWebhook,
});

async function showWebhook({ api, id, user, form, query }: SignedInRequest): Promise<Rendered> {
  const [webhook, deliveries] = await Promise.all([
    api.get<WebhookView>(API_PATHS.webhook(id)),
    api.get<Page<DeliveryView>>(API_PATHS.webhookDeliveries(id, { after: query.text('after') || undefined })),
  ]);
  return render('pages/webhooks/webhook.njk', {
    webhook: webhookShown(webhook),
    isOwn: webhook.userId === user.id,
    deliveries: deliveries.items.map((delivery) => ({
      ...delivery,
      statusText: DELIVERY_STATUS_WORDING[delivery.status],
      outcomeText: outcomeInWords(delivery.outcome),
    })),
    next: deliveries.next,
    name: form.text('name') || webhook.name,
    url: form.text('url') || webhook.url,
    eventNames: form.text('eventNames') || webhook.eventNames.join('\n'),
    overlapHours: form.text('overlapHours') || String(USUAL_OVERLAP_HOURS),
  });
}

function webhookShown(webhook: WebhookView) {
  const { switchedOffCause, failingSince } = webhook;
  return {
    ...webhook,
    events: webhook.eventNames.length > 0 ? webhook.eventNames.join(', ') : 'All',
    isOn: switchedOffCause === null,
    stateText: switchedOffCause ? SWITCHED_OFF_WORDING[switchedOffCause] : failingSince ? 'Failing' : 'On',
  };
}

export const newWebhookSecretPage = formPage({
  path: PATHS.newWebhookSecret(':id'),
  from: PATHS.webhooks,
  inputs: { overlapHours: wholeNumber('Enter a whole number of hours from 0 to 168.') },
  send: async ({ api, id }, command, { key }) =>
    made(await api.post<WebhookWithSecret>(API_PATHS.newWebhookSecret(id), command, key)),
  page: showWebhook,
});

export const switchWebhookOnPage = formPage({
  path: PATHS.switchWebhookOn(':id'),
  from: PATHS.webhooks,
  send: async ({ api, id }) => {
    await api.post(API_PATHS.switchWebhookOn(id), {});
    return redirect(PATHS.webhook(id), { notice: 'webhook_on' });
  },
});

export const switchWebhookOffPage = formPage({
  path: PATHS.switchWebhookOff(':id'),
  from: PATHS.webhooks,
  send: async ({ api, id }) => {
    await api.post(API_PATHS.switchWebhookOff(id), {});
    return redirect(PATHS.webhook(id), { notice: 'webhook_off' });
  },
});

export const removeWebhookPage = formPage({
  path: PATHS.removeWebhook(':id'),
  from: PATHS.webhooks,
  send: async ({ api, id }) => {
    await api.delete(API_PATHS.webhook(id));
    return redirect(PATHS.webhooks, { notice: 'webhook_removed' });
  },
});

export const redeliverPage = formPage({
  path: PATHS.redeliver(':id', ':deliveryId'),
  from: PATHS.webhooks,
  send: async ({ api, id, parameters }) => {
    await api.post(API_PATHS.redeliver(id, parameters.deliveryId ?? ''), {});
    return redirect(PATHS.webhook(id), { notice: 'delivery_queued' });
  },
});

/**
 * Shows a signing secret, only in the answer to the form that made it. A redirect would put the secret into an address or a
 * cookie, where it could be read later.
 */
function made({ webhook, secret }: WebhookWithSecret): PageAnswer {
  return render('pages/webhooks/made.njk', { webhook, secret });
}
