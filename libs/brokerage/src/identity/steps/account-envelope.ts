import type { Envelope } from '#platform/log/new-event';
import type { Organisation } from '../../access/scope.js';

/**
 * Returns what every event about an account has besides its data: the time, and the organisation that may see
 * the event.
 */
export function accountEnvelope({ authorityId, providerId }: Organisation, at: Date): Envelope {
  return { authorityId, providerIds: providerId === null ? [] : [providerId], at };
}
