import { Injectable } from '@nestjs/common';
import { type FoundSession, sessionsByToken } from '#brokerage/identity/identity.queries';
import { touchSession } from '#brokerage/identity/touch-session';
import { type RouteAccess, mayUseRoute } from '#domain/access/route-access';
import { DomainError } from '#domain/domain-error';
import { Clock } from '#platform/clock/clock';
import { BatchedLookup } from '#platform/database/batched-lookup';
import { Database } from '#platform/database/database';
import { hashToken } from '#platform/security/tokens';

export type SignedIn = FoundSession;

/** Finds who a token belongs to now, and whether they may come in at a door; for REST and socket alike. */
@Injectable()
export class Authenticate {
  private readonly sessions: BatchedLookup<FoundSession>;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.sessions = new BatchedLookup((hashes) => sessionsByToken(database.reader, hashes, clock.now()));
  }

  /** @throws DomainError `not_signed_in` for a token that is missing, unknown, ended, or whose user is disabled */
  async signedIn(token: string | undefined): Promise<SignedIn> {
    const found = token ? await this.sessions.find(hashToken(token).toString('hex')) : undefined;
    if (!found) throw new DomainError('not_signed_in');
    const session = { id: found.actor.sessionId, lastSeenAt: found.lastSeenAt };
    await touchSession(this.database, session, this.clock.now());
    return found;
  }

  /** @throws DomainError `role_not_allowed` */
  admit({ actor }: SignedIn, access: RouteAccess): void {
    if (!mayUseRoute(actor, access))
      throw new DomainError('role_not_allowed', { role: actor.role, door: access });
  }
}

/** The token of an `Authorization: Bearer …` header. */
export function bearerToken(header: string | undefined): string | undefined {
  return /^Bearer ([\w-]+)$/i.exec(header ?? '')?.[1];
}
