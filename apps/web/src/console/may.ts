import type { UserView } from '#contracts/identity';

// Who is offered buttons. An auditor reads everything and changes nothing; what is refused, the API refuses.

export function mayBroker({ role }: UserView): boolean {
  return role === 'officer' || role === 'commissioner';
}

export function mayCommission({ role }: UserView): boolean {
  return role === 'commissioner';
}
