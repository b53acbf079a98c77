const HOUR_MS = 60 * 60_000;

/** The time after which every session ends: 12 hours, so that a user signs in only once in a working day. */
export const SESSION_LENGTH_MS = 12 * HOUR_MS;
/** The time without use after which a session ends: 2 hours. */
export const SESSION_IDLE_MS = 2 * HOUR_MS;

export interface SessionFacts {
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  /** True for a machine key, which does not end because it is idle. */
  readonly isKey: boolean;
  /** When the session's user was disabled. Null for an enabled user. */
  readonly disabledAt: Date | null;
}

/**
 * True if the user is enabled, and the session is not revoked, expired or idle. At the exact instant of
 * expiry, returns false. A machine key is a session that lasts longer and is never idle.
 */
export function isSessionLive(
  { lastSeenAt, expiresAt, revokedAt, isKey, disabledAt }: SessionFacts,
  now: Date,
): boolean {
  const isIdle = !isKey && now.getTime() - lastSeenAt.getTime() >= SESSION_IDLE_MS;
  return revokedAt === null && disabledAt === null && now < expiresAt && !isIdle;
}
