const POUNDS = /^£?\s*(\d{1,5})(?:\.(\d{1,2}))?$/;

/**
 * Converts a typed amount in pounds to whole pence: "24.5" → 2450. Returns null if the text is not an amount.
 */
export function penceOf(typed: string): number | null {
  const [, pounds, pence = ''] = POUNDS.exec(typed.replaceAll(',', '').trim()) ?? [];
  return pounds === undefined ? null : Number(pounds) * 100 + Number(pence.padEnd(2, '0'));
}

/** Formats whole pence as a user would type the pounds: 2450 → "24.50". */
export function typedPounds(pence: number): string {
  return (pence / 100).toFixed(2);
}

const WHOLE = /^\d{1,6}$/;

/** A duration as the user typed it: one text for hours and one text for minutes. */
export interface TypedHours {
  readonly hours: string;
  readonly minutes: string;
}

export function typedHours(minutes: number): TypedHours {
  return { hours: String(Math.floor(minutes / 60)), minutes: String(minutes % 60) };
}

/**
 * Converts a typed duration to whole minutes. One of the two texts may be empty. Returns null if both are
 * empty or if they are no valid duration.
 */
export function minutesOf({ hours, minutes }: TypedHours): number | null {
  if (hours === '' && minutes === '') return null;
  const [wholeHours, rest] = [hours || '0', minutes || '0'];
  if (!WHOLE.test(wholeHours) || !WHOLE.test(rest) || Number(rest) > 59) return null;
  return Number(wholeHours) * 60 + Number(rest);
}
