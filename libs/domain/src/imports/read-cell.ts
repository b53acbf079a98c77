import { isBirthDate } from '#contracts/birth-dates';
import { addDays, isIsoDate } from '../time/iso-date.js';

/** What was read from a cell: a value, or the sentence that says why there is none. A note says what was understood. */
export type CellRead<T> = { readonly value: T; readonly note?: string } | { readonly refused: string };

/** Excel shows numbers of more than 11 digits like this, and saves them so in a CSV file. The other digits are lost. */
const SHORTENED = /^[+-]?\d+(?:[.,]\d+)?E[+-]?\d+$/i;
/** What Excel writes where a cell is too narrow or a formula failed. */
const ERROR = /^#+$|^#(?:REF|N\/A|NAME\?|VALUE|DIV\/0|NUM|NULL|SPILL)!?$/i;

/** Says what a spreadsheet did to a cell, or null if the cell is whole. */
export function mangledBy(text: string): string | null {
  if (SHORTENED.test(text))
    return 'The spreadsheet shortened this number, and its last digits are lost. Format the column as text and fill it in again.';
  if (ERROR.test(text)) return 'The spreadsheet wrote an error here instead of a value.';
  return null;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/;
const DAY_FIRST = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{2}|\d{4})(?: +0{1,2}:00(?::00)?)?$/;
const IN_WORDS = /^(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)?[ \-/]([a-z]{3,9})\.?,?[ \-/](\d{2}|\d{4})$/i;
const SERIAL = /^\d{4,5}(?:[.,]0+)?$/;
/** Day 1 of Excel is 1 January 1900, and Excel counts a 29 February 1900 that was not. */
const EXCEL_DAY_0 = '1899-12-30';
const FIRST_SERIAL = 10_000; // 18 May 1927; a smaller number is rather a year
const LAST_SERIAL = 73_050; // 31 December 2099

/** Returns the day that Excel means by a number of days. */
export const dayOfSerial = (serial: number): string => addDays(EXCEL_DAY_0, serial);

