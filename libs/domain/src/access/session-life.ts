const HOUR_MS = 60 * 60_000;

/** The longest session: a working day, so that a user signs in once a day. */
export const SESSION_LENGTH_MS = 12 * HOUR_MS;
/** A session that is idle for this long has ended. */
export const SESSION_IDLE_MS = 2 * HOUR_MS;

export interface SessionFacts {
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  /** When the user was disabled. Null for an enabled user. */
  readonly disabledAt: Date | null;
}

/** True while a session lets its user in. At the last instant it does not. */
export function isSessionLive(
  { lastSeenAt, expiresAt, revokedAt, disabledAt }: SessionFacts,
  now: Date,
): boolean {
  const isIdle = now.getTime() - lastSeenAt.getTime() >= SESSION_IDLE_MS;
  return revokedAt === null && disabledAt === null && now < expiresAt && !isIdle;
}
