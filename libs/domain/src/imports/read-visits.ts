import { type Band, BANDS, type Day, DAYS, type Visit, type Window } from '#contracts/visits';
import { visitFaults } from '../packages/visit-faults.js';
import { isTimeOfDay } from '../time/durations.js';
import type { CellRead } from './read-cell.js';

const WHOLE_WEEK: Readonly<Record<string, readonly Day[]>> = {
  daily: DAYS,
  everyday: DAYS,
  weekdays: DAYS.slice(0, 5),
  weekends: DAYS.slice(5),
  weekend: DAYS.slice(5),
};
const BAND_WORDS: Readonly<Record<string, Band>> = {
  morning: 'breakfast',
  am: 'breakfast',
  lunchtime: 'lunch',
  dinner: 'lunch',
  teatime: 'tea',
  evening: 'bed',
  bedtime: 'bed',
  overnight: 'night',
};

const MOST_LETTERS = 4_000;
const DAY_WORD = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]*$/;
const FROM_TO = /^(\d{1,2}[:.]\d{2})-(\d{1,2}[:.]\d{2})$/;
const MINUTES = /^(\d{1,3})(?:m|min|mins|minutes)?$/;
const CARERS = /^(?:x|×)([12])$/;

/**
 * Reads the visits of a week from one cell (docs/import.md): `daily breakfast 30, personal care; Mon-Fri lunch 45 x2`.
 * Visits are separated by semicolons. A visit has days, a time of day or a window, and minutes. Behind a comma it may
 * have `personal care`, `short: …` and `fixed: …`, the reasons why it is short and why its time may not move.
 */
export function readVisits(text: string): CellRead<Visit[]> {
  if (text.length > MOST_LETTERS) return { refused: 'These are too many visits for one package.' };
  const visits: Visit[] = [];
  for (const [index, part] of text
    .split(/[;\n]/)
    .filter((one) => one.trim() !== '')
    .entries()) {
    const read = readVisit(part, `v${index + 1}`);
    if ('refused' in read) return { refused: `Visit ${index + 1}: ${read.refused}` };
    visits.push(read.value);
  }
  const [fault] = visitFaults(visits);
  if (!fault) return { value: visits };
  const number = visits.findIndex(({ key }) => key === fault.visitKey) + 1;
  return { refused: number > 0 ? `Visit ${number}: ${fault.sentence}` : fault.sentence };
}

function readVisit(part: string, key: string): CellRead<Visit> {
  const [pattern = '', ...more] = splitOutsideDays(part);
  const read = readPattern(pattern);
  if ('refused' in read) return read;
  const details = readDetails(more);
  if ('refused' in details) return details;
  return { value: { key, ...read.value, ...details.value } };
}

/** Splits a visit at its commas. A comma between days, as in `Mon, Wed lunch 45`, does not separate. */
function splitOutsideDays(part: string): string[] {
  const joined = part.trim().replace(/([a-z]),\s*(?=(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b)/gi, '$1+');
  return joined.split(',').map((one) => one.trim());
}

type Pattern = Pick<Visit, 'days' | 'band' | 'window' | 'minutes' | 'carers'>;

function readPattern(pattern: string): CellRead<Pattern> {
  const tight = pattern
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([-–+&/]) ?/g, (_, mark: string) => (mark === '–' ? '-' : mark))
    .replace(/(\d) +(m|min|mins|minutes)\b/g, '$1$2');
  let days: readonly Day[] = [];
  let band: Band | null = null;
  let window: Window | null = null;
  let minutes: number | null = null;
  let carers: 1 | 2 = 1;
  for (const word of tight.split(/\s+/).filter(Boolean)) {
    const named = daysOf(word);
    const [, from, to] = FROM_TO.exec(word) ?? [];
    const [, number] = MINUTES.exec(word) ?? [];
    const [, many] = CARERS.exec(word) ?? [];
    if (named) days = [...new Set([...days, ...named])];
    else if (from !== undefined && to !== undefined) window = { from: clock(from), to: clock(to) };
    else if (bandOf(word)) band = bandOf(word);
    else if (number !== undefined && minutes === null) minutes = Number(number);
    else if (many !== undefined) carers = many === '2' ? 2 : 1;
    else return { refused: 'it has a word that is no day, time of day, number of minutes or x2.' };
  }
  if (days.length === 0) return { refused: 'name its days, such as daily or Mon-Fri.' };
  if (minutes === null) return { refused: 'give its minutes.' };
  if (window && !(isTimeOfDay(window.from) && isTimeOfDay(window.to)))
    return { refused: 'its window is no time of day.' };
  band ??= window ? bandAt(window.from) : null;
  if (band === null) return { refused: `name its time of day: ${BANDS.join(', ')}, or 10:00-11:00.` };
  return { value: { days: DAYS.filter((day) => days.includes(day)), band, window, minutes, carers } };
}

const clock = (text: string): string => text.replace('.', ':').padStart(5, '0');

function bandOf(word: string): Band | null {
  return BANDS.find((band) => band === word) ?? BAND_WORDS[word] ?? null;
}

/** The band whose hours begin last before a time. A window needs no band, but a visit has one. */
function bandAt(from: string): Band {
  if (from < '05:00' || from >= '22:00') return 'night';
  return from < '11:00' ? 'breakfast' : from < '15:00' ? 'lunch' : from < '19:00' ? 'tea' : 'bed';
}

function daysOf(word: string): readonly Day[] | null {
  const whole = WHOLE_WEEK[word.replace('-', '')];
  if (whole) return whole;
  const days: Day[] = [];
  for (const part of word.split(/[+&/]/)) {
    const [from, to, ...rest] = part.split('-').map((one) => DAY_WORD.exec(one)?.[1] as Day | undefined);
    const isRange = part.includes('-');
    if (from === undefined || rest.length > 0 || (isRange && to === undefined)) return null;
    days.push(...(to === undefined ? [from] : between(from, to)));
  }
  return days;
}

/** The days from one to another. `Sat-Mon` goes over the end of the week. */
function between(from: Day, to: Day): Day[] {
  const [first, last] = [DAYS.indexOf(from), DAYS.indexOf(to)];
  const count = ((last - first + DAYS.length) % DAYS.length) + 1;
  return Array.from({ length: count }, (_, n) => DAYS[(first + n) % DAYS.length] ?? from);
}

type Details = Pick<Visit, 'personalCare' | 'shortReason' | 'timeCriticalReason'>;

const FIXED = ['fixed', 'time-critical', 'time critical'];

function readDetails(details: readonly string[]): CellRead<Details> {
  let read: Details = { personalCare: false };
  for (const detail of details) {
    const colon = detail.indexOf(':');
    const word = colon < 0 ? '' : detail.slice(0, colon).trim().toLowerCase();
    const reason = detail.slice(colon + 1).trim();
    if (/^personal care$/i.test(detail)) read = { ...read, personalCare: true };
    else if (word === 'short' && reason !== '') read = { ...read, shortReason: reason };
    else if (FIXED.includes(word) && reason !== '') read = { ...read, timeCriticalReason: reason };
    else if (detail !== '')
      return { refused: 'behind a comma stands personal care, short: and a reason, or fixed: and a reason.' };
  }
  return { value: read };
}
