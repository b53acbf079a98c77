const HOUR_MS = 60 * 60_000;

/** The longest life of a session: 12 hours, so that a user signs in once a working day. */
export const SESSION_LENGTH_MS = 12 * HOUR_MS;
/** The idle time after which a session ends: 2 hours. */
export const SESSION_IDLE_MS = 2 * HOUR_MS;

export interface SessionFacts {
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  /** When the user was disabled. Null for an enabled user. */
  readonly disabledAt: Date | null;
}

/**
 * Returns true while a session is valid: the user is enabled, and the session is neither revoked, expired nor idle.
 * Returns false from the exact instant at which it expires.
 */
export function isSessionLive(
  { lastSeenAt, expiresAt, revokedAt, disabledAt }: SessionFacts,
  now: Date,
): boolean {
  const isIdle = now.getTime() - lastSeenAt.getTime() >= SESSION_IDLE_MS;
  return revokedAt === null && disabledAt === null && now < expiresAt && !isIdle;
}
