import { type Band, BANDS, type Day, DAYS, type Visit } from '#contracts/visits';
import type { Fault, Form } from '../../../console/form.js';
import { hoursInWords } from '../../../formats/quantities.js';

/** One visit of the grid, as it was typed. */
export interface VisitTyped {
  readonly index: number;
  readonly band: string;
  readonly from: string;
  readonly to: string;
  readonly days: readonly Day[];
  readonly minutes: string;
  readonly carers: string;
  readonly personalCare: boolean;
  readonly shortReason: string;
  readonly timeCriticalReason: string;
}

const FEWEST_ROWS = 4;
const MOST_ROWS = 50;
const WHOLE = /^\d{1,4}$/;

/** The id and the name of a field: `visit-0-minutes`. */
export const visitField = (index: number, name: string): string => `visit-${index}-${name}`;

/** The rows of the grid; `extra` more than were sent. */
export function visitsTyped(form: Form, extra = 0): VisitTyped[] {
  const sent = Number(form.text('rows'));
  const rows = Number.isInteger(sent) && sent > 0 ? sent : FEWEST_ROWS;
  return Array.from({ length: Math.min(rows + extra, MOST_ROWS) }, (_, index) => {
    const text = (name: string): string => form.text(visitField(index, name));
    return {
      index,
      band: text('band'),
      from: text('from'),
      to: text('to'),
      days: DAYS.filter((day) => text(day) !== ''),
      minutes: text('minutes'),
      carers: text('carers'),
      personalCare: text('personalCare') !== '',
      shortReason: text('shortReason'),
      timeCriticalReason: text('timeCriticalReason'),
    };
  });
}

/** A package's visits as they would have been typed, and room for more. */
export function asTyped(visits: readonly Visit[]): VisitTyped[] {
  const rows = Math.max(visits.length + 1, FEWEST_ROWS);
  return Array.from({ length: Math.min(rows, MOST_ROWS) }, (_, index) => {
    const visit = visits[index];
    return {
      index,
      band: visit?.band ?? '',
      from: visit?.window?.from ?? '',
      to: visit?.window?.to ?? '',
      days: visit?.days ?? [],
      minutes: visit ? String(visit.minutes) : '',
      carers: visit ? String(visit.carers) : '1',
      personalCare: visit?.personalCare ?? false,
      shortReason: visit?.shortReason ?? '',
      timeCriticalReason: visit?.timeCriticalReason ?? '',
    };
  });
}

/** A row in which nothing was said is no visit. */
export function isFilled({ days, minutes, from, to, shortReason, timeCriticalReason }: VisitTyped): boolean {
  return days.length > 0 || [minutes, from, to, shortReason, timeCriticalReason].some((text) => text !== '');
}

/** What cannot even be sent, by field; whether it makes sense, the API says. */
export function visitShapeFaults(rows: readonly VisitTyped[]): Fault[] {
  return rows.filter(isFilled).flatMap(({ index, minutes, from, to, band }) => {
    const fault = (name: string, text: string): Fault => ({
      field: visitField(index, name),
      text: `Visit ${index + 1}: ${text}`,
    });
    const isHalfWindow = (from === '') !== (to === '');
    return [
      ...(isBand(band) ? [] : [fault('band', 'choose the time of day.')]),
      ...(WHOLE.test(minutes) ? [] : [fault('minutes', 'enter its minutes as a whole number.')]),
      ...(isHalfWindow ? [fault('from', 'enter both times of the exact window, or neither.')] : []),
    ];
  });
}

/** What is sent; the key says which row it came from. */
export function visitsOf(rows: readonly VisitTyped[]): Visit[] {
  return rows.filter(isFilled).map((row) => ({
    key: `v${row.index + 1}`,
    days: row.days,
    band: isBand(row.band) ? row.band : 'breakfast',
    window: row.from === '' ? null : { from: row.from, to: row.to },
    minutes: Number(row.minutes),
    carers: row.carers === '2' ? 2 : 1,
    personalCare: row.personalCare,
    shortReason: row.shortReason || null,
    timeCriticalReason: row.timeCriticalReason || null,
  }));
}

const FIELD_OF_FAULT: Readonly<Record<string, string>> = {
  days_missing: 'mon',
  short_reason_missing: 'shortReason',
  window_invalid: 'from',
};

/** The API's faults, each beside the field that it is about. */
export function visitFaults(facts: Readonly<Record<string, unknown>> | undefined): Fault[] {
  const faults = Array.isArray(facts?.faults) ? (facts.faults as unknown[]) : [];
  return faults.flatMap((fault) => {
    if (typeof fault !== 'object' || fault === null) return [];
    const { code, sentence, visitKey } = fault as Record<string, unknown>;
    if (typeof code !== 'string' || typeof sentence !== 'string') return [];
    const number = typeof visitKey === 'string' ? Number(visitKey.slice(1)) : NaN;
    if (!Number.isInteger(number)) return [{ field: visitField(0, 'minutes'), text: sentence }];
    const field = visitField(number - 1, FIELD_OF_FAULT[code] ?? 'minutes');
    return [{ field, text: `Visit ${number}: ${sentence}` }];
  });
}

/** What a row comes to in a week; nothing while it cannot be said. */
export function weekOf({ days, minutes, carers }: VisitTyped): number {
  return WHOLE.test(minutes) ? days.length * Number(minutes) * (carers === '2' ? 2 : 1) : 0;
}

export function sumInWords(rows: readonly VisitTyped[]): string {
  return hoursInWords(rows.reduce((sum, row) => sum + weekOf(row), 0));
}

const isBand = (word: string): word is Band => (BANDS as readonly string[]).includes(word);
