import type { UserView } from '#contracts/identity';
import { kindsFor } from '#contracts/imports';

// Each function in this file decides whether a page shows some buttons and forms to a user. Hiding a button
// is no protection, so the API checks the user's role again at every request.

export function mayBroker({ role }: UserView): boolean {
  return role === 'officer' || role === 'commissioner';
}

export function mayCommission({ role }: UserView): boolean {
  return role === 'commissioner';
}

export function mayAdminister({ role }: UserView): boolean {
  return role === 'administrator';
}

/** True for users who may read of imports. What they may import depends on the kind. */
export function mayReadImports({ role }: UserView): boolean {
  return kindsFor(role).length > 0;
}

/** True for the administrators of authorities and providers, who manage the users of their organisation. */
export function mayManageUsers({ role }: UserView): boolean {
  return role === 'administrator' || role === 'provider_administrator';
}

/** True for the administrators of providers, who limit users to some branches. */
export function mayLimitUsers({ role }: UserView): boolean {
  return role === 'provider_administrator';
}

export function isAuditor({ role }: UserView): boolean {
  return role === 'auditor';
}

export function mayReadAccountEvents(user: UserView): boolean {
  return mayManageUsers(user) || user.role === 'auditor';
}

/** True for users who may read what was told to their organisation. Users of a provider read it on their own pages. */
export function mayReadMessages({ role }: UserView): boolean {
  return role !== 'provider';
}
