import type { Actor, ProviderActor, StaffActor } from '#contracts/access';
import type { ErrorCode } from '#contracts/errors';
import { DomainError } from '#domain/domain-error';

/**
 * The tenancy of every act and query: rows are looked for inside the actor's own authority or provider
 * only, so another's row is simply not there. Which roles may call is decided before, by the table of
 * doors in `#domain/access/doors`.
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

/** @throws DomainError with `code` when the row is not there for this actor. */
export function found<T>(row: T | null | undefined, code: ErrorCode): T {
  if (row === null || row === undefined) throw new DomainError(code);
  return row;
}

/** @throws DomainError `version_stale` with the current version: somebody changed it meanwhile. */
export function assertVersion(current: number, expected: number): void {
  if (current !== expected) throw new DomainError('version_stale', { expected, current });
}

/** What an actor's lists are made of: all of its authority, or what its own branches have part in. */
export type Scope = { readonly authorityId: string } | { readonly providerId: string };

export function scopeOf(actor: Actor): Scope {
  return actor.kind === 'provider' ? { providerId: actor.providerId } : { authorityId: authorityOf(actor) };
}

/** Whoever is signed in, of whichever tenant. */
export function signedInUser(actor: Actor): {
  readonly userId: string;
  readonly sessionId: string;
  readonly authorityId: string | null;
} {
  if (actor.kind === 'system') throw new DomainError('role_not_allowed');
  const { userId, sessionId } = actor;
  return { userId, sessionId, authorityId: actor.kind === 'staff' ? actor.authorityId : null };
}
