import type { UserView } from '#contracts/identity';

/** Who is offered buttons; what is refused, the API refuses. */
export function mayCommission({ role }: UserView): boolean {
  return role === 'commissioner';
}
