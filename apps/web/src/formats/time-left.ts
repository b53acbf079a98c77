const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * Formats a remaining time in milliseconds with its two largest units: "2 days 3 hours left". Seconds are
 * shown only if less than five minutes remain.
 */
export function timeLeft(ms: number): string {
  if (ms <= 0) return 'time is up';
  const [large, small] =
    ms >= 2 * DAY_MS
      ? [counted(ms, DAY_MS, 'day'), counted(ms % DAY_MS, HOUR_MS, 'hour')]
      : ms >= HOUR_MS
        ? [counted(ms, HOUR_MS, 'hour'), counted(ms % HOUR_MS, MINUTE_MS, 'minute')]
        : ms >= 5 * MINUTE_MS
          ? [counted(ms, MINUTE_MS, 'minute'), '']
          : [counted(ms, MINUTE_MS, 'minute'), counted(ms % MINUTE_MS, SECOND_MS, 'second')];
  return `${[large, small].filter(Boolean).join(' ') || 'less than a second'} left`;
}

/**
 * Formats the time until a deadline: "1 hour 3 minutes left". After the deadline, formats the time since
 * then: "2 days 1 hour overdue".
 */
export function dueInWords(dueAt: string, now: Date): string {
  const ms = Date.parse(dueAt) - now.getTime();
  return ms > 0 ? timeLeft(ms) : timeLeft(Math.max(-ms, 1)).replace(/ left$/, ' overdue');
}

function counted(ms: number, unitMs: number, unit: string): string {
  const count = Math.floor(ms / unitMs);
  return count === 0 ? '' : `${count} ${unit}${count === 1 ? '' : 's'}`;
}
