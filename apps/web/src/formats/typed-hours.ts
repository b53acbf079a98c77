const WHOLE = /^\d{1,6}$/;

/** Weekly minutes as somebody types them, in hours and minutes. */
export interface TypedHours {
  readonly hours: string;
  readonly minutes: string;
}

export function typedHours(minutes: number): TypedHours {
  return { hours: String(Math.floor(minutes / 60)), minutes: String(minutes % 60) };
}

/** Whole minutes; a part that is left empty is none. Null for what is no time, or for nothing at all. */
export function minutesOf({ hours, minutes }: TypedHours): number | null {
  if (hours === '' && minutes === '') return null;
  const [wholeHours, rest] = [hours || '0', minutes || '0'];
  if (!WHOLE.test(wholeHours) || !WHOLE.test(rest) || Number(rest) > 59) return null;
  return Number(wholeHours) * 60 + Number(rest);
}
