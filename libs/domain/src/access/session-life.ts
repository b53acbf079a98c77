const HOUR_MS = 60 * 60_000;

/** A working day: whoever signs in in the morning is not asked again before the evening. */
export const SESSION_LENGTH_MS = 12 * HOUR_MS;
/** A screen that nobody has used for so long is nobody's. */
export const SESSION_IDLE_MS = 2 * HOUR_MS;

export interface SessionFacts {
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  /** When its user was disabled. */
  readonly disabledAt: Date | null;
}

/** Whether a session still lets its user in. At its last instant it no longer does. */
export function isSessionLive(
  { lastSeenAt, expiresAt, revokedAt, disabledAt }: SessionFacts,
  now: Date,
): boolean {
  const isIdle = now.getTime() - lastSeenAt.getTime() >= SESSION_IDLE_MS;
  return revokedAt === null && disabledAt === null && now < expiresAt && !isIdle;
}
