import { DomainError } from '../domain-error.js';

/**
 * What one user records as a fact of the regulator moves no person until a second commissioner agrees
 * (docs/rules.md §4.1).
 *
 * @throws DomainError `second_commissioner_needed`
 */
export function assertSecondCommissioner(starterId: string, recorderIds: readonly string[]): void {
  if (recorderIds.includes(starterId)) throw new DomainError('second_commissioner_needed');
}

/** The facts of the register that decide whether a branch may deliver care. */
export interface RegistrationFacts {
  readonly registrationStatus: 'registered' | 'deregistered';
  readonly dormant: boolean;
  readonly personalCare: boolean;
}

/** Names the facts for which the branch may not deliver care. */
function closingFacts({ registrationStatus, dormant, personalCare }: RegistrationFacts): string[] {
  const stands = {
    deregistered: registrationStatus === 'deregistered',
    dormant,
    noPersonalCare: !personalCare,
  };
  return Object.entries(stands).flatMap(([name, closes]) => (closes ? [name] : []));
}

/**
 * Returns the users who recorded why a branch may not deliver care. A change that adds a closing fact adds its
 * user. A branch that may deliver care has none.
 */
export function closersAfter(
  before: RegistrationFacts & { readonly closedBy: readonly string[] },
  after: RegistrationFacts,
  userId: string,
): string[] {
  const present = closingFacts(after);
  if (present.length === 0) return [];
  const earlier = closingFacts(before);
  const adds = present.some((fact) => !earlier.includes(fact));
  return adds ? [...new Set([...before.closedBy, userId])] : [...before.closedBy];
}
