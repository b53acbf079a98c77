const HOUR_MS = 60 * 60_000;

/** The longest session: a working day, so that a user signs in once a day. */
export const SESSION_LENGTH_MS = 12 * HOUR_MS;
/** The time in milliseconds after which an idle session has ended. */
export const SESSION_IDLE_MS = 2 * HOUR_MS;

export interface SessionFacts {
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  /** The instant at which the user was disabled. Null for an enabled user. */
  readonly disabledAt: Date | null;
}

/**
 * True while a session is valid: the user is enabled, and the session is neither revoked, expired nor idle.
 * False from its last instant on.
 */
export function isSessionLive(
  { lastSeenAt, expiresAt, revokedAt, disabledAt }: SessionFacts,
  now: Date,
): boolean {
  const isIdle = now.getTime() - lastSeenAt.getTime() >= SESSION_IDLE_MS;
  return revokedAt === null && disabledAt === null && now < expiresAt && !isIdle;
}