const dated = (year: string, month: number, day: string): string =>
  `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;

/**
 * Reads a date as people and spreadsheets write it: `2026-02-01`, `01/02/2026` (the day comes first), `1 Feb 2026`, and
 * Excel's number of days. A year of two digits is refused, because it can be of two centuries.
 */
export function readDate(text: string): CellRead<string> {
  const mangled = mangledBy(text);
  if (mangled !== null) return { refused: mangled };
  if (SERIAL.test(text)) {
    const serial = Number.parseInt(text, 10);
    if (serial < FIRST_SERIAL || serial > LAST_SERIAL) return { refused: 'This number is no date.' };
    return { value: dayOfSerial(serial), note: "Read from the spreadsheet's number of days." };
  }
  const [year, month, day] = partsOf(text);
  if (year === undefined || month === undefined || day === undefined)
    return { refused: 'Write the date as day, month and year, such as 01/02/2026.' };
  if (year.length === 2) return { refused: 'The year has two digits. Write all four.' };
  const iso = dated(year, month, day);
  if (isIsoDate(iso)) return { value: iso };
  return month > 12 && Number(day) <= 12
    ? { refused: 'There is no such month. The day comes first: 28/02/2026.' }
    : { refused: 'There is no such day.' };
}

function partsOf(
  text: string,
): [year: string | undefined, month: number | undefined, day: string | undefined] {
  const iso = ISO.exec(text);
  if (iso) return [iso[1], Number(iso[2]), iso[3]];
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst) return [dayFirst[3], Number(dayFirst[2]), dayFirst[1]];
  const words = IN_WORDS.exec(text);
  const month = words ? MONTHS.indexOf((words[2] ?? '').slice(0, 3).toLowerCase()) + 1 : 0;
  return words && month > 0 ? [words[3], month, words[1]] : [undefined, undefined, undefined];
}

const YEAR = /^\d{4}$/;
const MONTH_OF_YEAR = /^(\d{1,2})[/.\- ](\d{4})$/;

/** Reads a date of birth, of which the day, or the day and the month, may be missing (docs/rules.md §1.1). */
export function readBirth(text: string): CellRead<string> {
  if (YEAR.test(text) && isBirthDate(text)) return { value: text };
  if (isBirthDate(text)) return { value: text };
  const [, month, year] = MONTH_OF_YEAR.exec(text) ?? [];
  if (month !== undefined && year !== undefined) {
    const iso = `${year}-${month.padStart(2, '0')}`;
    return isBirthDate(iso) ? { value: iso } : { refused: 'There is no such month.' };
  }
  return readDate(text);
}

/** Reads a whole number or a number with a decimal point that is whole, as spreadsheets write one. */
export function readWhole(text: string, least: number, most: number): CellRead<number> {
  const match = /^(\d{1,9})(?:[.,]0+)?$/.exec(text);
  const number = match ? Number(match[1]) : NaN;
  return number >= least && number <= most
    ? { value: number }
    : { refused: `Enter a whole number from ${least} to ${most}.` };
}

const POUNDS = /^£?\s*(\d{1,5})(?:\.(\d{1,4}))?$/;

/** Reads an amount in pounds as whole pence: `£22.40` is 2240. Half pence are refused. */
export function readPounds(text: string): CellRead<number> {
  const [, pounds, pence = ''] = POUNDS.exec(text.replaceAll(',', '')) ?? [];
  if (pounds === undefined) return { refused: 'Enter an amount in pounds, such as 22.40.' };
  if (/[1-9]/.test(pence.slice(2))) return { refused: 'The amount has parts of a penny.' };
  const value = Number(pounds) * 100 + Number(pence.slice(0, 2).padEnd(2, '0'));
  return value > 0 ? { value } : { refused: 'The amount is above 0.' };
}

const CLOCK = /^(\d{1,4})(?::| ?h(?:rs?|ours?)? ?)([0-5]?\d)(?: ?m(?:in(?:s|utes)?)?)?(?::00)?$/i;
const DECIMAL = /^(\d{1,4})(?:[.,](\d{1,6}))?(?: ?h(?:rs?|ours?)?)?$/i;
const WHOLE_MINUTE = 0.01;

/** Reads hours a week as whole minutes: `14.5`, `14:30`, `14 h 30`. A third of an hour may be written 0.33. */
export function readHours(text: string): CellRead<number> {
  const [, hours, minutes] = CLOCK.exec(text) ?? [];
  if (hours !== undefined) return { value: Number(hours) * 60 + Number(minutes) };
  const [, whole, part = ''] = DECIMAL.exec(text) ?? [];
  if (whole === undefined) return { refused: 'Enter hours, such as 14.5 or 14:30.' };
  const exact = Number(`${whole}.${part || '0'}`) * 60;
  const rounded = Math.round(exact);
  const isNear = Math.abs(exact - rounded) <= (part.length >= 2 ? 0.21 : WHOLE_MINUTE);
  return isNear ? { value: rounded } : { refused: 'The hours are no whole number of minutes.' };
}

const YES = ['yes', 'y', 'true', '1', 'x', 'ja', '✓'];
const NO = ['no', 'n', 'false', '0', '-'];

export function readYesNo(text: string): CellRead<boolean> {
  const word = text.toLowerCase();
  if (YES.includes(word)) return { value: true };
  return NO.includes(word) ? { value: false } : { refused: 'Enter yes or no.' };
}

/** Splits a cell at semicolons, bars and line breaks. */
export const partsIn = (text: string): string[] =>
  text
    .split(/[;|\n]/)
    .map((part) => part.trim())
    .filter(Boolean);

/** Reads words of a list, in capital or small letters and with blanks or dashes for underscores. */
export function readWords<T extends string>(text: string, words: readonly T[]): CellRead<T[]> {
  const keyed = new Map(words.map((word) => [word.replaceAll('_', ''), word]));
  const parts = text.split(/[;|,\n]/).map((part) => part.toLowerCase().replace(/[^a-z]/g, ''));
  const read = parts.filter(Boolean).map((part) => keyed.get(part));
  if (read.every((word) => word !== undefined)) return { value: [...new Set(read)] };
  return { refused: `Use these words: ${words.map((word) => word.replaceAll('_', ' ')).join(', ')}.` };
}

/** A reference in small letters, without blanks, dashes and invisible characters: two that are equal so are one. */
export const referenceKey = (reference: string): string =>
  reference
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u00AD\u200B-\u200F\u2010-\u2015\u2060\uFEFF-]/g, '');
