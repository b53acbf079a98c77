import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { SessionStarted, SignIn as SignInDetails } from '#contracts/identity';
import { SESSION_LENGTH_MS } from '#domain/access/session-lifetime';
import { DomainError } from '#domain/domain-error';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { isPassword } from '#platform/security/passwords';
import { hashToken, newToken } from '#platform/security/secret-tokens';
import { userView } from './identity.queries.js';
import { SessionEntity } from '../rows/user.entity.js';
import { SignInThrottle } from './sign-in-throttle.js';

export interface SignInCommand extends SignInDetails {
  /** The network address of the client, for the sign-in throttle. */
  readonly address: string;
  /** The client program as it describes itself (user agent), for the user's list of sessions. */
  readonly client: string | null;
}

const LONGEST_CLIENT = 200;

/** The user whose password was correct, and the stored hash that the password matched. */
interface Checked {
  readonly id: string;
  readonly passwordHash: string;
}

/**
 * Signs a user in by e-mail and password. A wrong password, an unknown e-mail and a disabled user get the
 * same error.
 */
@Injectable()
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly throttle: SignInThrottle,
  ) {}

  /** @throws DomainError `sign_in_failed`, `sign_in_throttled` */
  async execute({ email, password, address, client }: SignInCommand): Promise<SessionStarted> {
    const account = email.trim().toLowerCase();
    await this.throttle.attempt(account, address);
    const user = await this.userOf(account);
    const isRight = await isPassword(password, user?.passwordHash ?? null);
    if (!user || !isRight) throw new DomainError('sign_in_failed');
    await this.throttle.succeeded(account, address);
    return this.start(user, client);
  }

  private async userOf(email: string): Promise<Checked | undefined> {
    const [user]: Checked[] = await this.database.reader.query(
      'SELECT id, password_hash AS "passwordHash" FROM app_user WHERE lower(email) = $1 AND disabled_at IS NULL',
      [email],
    );
    return user;
  }

  /**
   * Starts the session while the user's row is locked. So an act that disables the user either waits and then
   * ends this session, or has finished, and no session starts. No session starts either if the password has
   * changed since it was checked.
   */
  private start({ id: userId, passwordHash }: Checked, client: string | null): Promise<SessionStarted> {
    const token = newToken();
    return this.database.transaction(async (tx) => {
      const stillSo = await tx.lock(
        'SELECT 1 FROM app_user WHERE id = $1 AND disabled_at IS NULL AND password_hash = $2 FOR SHARE',
        [userId, passwordHash],
      );
      if (stillSo.length === 0) throw new DomainError('sign_in_failed');
      const now = this.clock.now();
      const session: SessionEntity = {
        id: uuid(),
        userId,
        tokenHash: hashToken(token),
        startedAt: now,
        lastSeenAt: now,
        expiresAt: new Date(now.getTime() + SESSION_LENGTH_MS),
        revokedAt: null,
        client: client?.slice(0, LONGEST_CLIENT) ?? null,
      };
      await tx.insert(SessionEntity, session);
      const { id, startedAt, expiresAt, lastSeenAt } = session;
      return {
        token,
        session: {
          id,
          startedAt: startedAt.toISOString(),
          expiresAt: expiresAt.toISOString(),
          lastSeenAt: lastSeenAt.toISOString(),
          client: session.client,
          current: true,
        },
        user: await userView(tx, userId),
      };
    });
  }
}
