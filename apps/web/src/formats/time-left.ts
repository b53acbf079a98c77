const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** As much as somebody has to know: days and hours, hours and minutes, and near the end minutes and seconds. */
export function timeLeft(ms: number): string {
  if (ms <= 0) return 'time is up';
  const [large, small] =
    ms >= 2 * DAY_MS
      ? [part(ms, DAY_MS, 'day'), part(ms % DAY_MS, HOUR_MS, 'hour')]
      : ms >= HOUR_MS
        ? [part(ms, HOUR_MS, 'hour'), part(ms % HOUR_MS, MINUTE_MS, 'minute')]
        : ms >= 5 * MINUTE_MS
          ? [part(ms, MINUTE_MS, 'minute'), '']
          : [part(ms, MINUTE_MS, 'minute'), part(ms % MINUTE_MS, SECOND_MS, 'second')];
  return `${[large, small].filter(Boolean).join(' ') || 'less than a second'} left`;
}

function part(ms: number, unitMs: number, unit: string): string {
  const count = Math.floor(ms / unitMs);
  return count === 0 ? '' : `${count} ${unit}${count === 1 ? '' : 's'}`;
}
