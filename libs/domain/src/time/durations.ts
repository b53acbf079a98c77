import type { Window } from '#contracts/visits';

/**
 * Writes a number of minutes in words: `3 h 30 min`, `45 min`, `12 h`. The number is whole and not negative.
 */
export function hoursInWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** True for a time of day written HH:MM, from 00:00 to 23:59. Such texts can be compared as strings. */
export function isTimeOfDay(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** True if a time window ends the next morning: its end is not later than its beginning. */
export function runsOverMidnight({ from, to }: Window): boolean {
  return to <= from;
}

/**
 * True if a time of day is inside a window. The start of the window (`from`) is inside, the end (`to`) is
 * not.
 */
export function isInside(window: Window, time: string): boolean {
  const [begun, over] = [time >= window.from, time >= window.to];
  return runsOverMidnight(window) ? begun || !over : begun && !over;
}
