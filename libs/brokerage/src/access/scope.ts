import type {
  Actor,
  ProviderActor,
  ProviderAdministratorActor,
  Role,
  StaffActor,
} from '#contracts/roles-and-actors';
import type { ErrorCode } from '#contracts/errors';
import { DomainError } from '#domain/domain-error';

/**
 * Returns the authority of a staff user. Acts and queries use the authority to find only the tenant's rows.
 *
 * Roles are checked earlier, by the table in `#domain/access/route-access`.
 */
export function authorityOf(actor: Actor): string {
  return staff(actor).authorityId;
}

export function providerOf(actor: Actor): string {
  if (actor.kind !== 'provider') throw new DomainError('role_not_allowed');
  return actor.providerId;
}

export function staff(actor: Actor): StaffActor {
  if (actor.kind !== 'staff') throw new DomainError('role_not_allowed');
  return actor;
}

export function providerUser(actor: Actor): ProviderActor {
  if (actor.kind !== 'provider') throw new DomainError('role_not_allowed');
  return actor;
}

/** Returns a user or an administrator of a provider. */
export function providerMember(actor: Actor): ProviderActor | ProviderAdministratorActor {
  if (actor.kind !== 'provider' && actor.kind !== 'provider_administrator')
    throw new DomainError('role_not_allowed');
  return actor;
}

/**
 * Returns the row that a query found.
 *
 * @throws DomainError `code` if the query found no row that belongs to the actor's tenant
 */
export function found<T>(row: T | null | undefined, code: ErrorCode): T {
  if (row === null || row === undefined) throw new DomainError(code);
  return row;
}

/** @throws DomainError `version_stale` with the current version, if another user changed the row meanwhile */
export function assertVersion(current: number, expected: number): void {
  if (current !== expected) throw new DomainError('version_stale', { expected, current });
}

/** The tenant whose rows an actor may list: the actor's authority or the actor's provider. */
export type Scope = { readonly authorityId: string } | { readonly providerId: string };

export function scopeOf(actor: Actor): Scope {
  return actor.kind === 'provider' ? { providerId: actor.providerId } : { authorityId: authorityOf(actor) };
}

/**
 * The organisation of a user. A user of an authority has no `providerId`, and a user of a provider has no
 * `authorityId`.
 */
export interface Organisation {
  readonly authorityId: string | null;
  readonly providerId: string | null;
}

/** Returns the signed-in user of an authority or a provider. */
export function signedInUser(actor: Actor): Organisation & {
  readonly userId: string;
  readonly sessionId: string;
} {
  if (actor.kind === 'system') throw new DomainError('role_not_allowed');
  const { userId, sessionId } = actor;
  return actor.kind === 'staff'
    ? { userId, sessionId, authorityId: actor.authorityId, providerId: null }
    : { userId, sessionId, authorityId: null, providerId: actor.providerId };
}

/** An administrator. Administrators manage only the users of their own organisation. */
export interface Administrator extends Organisation {
  readonly userId: string;
  readonly role: Extract<Role, 'administrator' | 'provider_administrator'>;
}

/** @throws DomainError `role_not_allowed` */
export function administrator(actor: Actor): Administrator {
  if (actor.kind === 'provider_administrator') {
    const { userId, role, providerId } = actor;
    return { userId, role, authorityId: null, providerId };
  }
  if (actor.kind !== 'staff' || actor.role !== 'administrator') throw new DomainError('role_not_allowed');
  return { userId: actor.userId, role: actor.role, authorityId: actor.authorityId, providerId: null };
}
