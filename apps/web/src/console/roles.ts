import type { UserView } from '#contracts/identity';

// The functions in this file decide which buttons and forms a page shows to a user. The API checks the user's
// role again at every request.

export function mayBroker({ role }: UserView): boolean {
  return role === 'officer' || role === 'commissioner';
}

export function mayCommission({ role }: UserView): boolean {
  return role === 'commissioner';
}

export function mayAdminister({ role }: UserView): boolean {
  return role === 'administrator';
}

/** True for the administrators of authorities and providers, who manage the users of their organisation. */
export function mayManageUsers({ role }: UserView): boolean {
  return role === 'administrator' || role === 'provider_administrator';
}

export function mayReadAccountEvents(user: UserView): boolean {
  return mayManageUsers(user) || user.role === 'auditor';
}
