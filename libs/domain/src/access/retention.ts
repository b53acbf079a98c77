const DAY_MS = 86_400_000;

/** How long a used idempotency key protects against a second effect: 30 days (docs/rules.md §6.8). */
export const KEY_KEPT_MS = 30 * DAY_MS;

/** How long an ended session, and an account link that can no longer be used, are kept: 30 days. */
export const ENDED_ACCESS_KEPT_MS = 30 * DAY_MS;

/** How long a sign-in makes an address count as the user's own: 90 days. */
export const ADDRESS_KEPT_MS = 90 * DAY_MS;

/** Returns the instant that lies `keptMs` before `now`. What is older is purged. */
export const purgedBefore = (now: Date, keptMs: number): Date => new Date(now.getTime() - keptMs);
