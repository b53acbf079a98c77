import { Injectable } from '@nestjs/common';
import { type FoundSession, sessionByToken } from '#brokerage/identity/identity.queries';
import { touchSession } from '#brokerage/identity/touch-session';
import { type Door, mayEnter } from '#domain/access/doors';
import { DomainError } from '#domain/domain-error';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { hashToken } from '#platform/security/tokens';

export type SignedIn = FoundSession;

/** Finds who a token belongs to now, and whether they may come in at a door; for REST and socket alike. */
@Injectable()
export class Authenticate {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not_signed_in` for a token that is missing, unknown, ended, or whose user is disabled */
  async signedIn(token: string | undefined): Promise<SignedIn> {
    const now = this.clock.now();
    const { reader } = this.database;
    const found = token ? await sessionByToken(reader, hashToken(token), now) : null;
    if (!found) throw new DomainError('not_signed_in');
    await touchSession(reader, { id: found.actor.sessionId, lastSeenAt: found.lastSeenAt }, now);
    return found;
  }

  /** @throws DomainError `role_not_allowed` */
  admit({ actor }: SignedIn, door: Door): void {
    if (!mayEnter(actor, door)) throw new DomainError('role_not_allowed', { role: actor.role, door });
  }
}

/** The token of an `Authorization: Bearer …` header. */
export function bearerToken(header: string | undefined): string | undefined {
  return /^Bearer ([\w-]+)$/i.exec(header ?? '')?.[1];
}
