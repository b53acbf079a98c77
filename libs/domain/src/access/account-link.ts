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
 * True while a link can be used. A link can be used once, before it expires. A revoked link cannot be used,
 * and neither can the link of a disabled user.
 *
 * At the exact instant of expiry, the link can no longer be used.
 */
export function isLinkUsable({ expiresAt, usedAt, revokedAt, disabledAt }: LinkFacts, now: Date): boolean {
  return usedAt === null && revokedAt === null && disabledAt === null && now < expiresAt;
}

/**
 * Returns from which instant a link's user counts as let in, which decides which sealed offers the user may
 * read. A new user is let in now.
 *
 * With a link for a forgotten password, the later time counts: the user's own, or that of the administrator
 * who issued the link. Otherwise a new administrator could sign in as an older user, and read older sealed
 * offers.
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
