const MINUTE_MS = 60_000;

/** The first pause after a recipient could not take a message for now, such as with a full mailbox. */
const FIRST_MS = 5 * MINUTE_MS;
const LONGEST_MS = 4 * 60 * MINUTE_MS;
/** A message that no attempt could hand over within this time has failed. */
export const GIVEN_UP_AFTER_MS = 72 * 60 * MINUTE_MS;

/**
 * Returns when a message is tried again after its `attempts` attempts, or null if it has failed. The pause doubles from
 * 5 minutes to 4 hours. The message is given up three days after it was due.
 */
export function retryAt(attempts: number, dueAt: Date, now: Date): Date | null {
  if (now.getTime() - dueAt.getTime() >= GIVEN_UP_AFTER_MS) return null;
  return new Date(now.getTime() + Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, attempts - 1)));
}

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 5 * MINUTE_MS;

/**
 * Returns how long a channel pauses after `failures` failures in a row, in milliseconds: from 5 seconds, doubling up to
 * 5 minutes. `random`, from 0 to 1, spreads the pause by a fifth, so that several workers do not try together.
 */
export function channelPauseMs(failures: number, random: number): number {
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(pause * (0.8 + 0.4 * random));
}
