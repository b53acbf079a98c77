/** What a number in a cell stands for. */
export type NumberStyle = 'number' | 'date' | 'time';

/** True for the formats of Excel that show a day, built in or written by a user. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined)
    return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
  const letters = withoutTexts(code);
  return /[dy]/i.test(letters) || (/mmm/i.test(letters) && !/[hs]/i.test(letters));
}

export function isTimeFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return (id >= 18 && id <= 21) || (id >= 45 && id <= 47);
  return /[hs]/i.test(withoutTexts(code)) || /\[(?:h+|m+|s+)\]/i.test(code);
}

/** A format without quoted texts, escaped letters, colours and locales, whose letters mean nothing. */
const withoutTexts = (code: string): string =>
  code.replaceAll(/"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\][]*\]|General/gi, '');

interface CellContext {
  readonly texts: readonly string[];
  readonly style: NumberStyle;
  readonly isSince1904: boolean;
}

const DAY_MS = 86_400_000;
const DAY_0 = Date.UTC(1899, 11, 30);
const DAYS_TO_1904 = 1_462;
const MOST_DAYS = 2_958_465; // 31 December 9999
/** A spreadsheet keeps 15 digits of a number. */
const MOST_WHOLE = 1e15;

/** Writes the value of a cell as text: a date as `2026-02-01`, a time as `7:30`, and a number with all its digits. */
export function cellText(type: string, value: string, { texts, style, isSince1904 }: CellContext): string {
  switch (type) {
    case 's':
      return texts[Number(value)] ?? '';
    case 'b':
      return value === '1' ? 'yes' : 'no';
    case 'n':
      return value === '' ? '' : numberText(Number(value), style, isSince1904);
    case 'd':
      return value.slice(0, 10);
    default:
      return value; // a text in the cell, the text of a formula, or an error such as #REF!
  }
}

function numberText(number: number, style: NumberStyle, isSince1904: boolean): string {
  if (!Number.isFinite(number)) return '#NUM!';
  if (style === 'time') {
    const minutes = Math.round(number * 1_440);
    return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
  }
  if (style === 'date') {
    const days = Math.floor(number) + (isSince1904 ? DAYS_TO_1904 : 0);
    if (days < 1 || days > MOST_DAYS) return '#NUM!';
    // Excel counts a 29 February 1900 that was not, so its first days are one day late.
    return new Date(DAY_0 + (days < 60 ? days + 1 : days) * DAY_MS).toISOString().slice(0, 10);
  }
  // The form in which Excel shortens numbers says that digits are lost.
  if (Math.abs(number) >= MOST_WHOLE) return number.toExponential(5).toUpperCase();
  return String(Number(number.toPrecision(15)));
}
