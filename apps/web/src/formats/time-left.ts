const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * Formats a remaining time in milliseconds with its two largest units: "2 d 3 h left". Seconds are shown only if
 * less than five minutes remain.
 */
export function timeLeft(ms: number): string {
  return ms <= 0 ? 'due now' : `${duration(ms) || 'less than a second'} left`;
}

/**
 * Formats the time until a deadline: "1 h 3 min left". After the deadline, formats the time since then:
 * "2 d 1 h overdue".
 */
export function dueInWords(dueAt: string, now: Date): string {
  return dueOrOverdue(Date.parse(dueAt) - now.getTime());
}

/** Formats the milliseconds until a deadline like `dueInWords`. Negative after the deadline. */
export function dueOrOverdue(ms: number): string {
  return ms > 0 ? timeLeft(ms) : `${overdueFor(-ms)} overdue`;
}

/** Formats the time since a deadline. Minutes matter only in the first hour: "4 min", "15 h", "2 d 1 h". */
function overdueFor(ms: number): string {
  return elapsed(ms >= HOUR_MS && ms < DAY_MS ? Math.floor(ms / HOUR_MS) * HOUR_MS : ms);
}

/** Formats a time that has passed, in milliseconds, without seconds: "2 d 3 h", "5 min", "under 1 min". */
export function elapsed(ms: number): string {
  return ms < MINUTE_MS ? 'under 1 min' : duration(Math.floor(ms / MINUTE_MS) * MINUTE_MS);
}

/** Returns how much of a time limit is left, as a whole percentage from 0 to 100. */
export function percentageLeft(startedAt: number, dueAt: number, now: number): number {
  const all = dueAt - startedAt;
  return all <= 0 ? 0 : Math.round(100 * Math.min(1, Math.max(0, (dueAt - now) / all)));
}

function duration(ms: number): string {
  const [large, small] =
    ms >= DAY_MS
      ? [counted(ms, DAY_MS, 'd'), counted(ms % DAY_MS, HOUR_MS, 'h')]
      : ms >= HOUR_MS
        ? [counted(ms, HOUR_MS, 'h'), counted(ms % HOUR_MS, MINUTE_MS, 'min')]
        : ms >= 5 * MINUTE_MS
          ? [counted(ms, MINUTE_MS, 'min'), '']
          : [counted(ms, MINUTE_MS, 'min'), counted(ms % MINUTE_MS, SECOND_MS, 's')];
  return [large, small].filter(Boolean).join(' ');
}

function counted(ms: number, unitMs: number, unit: string): string {
  const count = Math.floor(ms / unitMs);
  return count === 0 ? '' : `${count} ${unit}`;
}
