/** How long a request of a user counts for the next one: 15 minutes. */
export const REQUEST_COUNTS_MS = 15 * 60_000;

/**
 * Returns the instant at or before which an open request must lie, so that a further one is logged. Requests within
 * 15 minutes count as one, so requests for one known address cannot flood its administrators.
 */
export const renewableBefore = (now: Date): Date => new Date(now.getTime() - REQUEST_COUNTS_MS);
