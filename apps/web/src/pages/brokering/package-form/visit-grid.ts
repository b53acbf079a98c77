import { BAND_HOURS, type Band, BANDS, type Day, DAYS, type Visit } from '#contracts/visits';
import type { Fault, Form } from '../../../console/form.js';
import type { Input } from '../../../console/form-inputs.js';
import { hoursInWords } from '../../../formats/quantities.js';
import { BAND_WORDING, DAY_WORDING } from '../../../wording/visits.js';

/** The form fields of one visit, with the values that the user typed. */
export interface VisitRow {
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

/**
 * Returns the name of the form field for one value of a visit, for example `visit-0-minutes`. The field's
 * element id is the same.
 */
const visitField = (index: number, name: string): string => `visit-${index}-${name}`;

/** Returns the typed values of all visits, followed by `extra` empty visits. */
export function typedRows(form: Form, extra = 0): VisitRow[] {
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

/** Returns true if the user pressed the button that adds an empty visit to the form. */
export const addsRow = (form: Form): boolean => form.text('more') !== '';

/** Returns the recorded visits as form fields, followed by at least one empty visit. */
export function rowsOf(visits: readonly Visit[]): VisitRow[] {
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

/** Returns false for a visit of the form into which the user typed nothing. Such a visit is ignored. */
export function isFilled({ days, minutes, from, to, shortReason, timeCriticalReason }: VisitRow): boolean {
  return days.length > 0 || [minutes, from, to, shortReason, timeCriticalReason].some((text) => text !== '');
}

/** Defines the form fields for the visits of a package or of live care. */
export function visitsInput(): Input<readonly Visit[]> {
  return {
    read: (form) => {
      const rows = typedRows(form);
      const faults = shapeFaults(rows);
      return faults.length > 0 ? { faults } : { value: visitsOf(rows) };
    },
    faultAt: ({ part = '', visitKey }, sentence) => {
      if (visitKey === undefined) return { field: visitField(0, 'minutes'), text: sentence };
      const number = Number(visitKey.slice(1));
      const field = visitField(number - 1, FIELD_OF_PART[part] ?? 'minutes');
      return { field, text: `Visit ${number}: ${sentence}` };
    },
  };
}

/**
 * For each field of a visit, the form field beside which an error is shown. An error in any other field of
 * the visit is shown beside the minutes.
 */
const FIELD_OF_PART: Readonly<Record<string, string>> = {
  days: 'mon',
  shortReason: 'shortReason',
  window: 'from',
};

/**
 * Returns the errors because of which a typed visit cannot be sent to the API, for example minutes that are
 * not a number. The API checks everything else.
 */
export function shapeFaults(rows: readonly VisitRow[]): Fault[] {
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

/**
 * Converts the filled visits of the form to visits. The key of a visit contains its number in the form, for
 * example `v2`. So an error from the API can be shown at the right visit.
 */
export function visitsOf(rows: readonly VisitRow[]): Visit[] {
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

/**
 * Returns the weekly minutes of a visit: days × minutes × carers. Returns 0 while the minutes field has no
 * valid number.
 */
function weeklyMinutes({ days, minutes, carers }: VisitRow): number {
  return WHOLE.test(minutes) ? days.length * Number(minutes) * (carers === '2' ? 2 : 1) : 0;
}

export function sumInWords(rows: readonly VisitRow[]): string {
  return hoursInWords(rows.reduce((sum, row) => sum + weeklyMinutes(row), 0));
}

const isBand = (word: string): word is Band => (BANDS as readonly string[]).includes(word);

/**
 * Returns the values that the template shows for the visits, with the weekly hours of each visit and their
 * sum.
 */
export function visitGridShown(rows: readonly VisitRow[]) {
  return {
    rows: rows.map((row) => ({
      ...row,
      week: hoursInWords(weeklyMinutes(row)),
      days: DAYS.map((day) => ({
        id: visitField(row.index, day),
        text: DAY_WORDING[day],
        checked: row.days.includes(day),
      })),
      bands: BANDS.map((value) => ({
        value,
        text: `${BAND_WORDING[value]}, ${BAND_HOURS[value].from} to ${BAND_HOURS[value].to}`,
        selected: value === row.band,
      })),
    })),
    sum: sumInWords(rows),
  };
}
