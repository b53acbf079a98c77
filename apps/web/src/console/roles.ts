import type { UserView } from '#contracts/identity';

// These functions decide which buttons and forms a page offers. The API checks every request itself.

export function mayBroker({ role }: UserView): boolean {
  return role === 'officer' || role === 'commissioner';
}

export function mayCommission({ role }: UserView): boolean {
  return role === 'commissioner';
}

export function mayAdminister({ role }: UserView): boolean {
  return role === 'administrator';
}
