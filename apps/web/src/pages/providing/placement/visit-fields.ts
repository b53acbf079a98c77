import type { PlacementView } from '#contracts/placements';
import { type Band, BANDS, type Day, DAYS, type Visit } from '#contracts/visits';
import type { Form } from '../../../console/form.js';
import type { Input, Reading } from '../../../console/form-inputs.js';
import { durationQuestion, minutesOf, typedDuration } from '../../../formats/typed-amounts.js';
import { BAND_WORDING, DAY_WORDING, windowInWords } from '../../../wording/visits.js';

/**
 * The form fields of one visit of live care. If no day is ticked, the visit is left out of the variation
 * request.
 */
export interface VisitFields {
  readonly key: string;
  readonly name: string;
  /** The band of the visit. The user can choose the band only for a new visit. */
  readonly band: Band;
  readonly isNew: boolean;
  readonly days: readonly { readonly day: Day; readonly text: string; readonly checked: boolean }[];
  readonly minutes: string;
  readonly carers: '1' | '2';
  readonly personalCare: boolean;
  readonly shortReason: string;
}

type Care = Pick<PlacementView, 'visits'>;

const NEW_DEFAULTS = { minutes: '30 min', carers: '1', personalCare: false, shortReason: '' } as const;

/** Returns the current visits as form fields, followed by one empty visit. */
export function currentVisitFields({ visits }: Care): VisitFields[] {
  const current = visits.map((visit) => ({
    ...nameOf(visit),
    isNew: false,
    days: daysOf((day) => visit.days.includes(day)),
    minutes: typedDuration(visit.minutes),
    carers: carersOf(String(visit.carers)),
    personalCare: visit.personalCare,
    shortReason: visit.shortReason ?? '',
  }));
  return [...current, { ...newVisit(visits, 'lunch'), ...NEW_DEFAULTS, days: daysOf(() => false) }];
}

export function typedVisitFields({ visits }: Care, form: Form): VisitFields[] {
  const band = BANDS.find((value) => value === form.text('new-band')) ?? 'lunch';
  const kinds = [...visits.map((visit) => ({ ...nameOf(visit), isNew: false })), newVisit(visits, band)];
  return kinds.map((kind) => {
    const typed = (field: string): string => form.text(`${kind.key}-${field}`);
    return {
      ...kind,
      days: daysOf((day) => typed(day) !== ''),
      minutes: typed('minutes'),
      carers: carersOf(typed('carers')),
      personalCare: typed('personalCare') !== '',
      shortReason: typed('shortReason'),
    };
  });
}

/**
 * Returns the weekly minutes of a visit: days × minutes × carers. Returns 0 while the length cannot be
 * read.
 */
export function weeklyMinutes({ days, minutes, carers }: VisitFields): number {
  const count = days.filter(({ checked }) => checked).length;
  return count * (minutesOf(minutes, 'minutes') ?? 0) * Number(carers);
}

/** Defines the form fields for the visits in a variation request. */
export function visitsInput(care: Care): Input<readonly Visit[]> {
  return {
    read: (form) => readVisits(care, typedVisitFields(care, form)),
    faultAt: ({ part, visitKey }, text) =>
      visitKey === undefined
        ? { text }
        : { field: `${visitKey}-${part === 'days' ? 'mon' : 'minutes'}`, text },
  };
}

/**
 * Converts the form fields to visits. At least one visit must have a ticked day; visits without a ticked day
 * are left out.
 */
export function readVisits({ visits }: Care, fields: readonly VisitFields[]): Reading<readonly Visit[]> {
  const wanted = fields.filter(({ days }) => days.some(({ checked }) => checked));
  if (wanted.length === 0)
    return {
      faults: [{ field: `${fields[0]?.key ?? ''}-mon`, text: 'Choose at least one day of one visit.' }],
    };
  const unreadable = wanted.filter(({ minutes }) => minutesOf(minutes, 'minutes') === null);
  if (unreadable.length > 0)
    return {
      faults: unreadable.map(({ key, name, minutes }) => ({
        field: `${key}-minutes`,
        text: `${durationQuestion(minutes, 'minutes') ?? 'Enter a length such as 45 min or 1 h 15 min'}: ${name}.`,
      })),
    };
  const value = wanted.map(({ key, band, days, minutes, carers, personalCare, shortReason }): Visit => ({
    ...visits.find((visit) => visit.key === key),
    key,
    band,
    personalCare,
    days: days.flatMap(({ day, checked }) => (checked ? [day] : [])),
    minutes: minutesOf(minutes, 'minutes') ?? 0,
    carers: carers === '2' ? 2 : 1,
    shortReason: shortReason || null,
  }));
  return { value };
}

const daysOf = (isChosen: (day: Day) => boolean): VisitFields['days'] =>
  DAYS.map((day) => ({ day, text: DAY_WORDING[day], checked: isChosen(day) }));

const carersOf = (typed: string): '1' | '2' => (typed === '2' ? '2' : '1');

const nameOf = (visit: Visit): Pick<VisitFields, 'key' | 'name' | 'band'> => ({
  key: visit.key,
  band: visit.band,
  name: `${BAND_WORDING[visit.band]}, ${windowInWords(visit)}`,
});

function newVisit(
  visits: readonly Visit[],
  band: Band,
): Pick<VisitFields, 'key' | 'name' | 'band' | 'isNew'> {
  const taken = visits.map(({ key }) => Number(key.replace(/\D/g, '')));
  return { key: `v${Math.max(0, ...taken) + 1}`, name: 'New visit', band, isNew: true };
}
