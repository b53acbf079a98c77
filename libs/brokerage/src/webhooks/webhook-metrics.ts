import { Counter } from 'prom-client';
import { registry } from '#platform/metrics/registry';

/** The calls of webhooks, by outcome: `delivered` or `failed`. */
export const webhookCalls = new Counter({
  name: 'homeward_webhook_calls_total',
  help: 'Calls of webhooks, by outcome.',
  labelNames: ['outcome'],
  registers: [registry],
});
