import type { ClockProfile } from '#contracts/lots';
import { deadlineAfter } from '../time/working-time.js';

/** When the offers of a broadcast are due, and when care should start. */
export interface BroadcastTimes {
  readonly closesAt: Date;
  readonly startBy: Date;
}

type Clock = Pick<ClockProfile, 'respondMinutes' | 'startWithinMinutes' | 'workingHours'>;

/**
 * Returns the times of a broadcast that opens at `openedAt` (docs/rules.md §3.3.3). Without `chosen`, the deadline follows
 * from the clock. The time to start counts from the opening, and includes nights and holidays. Care is never due before
 * the offers are: where the deadline is later than the time to start, care should start by the deadline.
 */
export function broadcastTimes(openedAt: Date, clock: Clock, chosen?: Date): BroadcastTimes {
  const closesAt = chosen ?? deadlineAfter(openedAt, clock.respondMinutes, clock.workingHours);
  const usual = openedAt.getTime() + clock.startWithinMinutes * 60_000;
  return { closesAt, startBy: new Date(Math.max(usual, closesAt.getTime())) };
}
