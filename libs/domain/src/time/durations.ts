import type { Window } from '#contracts/visits';

/** Writes whole minutes, zero or more, in words: `3 h 30 min`, `45 min`, `12 h`. */
export function hoursInWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** True for a time of day written HH:MM, 00:00 to 23:59. Such texts sort as times. */
export function isTimeOfDay(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** True for a window that ends the next morning, because it ends no later than it begins. */
export function runsOverMidnight({ from, to }: Window): boolean {
  return to <= from;
}

/** True if the time is inside the window. `from` is inside, `to` is not. */
export function isInside(window: Window, time: string): boolean {
  const [begun, over] = [time >= window.from, time >= window.to];
  return runsOverMidnight(window) ? begun || !over : begun && !over;
}
