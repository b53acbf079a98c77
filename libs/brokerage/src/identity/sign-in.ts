import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { SessionStarted, SignIn as SignInDetails } from '#contracts/identity';
import { SESSION_LENGTH_MS } from '#domain/access/session-lifetime';
import { DomainError } from '#domain/domain-error';
import type { Act } from '#platform/acts/act';
import { ActRunner } from '#platform/acts/act-runner';
import { SYSTEM_CALLER } from '#platform/acts/caller';
import { tenantOfOrganisation } from '#platform/database/tenant';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { isPassword } from '#platform/security/passwords';
import { hashToken, newToken } from '#platform/security/secret-tokens';
import { guessedSincePreviousSession } from './account-events.queries.js';
import { userView } from './identity.queries.js';
import { SessionEntity } from '../rows/user.entity.js';
import { type PasswordOwner, passwordOwnerByEmail } from './password-owner.queries.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { accountEnvelope } from './steps/account-envelope.js';
import { rememberAddress } from './steps/remember-address.js';
import { revokeReplacedSession } from './steps/revoke-replaced-session.js';

export interface SignInCommand extends SignInDetails {
  /** The network address of the client, for the sign-in throttle. */
  readonly address: string;
  /** The client program as it describes itself (user agent), to show in the user's list of sessions. */
  readonly client: string | null;
  /** The token of the session that the client had until now. This session ends. */
  readonly replaces?: string | undefined;
}

const LONGEST_CLIENT = 200;

/**
 * Signs a user in by e-mail and password. A wrong password, an unknown e-mail, a disabled user and a user who
 * has not set a password yet get the same error.
 */
@Injectable()
export class SignIn {
  constructor(
    private readonly acts: ActRunner,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly throttle: SignInThrottle,
  ) {}

  /** @throws DomainError `sign_in_failed`, `sign_in_throttled` */
  async execute(command: SignInCommand): Promise<SessionStarted> {
    const { password, address } = command;
    const email = command.email.trim().toLowerCase();
    const user = await passwordOwnerByEmail(this.database, email, {
      address,
      now: this.clock.now(),
    });
    const attempt = { email, address, user, isKnown: user?.isKnown ?? false };
    await this.throttle.attempt(attempt);
    const isRight = await isPassword(password, user?.passwordHash ?? null);
    if (!user || !isRight) throw new DomainError('sign_in_failed');
    await this.throttle.succeeded(attempt);
    return this.acts.run(SYSTEM_CALLER, 'sign-in', {}, (act) => this.start(act, user, command), {
      tenant: tenantOfOrganisation(user),
    });
  }

  /**
   * Starts the session while the user's row is locked. So an act that disables the user meanwhile either ends
   * this session or prevents it. No session starts if the password has changed since it was checked.
   */
  private async start(
    act: Act,
    { id: userId, passwordHash, ...organisation }: PasswordOwner,
    { client, address, replaces }: SignInCommand,
  ): Promise<SessionStarted> {
    const { tx } = act;
    const stillSo = await tx.lock(
      'SELECT 1 FROM app_user WHERE id = $1 AND disabled_at IS NULL AND password_hash = $2 FOR SHARE',
      [userId, passwordHash],
    );
    if (stillSo.length === 0) throw new DomainError('sign_in_failed');
    const token = newToken();
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
      keyName: null,
      scopes: null,
    };
    await tx.insert(SessionEntity, session);
    const isNewNetwork = await rememberAddress(tx, { userId, address, now });
    const { id, startedAt, expiresAt, lastSeenAt } = session;
    const guessedAt = await guessedSincePreviousSession(tx, { userId, sessionId: id });
    const started = {
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
      guessedAt: guessedAt?.toISOString() ?? null,
    };
    if (isNewNetwork)
      await act.log('session.new_network', { userId, sessionId: id }, accountEnvelope(organisation, now));
    if (replaces !== undefined) await revokeReplacedSession(act, replaces, now);
    return started;
  }
}
