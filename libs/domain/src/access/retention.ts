const DAY_MS = 86_400_000;

/** How long a used idempotency key protects against a second effect: 30 days (docs/rules.md §6.8). */
export const KEY_KEPT_MS = 30 * DAY_MS;

/** How long an ended session, and an account link that can no longer be used, are kept: 30 days. */
export const ENDED_ACCESS_KEPT_MS = 30 * DAY_MS;

/** How long a sign-in makes an address count as the user's own: 90 days. */
export const ADDRESS_KEPT_MS = 90 * DAY_MS;

/**
 * How long a search for people is kept: two years. It says who looked for people and which people were shown
 * (docs/rules.md §7).
 */
export const SEARCH_KEPT_MS = 730 * DAY_MS;

/** How long the outcome of a verification of the log is kept: 400 days. The newest is kept for good. */
export const AUDIT_CHECK_KEPT_MS = 400 * DAY_MS;

/** Deliveries of webhooks are kept for 30 days, as long as the feed gives events. */
export const DELIVERY_KEPT_MS = 30 * DAY_MS;

/** How long a document that no record cites can be cited: 7 days after the upload. */
export const UNCITED_DOCUMENT_KEPT_MS = 7 * DAY_MS;

/**
 * How long after that time the document is deleted: one hour. The pause is longer than any transaction, so no
 * transaction cites a document while it is deleted.
 */
export const EXPIRED_DOCUMENT_KEPT_MS = UNCITED_DOCUMENT_KEPT_MS + 3_600_000;

/** Returns the instant that lies `keptMs` before `now`. What is older is purged. */
export const purgedBefore = (now: Date, keptMs: number): Date => new Date(now.getTime() - keptMs);
