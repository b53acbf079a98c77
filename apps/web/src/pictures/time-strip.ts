import type { Window } from '#contracts/visits';

/** Where the requested window and each offered time lie on one scale of `STRIP_WIDTH` units. */
export interface TimeStrip {
  readonly window: { readonly x: number; readonly width: number };
  /** The position of each offered time. Null if a branch offered no time. */
  readonly marks: readonly (number | null)[];
}

export const STRIP_WIDTH = 100;
const DAY_MINUTES = 1_440;
/** The scale goes on for this many minutes on both sides, so that no mark lies on the edge. */
const MARGIN_MINUTES = 30;

/** Places offered times beside the window in which a visit should begin. All offers have the same scale. */
export function timeStrip(window: Window, times: readonly (string | null)[]): TimeStrip {
  const from = minuteOf(window.from);
  const length = (minuteOf(window.to) - from + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES;
  const offsets = times.map((time) => (time === null ? null : offsetOf(minuteOf(time) - from, length)));
  const known = offsets.filter((offset) => offset !== null);
  const least = Math.min(0, ...known) - MARGIN_MINUTES;
  const most = Math.max(length, ...known) + MARGIN_MINUTES;
  const place = (offset: number): number => Math.round(((offset - least) / (most - least)) * STRIP_WIDTH);
  return {
    window: { x: place(0), width: place(length) - place(0) },
    marks: offsets.map((offset) => (offset === null ? null : place(offset))),
  };
}

/** Returns the minutes from the start of the window to a time, on the side on which the time is nearer. */
function offsetOf(difference: number, length: number): number {
  const after = (difference + DAY_MINUTES) % DAY_MINUTES;
  return after <= length || after - length <= DAY_MINUTES - after ? after : after - DAY_MINUTES;
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
