import { Injectable } from '@nestjs/common';
import { type FoundSession, sessionsByToken } from '#brokerage/identity/identity.queries';
import { touchSession } from '#brokerage/identity/touch-session';
import { type Door, mayEnter } from '#domain/access/doors';
import { DomainError } from '#domain/domain-error';
import { Clock } from '#platform/clock/clock';
import { AskedTogether } from '#platform/database/asked-together';
import { Database } from '#platform/database/database';
import { hashToken } from '#platform/security/tokens';

export type SignedIn = FoundSession;

/** Finds who a token belongs to now, and whether they may come in at a door; for REST and socket alike. */
@Injectable()
export class Authenticate {
  private readonly sessions: AskedTogether<FoundSession>;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.sessions = new AskedTogether((hashes) => sessionsByToken(database.reader, hashes, clock.now()));
  }

  /** @throws DomainError `not_signed_in` for a token that is missing, unknown, ended, or whose user is disabled */
  async signedIn(token: string | undefined): Promise<SignedIn> {
    const found = token ? await this.sessions.of(hashToken(token).toString('hex')) : undefined;
    if (!found) throw new DomainError('not_signed_in');
    const session = { id: found.actor.sessionId, lastSeenAt: found.lastSeenAt };
    await touchSession(this.database, session, this.clock.now());
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
