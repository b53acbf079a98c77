const HOUR_MS = 60 * 60_000;

/** How long a new user's first link can be used: 7 days. */
export const INVITATION_LINK_MS = 7 * 24 * HOUR_MS;
/** How long a link for a forgotten password can be used: 24 hours. */
export const PASSWORD_LINK_MS = 24 * HOUR_MS;
/** How long a link that the operator issued can be used: 1 hour. */
export const OPERATOR_LINK_MS = HOUR_MS;

export interface LinkFacts {
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly revokedAt: Date | null;
  /** When the link's user was disabled. Null for an enabled user. */
  readonly disabledAt: Date | null;
}

/**
 * True while a link can be used: once, before it expires, unless it was revoked or its user was disabled. At
 * the exact instant of expiry, the link can no longer be used.
 */
export function isLinkUsable({ expiresAt, usedAt, revokedAt, disabledAt }: LinkFacts, now: Date): boolean {
  return usedAt === null && revokedAt === null && disabledAt === null && now < expiresAt;
}

/**
 * When the user of a link counts as let in. A new user is let in now. For a forgotten password, the user is
 * trusted no longer than the administrator who issued the link: the later of the two times counts. Otherwise
 * an administrator who was added during a sealed round could read its earlier offers as an older user.
 */
export function enteredByLink(
  user: { readonly enteredAt: Date | null },
  issuer: { readonly enteredAt: Date | null } | null,
  now: Date,
): Date {
  if (user.enteredAt === null) return now;
  const issuerAt = issuer === null ? user.enteredAt : (issuer.enteredAt ?? now);
  return issuerAt > user.enteredAt ? issuerAt : user.enteredAt;
}
