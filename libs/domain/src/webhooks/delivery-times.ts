import { DELIVERY_DAYS } from '#contracts/webhooks';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The pauses after the first, second, third … failed attempt. Later pauses are as long as the last. */
const PAUSES_MS: readonly number[] = [
  5_000,
  30_000,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
  8 * HOUR_MS,
];
const LAST_PAUSE_MS = 8 * HOUR_MS;

/** The longest pause between two attempts at a webhook of which every delivery fails. */
const LONGEST_PROBE_PAUSE_MS = 15 * MINUTE_MS;

/**
 * Returns when a failed delivery is tried again (docs/rules.md §8), or null if it has been tried for long enough. The pause
 * grows with the number of attempts. `spread` is a random number from 0 to 1, which lengthens the pause by up to a fifth,
 * so that many deliveries are not tried at one instant. The last attempt is three days after the delivery was queued.
 *
 * @param askedPauseMs  the pause that the other system asked for, or null. It only lengthens the pause
 */
export function nextAttemptAt(
  delivery: { readonly attempts: number; readonly queuedAt: Date },
  now: Date,
  spread: number,
  askedPauseMs: number | null = null,
): Date | null {
  const pause = (PAUSES_MS[delivery.attempts - 1] ?? LAST_PAUSE_MS) * (1 + spread / 5);
  const asked = Math.min(askedPauseMs ?? 0, LAST_PAUSE_MS);
  const next = now.getTime() + Math.round(Math.max(pause, asked));
  const last = delivery.queuedAt.getTime() + DELIVERY_DAYS * DAY_MS;
  return now.getTime() < last ? new Date(Math.min(next, last)) : null;
}

/**
 * Returns until when a webhook rests after a failure, so that one delivery at a time is tried while the other system is
 * away. The rest grows with the number of failures in a row.
 */
export function restsUntil(failuresInARow: number, now: Date): Date {
  const pause = Math.min(LONGEST_PROBE_PAUSE_MS, (PAUSES_MS[0] ?? 0) * 2 ** Math.min(failuresInARow - 1, 20));
  return new Date(now.getTime() + pause);
}

/**
 * True if a webhook has failed for so long that it is switched off: an hour less than a delivery is tried, because the first
 * attempt may come some time after the delivery was queued.
 */
export function hasFailedForLong(failingSince: Date, now: Date): boolean {
  return now.getTime() - failingSince.getTime() >= DELIVERY_DAYS * DAY_MS - HOUR_MS;
}
