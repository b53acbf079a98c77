/** The user roles, as defined in docs/rules.md §7. A user has exactly one role. */
export const ROLES = [
  'officer',
  'commissioner',
  'provider',
  'provider_administrator',
  'administrator',
  'auditor',
] as const;
export type Role = (typeof ROLES)[number];

/** The roles of users that belong to a provider. All other roles belong to an authority. */
export const PROVIDER_ROLES = ['provider', 'provider_administrator'] as const satisfies readonly Role[];
export type ProviderRole = (typeof PROVIDER_ROLES)[number];

/** The roles of users that belong to an authority. */
export const AUTHORITY_ROLES = [
  'officer',
  'commissioner',
  'administrator',
  'auditor',
] as const satisfies readonly Exclude<Role, ProviderRole>[];

export function isProviderRole(role: Role): role is ProviderRole {
  return role === 'provider' || role === 'provider_administrator';
}

/**
 * The actor of a request or job: a member of an authority's staff, a user or an administrator of a provider,
 * or the system.
 */
export type Actor = StaffActor | ProviderActor | ProviderAdministratorActor | SystemActor;

export interface StaffActor {
  readonly kind: 'staff';
  readonly userId: string;
  readonly sessionId: string;
  readonly role: Exclude<Role, ProviderRole>;
  readonly authorityId: string;
}

export interface ProviderActor {
  readonly kind: 'provider';
  readonly userId: string;
  readonly sessionId: string;
  readonly role: 'provider';
  readonly providerId: string;
}

/** A provider's administrator: manages the provider's users, and reads neither offers nor care. */
export interface ProviderAdministratorActor {
  readonly kind: 'provider_administrator';
  readonly userId: string;
  readonly sessionId: string;
  readonly role: 'provider_administrator';
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
