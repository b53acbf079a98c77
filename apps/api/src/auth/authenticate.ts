import { Injectable } from '@nestjs/common';
import { sessionByToken } from '#brokerage/identity/identity.queries';
import { type Door, mayEnter } from '#domain/access/doors';
import { DomainError } from '#domain/domain-error';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { hashToken } from '#platform/security/tokens';
import type { Actor } from '#contracts/access';

export interface SignedIn {
  readonly actor: Exclude<Actor, { kind: 'system' }>;
  readonly expiresAt: Date;
}

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
    const found = token ? await sessionByToken(this.database.reader, hashToken(token), now) : null;
    if (!found) throw new DomainError('not_signed_in');
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
