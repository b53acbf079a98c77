import { AUTHORITY_ROLES, isProviderRole, PROVIDER_ROLES, type Role } from '#contracts/roles-and-actors';

/** The roles that an administrator may give to users of the administrator's own organisation. */
export function rolesGivenBy(administrator: Role): readonly Role[] {
  if (administrator === 'administrator') return AUTHORITY_ROLES;
  return administrator === 'provider_administrator' ? PROVIDER_ROLES : [];
}

/**
 * True if a user may change from one role to another. A user always stays in the same organisation. A
 * provider's administrator can never get a role that makes offers, because a person who manages users must
 * not read the offers.
 */
export function mayChangeRole(from: Role, to: Role): boolean {
  if (isProviderRole(from) !== isProviderRole(to)) return false;
  return !(from === 'provider_administrator' && to === 'provider');
}
