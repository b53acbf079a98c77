import type { UserView } from '#contracts/identity';

/** Who is offered buttons: an auditor reads everything and changes nothing. What is refused, the API refuses. */
export function mayBroker({ role }: UserView): boolean {
  return role === 'officer' || role === 'commissioner';
}
