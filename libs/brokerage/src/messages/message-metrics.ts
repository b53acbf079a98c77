import { Counter } from 'prom-client';
import { registry } from '#platform/metrics/registry';

export const messagesHandled = new Counter({
  name: 'homeward_messages_total',
  help: 'Messages that were handed to a channel, by what became of the attempt.',
  labelNames: ['channel', 'outcome'],
  registers: [registry],
});

export const channelFailures = new Counter({
  name: 'homeward_channel_failures_total',
  help: 'Times that a channel did not work and was paused.',
  labelNames: ['channel'],
  registers: [registry],
});
