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
 * Who acts in a request or job: a member of an authority's staff, a user or an administrator of a provider,
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

/**
 * An administrator of a provider, who manages the provider's users. This actor can read neither offers nor
 * care.
 */
export interface ProviderAdministratorActor {
  readonly kind: 'provider_administrator';
  readonly userId: string;
  readonly sessionId: string;
  readonly role: 'provider_administrator';
  readonly providerId: string;
}

/**
 * The system, which acts in jobs and in the sweep. The system does only what a deadline or a rule requires.
 * All other decisions are made by users.
 */
export interface SystemActor {
  readonly kind: 'system';
}

export const SYSTEM: SystemActor = { kind: 'system' };
