import { Injectable } from '@nestjs/common';
import { type FoundSession, sessionsByToken } from '#brokerage/identity/identity.queries';
import { touchSession } from '#brokerage/identity/touch-session';
import { mayKeyUseRoute } from '#domain/access/key-scopes';
import { type RouteAccess, mayUseRoute } from '#domain/access/route-access';
import { DomainError } from '#domain/domain-error';
import { Clock } from '#platform/clock/clock';
import { BatchedLookup } from '#platform/database/batched-lookup';
import { Database } from '#platform/database/database';
import { hashToken } from '#platform/security/secret-tokens';

export type SignedIn = FoundSession;

/**
 * Finds the session of a token, and checks that the user's role may use the route. REST requests and socket
 * messages both pass through this class.
 */
@Injectable()
export class Authenticate {
  private readonly sessions: BatchedLookup<FoundSession>;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.sessions = new BatchedLookup((hashes) => sessionsByToken(database.shared, hashes, clock.now()));
  }

  /**
   * Returns the session of a token and records that the session was used.
   *
   * @throws DomainError `not_signed_in` if the token is missing or unknown, the session has ended or the user
   * is disabled
   */
  async signedIn(token: string | undefined): Promise<SignedIn> {
    const found = token ? await this.sessions.find(hashToken(token).toString('hex')) : undefined;
    if (!found) throw new DomainError('not_signed_in');
    await touchSession(this.database, found, this.clock.now());
    return found;
  }

  /**
   * Checks that the user's role may use the route, and that a machine key has the scope of the route. The error names
   * the route access in the detail `door`, because the API documents this name.
   *
   * @throws DomainError `role_not_allowed`, `key_scope_missing`
   */
  admit({ actor, scopes }: SignedIn, access: RouteAccess): void {
    if (!mayUseRoute(actor, access))
      throw new DomainError('role_not_allowed', { role: actor.role, door: access });
    if (scopes !== null && !mayKeyUseRoute(scopes, access))
      throw new DomainError('key_scope_missing', { door: access, scopes: [...scopes] });
  }
}

/**
 * Returns the token in an `Authorization: Bearer …` header. Undefined if the header is missing or has another
 * form.
 */
export function bearerToken(header: string | undefined): string | undefined {
  return /^Bearer ([\w-]+)$/i.exec(header ?? '')?.[1];
}
