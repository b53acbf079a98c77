import { visitFaults } from '#domain/packages/visit-faults';
import { BAND_HOURS, type Band, BANDS, type Day, DAYS, type Visit } from '#contracts/visits';
import type { Fault, Form } from '../../../console/form.js';
import type { Input } from '../../../console/form-inputs.js';
import { faultsByRule } from '../../../console/refusals.js';
import { hoursInWords } from '../../../formats/quantities.js';
import {
  durationQuestion,
  minutesOf,
  typedDuration,
  understoodDuration,
} from '../../../formats/typed-amounts.js';
import { BAND_WORDING, DAY_WORDING } from '../../../wording/visits.js';
import { PRESETS, type PresetVisit } from './visit-presets.js';

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

const FEWEST_ROWS = 1;
const MOST_ROWS = 50;

/**
 * Returns the name of the form field for one value of a visit, for example `visit-0-minutes`. The field's
 * element id is the same.
 */
const visitField = (index: number, name: string): string => `visit-${index}-${name}`;

/** Returns the typed values of all visits. */
export function typedRows(form: Form): VisitRow[] {
  const sent = Number(form.text('rows'));
  const rows = Number.isInteger(sent) && sent > 0 ? sent : FEWEST_ROWS;
  return Array.from({ length: Math.min(rows, MOST_ROWS) }, (_, index) => {
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

/** Returns true if the user pressed a button that only changes the rows of the form: adds, fills or removes visits. */
export const changesRows = (form: Form): boolean =>
  ['more', 'fill', 'remove'].some((button) => form.text(button) !== '');

/**
 * Returns the visits that the form shows again: the typed visits, after the button that the user pressed. The visits of
 * a preset follow the filled visits, so nothing that the user typed is lost.
 */
export function rowsShown(form: Form): VisitRow[] {
  const rows = typedRows(form);
  const removed = form.text('remove');
  if (removed !== '') return numbered(rows.filter(({ index }) => String(index) !== removed));
  if (form.text('more') !== '') return numbered([...rows, EMPTY]);
  if (form.text('fill') === '') return rows;
  const preset = PRESETS.find(({ value }) => value === form.text('preset'));
  return preset ? numbered([...rows.filter(isFilled), ...preset.visits.map(presetRow)]) : rows;
}

type UnnumberedRow = Omit<VisitRow, 'index'>;

const EMPTY: UnnumberedRow = {
  band: '',
  from: '',
  to: '',
  days: [],
  minutes: '',
  carers: '1',
  personalCare: false,
  shortReason: '',
  timeCriticalReason: '',
};

const presetRow = ({ minutes, carers, ...visit }: PresetVisit): UnnumberedRow => ({
  ...EMPTY,
  ...visit,
  minutes: typedDuration(minutes),
  carers: String(carers),
});

/** Numbers the rows from 0. Returns one empty row if there is none. */
const numbered = (rows: readonly UnnumberedRow[]): VisitRow[] =>
  (rows.length > 0 ? rows : [EMPTY]).slice(0, MOST_ROWS).map((row, index) => ({ ...row, index }));

/** Returns the recorded visits as form fields. */
export function rowsOf(visits: readonly Visit[]): VisitRow[] {
  return numbered(
    visits.map((visit) => ({
      band: visit.band,
      from: visit.window?.from ?? '',
      to: visit.window?.to ?? '',
      days: visit.days,
      minutes: typedDuration(visit.minutes),
      carers: String(visit.carers),
      personalCare: visit.personalCare,
      shortReason: visit.shortReason ?? '',
      timeCriticalReason: visit.timeCriticalReason ?? '',
    })),
  );
}

/** Returns false for a visit of the form into which the user typed nothing. Such a visit is ignored. */
export function isFilled({ days, minutes, from, to, shortReason, timeCriticalReason }: VisitRow): boolean {
  return days.length > 0 || [minutes, from, to, shortReason, timeCriticalReason].some((text) => text !== '');
}

/** Defines the form fields for the visits of a package or of live care. */
export function visitsInput(): Input<readonly Visit[]> {
  return {
    field: 'visit',
    read: (form) => {
      const rows = typedRows(form);
      const faults = rowFaults(rows);
      return faults.length > 0 ? { faults } : { value: visitsOf(rows) };
    },
    faultAt: faultOfVisit,
  };
}

const faultOfVisit: NonNullable<Input<unknown>['faultAt']> = ({ part = '', visitKey }, sentence) => {
  if (visitKey === undefined) return { field: visitField(0, 'minutes'), text: sentence };
  const number = Number(visitKey.slice(1));
  const field = visitField(number - 1, FIELD_OF_PART[part] ?? 'minutes');
  return { field, text: `Visit ${number}: ${sentence}` };
};

/**
 * Returns every error in the typed visits: what cannot be read, and what breaks a rule in the rest. A field that cannot
 * be read has one error only.
 */
export function rowFaults(rows: readonly VisitRow[]): Fault[] {
  const shape = shapeFaults(rows);
  const unread = new Set(shape.map(({ field }) => field));
  const broken = faultsByRule(visitFaults(visitsOf(rows)), {
    visits: { read: () => ({ faults: [] }), faultAt: faultOfVisit },
  });
  const all = [...shape, ...broken.filter(({ field }) => !unread.has(field))];
  return all.sort((a, b) => rowOf(a) - rowOf(b));
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
      ...(isBand(band) ? [] : [fault('band', 'Choose the time of day.')]),
      ...(minutesOf(minutes, 'minutes') === null ? [fault('minutes', lengthFault(minutes))] : []),
      ...(isHalfWindow ? [fault('from', 'Enter both times of the exact window, or neither.')] : []),
    ];
  });
}

/** Returns the number of the visit with an error, because a list of errors has the order of the fields. */
const rowOf = ({ field }: Fault): number => Number(/\d+/.exec(field ?? '')?.[0] ?? 0);

const lengthFault = (typed: string): string => {
  const question = durationQuestion(typed, 'minutes');
  return question ? `${question}.` : 'Enter its length, such as 45 min or 1 h 15 min.';
};

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
    minutes: minutesOf(row.minutes, 'minutes') ?? NaN,
    carers: row.carers === '2' ? 2 : 1,
    personalCare: row.personalCare,
    shortReason: row.shortReason || null,
    timeCriticalReason: row.timeCriticalReason || null,
  }));
}

/**
 * Returns the weekly minutes of a visit: days × minutes × carers. Returns 0 while the length cannot be
 * read.
 */
function weeklyMinutes({ days, minutes, carers }: VisitRow): number {
  return days.length * (minutesOf(minutes, 'minutes') ?? 0) * (carers === '2' ? 2 : 1);
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
      understood: understoodDuration(row.minutes, 'minutes'),
      hasMore: [row.from, row.to, row.shortReason, row.timeCriticalReason].some((typed) => typed !== ''),
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
    presets: PRESETS.map(({ value, text }) => ({ value, text })),
    sum: sumInWords(rows),
  };
}
