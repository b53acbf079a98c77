import type { Envelope } from '#platform/log/new-event';
import type { Organisation } from '../../access/scope.js';

/** Returns the envelope of an event about an account: the account's own organisation receives the event. */
export function accountEnvelope({ authorityId, providerId }: Organisation, at: Date): Envelope {
  return { authorityId, providerIds: providerId === null ? [] : [providerId], at };
}
