import type { DeliveryStatus, SwitchedOffCause } from '#contracts/webhooks';

export const SWITCHED_OFF_WORDING: Readonly<Record<SwitchedOffCause, string>> = {
  user: 'Switched off by a user',
  failing: 'Switched off: every delivery failed for three days',
  gone: 'Switched off: the address answered that it is gone',
  user_disabled: 'Off: its user is disabled',
};

export const DELIVERY_STATUS_WORDING: Readonly<Record<DeliveryStatus, string>> = {
  waiting: 'Waiting',
  delivered: 'Delivered',
  failed: 'Failed',
};

const OUTCOME_WORDING: Readonly<Record<string, string>> = {
  timeout: 'No answer within 15 seconds',
  not_allowed: 'You may no longer receive this event',
  no_connection: 'No connection',
  not_found: 'Host not found',
  leads_inwards: 'The address leads into a private network',
  not_https: 'The address is not https',
  not_an_address: 'Not an address',
};

/** Says what the other system answered. An HTTP status is shown as it is. */
export function outcomeInWords(outcome: string | null): string {
  if (outcome === null) return '–';
  return Object.hasOwn(OUTCOME_WORDING, outcome) ? (OUTCOME_WORDING[outcome] ?? outcome) : `HTTP ${outcome}`;
}
