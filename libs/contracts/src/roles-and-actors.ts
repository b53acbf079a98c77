/** The user roles, as defined in docs/rules.md §7. A user has exactly one role. */
export const ROLES = ['officer', 'commissioner', 'provider', 'administrator', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** The actor of a request or job: a staff user, a provider's user, or the system. */
export type Actor = StaffActor | ProviderActor | SystemActor;

export interface StaffActor {
  readonly kind: 'staff';
  readonly userId: string;
  readonly sessionId: string;
  readonly role: Exclude<Role, 'provider'>;
  readonly authorityId: string;
}

export interface ProviderActor {
  readonly kind: 'provider';
  readonly userId: string;
  readonly sessionId: string;
  readonly role: 'provider';
  readonly providerId: string;
}

/**
 * The system, as the actor of a job or a sweep. The system does what a deadline requires, never what a user
 * must decide.
 */
export interface SystemActor {
  readonly kind: 'system';
}

export const SYSTEM: SystemActor = { kind: 'system' };
