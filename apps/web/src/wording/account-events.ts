import type { EventName } from '#contracts/events';

type AccountEventName = Extract<EventName, `user.${string}` | `session.${string}`>;

/** The texts that say what happened to an account. */
const ACCOUNT_EVENT_WORDING: Readonly<Record<AccountEventName, string>> = {
  'user.created': 'Account added',
  'user.changed': 'Name changed',
  'user.email_changed': 'E-mail address changed',
  'user.role_changed': 'Role changed',
  'user.branches_changed': 'Branches changed',
  'user.disabled': 'Account disabled',
  'user.enabled': 'Account enabled',
  'user.link_requested': 'Link requested on the sign-in page',
  'user.email_requested': 'New e-mail address requested',
  'user.request_dismissed': 'Request dismissed',
  'user.link_ordered': 'Link to set a password is being mailed',
  'user.key_made': 'Machine key created',
  'user.key_rotated': 'Machine key replaced',
  'user.webhook_changed': 'Webhook made or changed',
  'user.webhook_switched_off': 'Webhook switched off, because it failed',
  'user.link_issued': 'Link to set a password issued',
  'user.link_revoked': 'Link to set a password revoked',
  'user.password_set': 'Password set with a link',
  'user.password_changed': 'Password changed',
  'user.guessed': 'Many wrong passwords tried. Sign-in from new devices stopped for an hour',
  'session.new_network': 'Signed in from a new network',
  'session.revoked': 'Session ended',
};

/**
 * Returns the text for an account event. If this version does not know the event, returns the event's name.
 */
export function accountEventInWords(name: string): string {
  return Object.hasOwn(ACCOUNT_EVENT_WORDING, name) ? ACCOUNT_EVENT_WORDING[name as AccountEventName] : name;
}
