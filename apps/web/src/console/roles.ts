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
