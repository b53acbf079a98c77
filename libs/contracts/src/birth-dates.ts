const TYPED = /^(?:(?:(\d{1,2})[\s/.-]+)?(\d{1,2})[\s/.-]+)?(\d{4})$/;
const ISO_PARTS = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/;

/** True for `YYYY-MM-DD`, `YYYY-MM` or `YYYY` that exists in the calendar (docs/rules.md §1.1). */
export function isBirthDate(text: string): boolean {
  if (!ISO_PARTS.test(text)) return false;
  const day = text + '-01-01'.slice(text.length - 4);
  const time = Date.parse(`${day}T00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

/**
 * Reads a date of birth as users type it, such as `14 3 1938`, `14/03/1938`, `3 1938`, `1938` or `1938-03-14`. The day
 * comes before the month. Returns null for any other text, and for a day that does not exist.
 */
export function readBirthDate(typed: string): string | null {
  const text = typed.trim();
  if (isBirthDate(text)) return text;
  const match = TYPED.exec(text);
  if (!match) return null;
  const [, day, month, year] = match;
  const parts = [year, month, day].filter((part) => part !== undefined);
  const iso = parts.map((part) => part.padStart(2, '0')).join('-');
  return isBirthDate(iso) ? iso : null;
}

/** True if two dates of birth can be of one person: one is the other, or only its year or month. False if one is not known. */
export function birthDatesAgree(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && (one.startsWith(other) || other.startsWith(one));
}
