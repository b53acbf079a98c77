import type { PlacementView } from '#contracts/placements';
import { type Band, BANDS, type Day, DAYS, type Visit } from '#contracts/visits';
import type { Fault, Form } from '../../../console/form.js';
import { BAND_WORDING, DAY_WORDING, hoursAsked } from '../../../wording/visits.js';

/** One kind of visit, as it is typed; without a day it is none. */
export interface VisitFields {
  readonly key: string;
  readonly name: string;
  /** Chosen only for a visit that is new. */
  readonly band: Band;
  readonly isNew: boolean;
  readonly days: readonly { readonly day: Day; readonly text: string; readonly checked: boolean }[];
  readonly minutes: string;
  readonly carers: '1' | '2';
  readonly personalCare: boolean;
  readonly shortReason: string;
}

type Care = Pick<PlacementView, 'visits'>;

const WHOLE = /^\d{1,4}$/;
const NEW_DEFAULTS = { minutes: '30', carers: '1', personalCare: false, shortReason: '' } as const;

/** The visits as they are, and an empty one to add. */
export function visitsAsTheyAre({ visits }: Care): VisitFields[] {
  const known = visits.map((visit) => ({
    ...nameOf(visit),
    isNew: false,
    days: daysOf((day) => visit.days.includes(day)),
    minutes: String(visit.minutes),
    carers: carersOf(String(visit.carers)),
    personalCare: visit.personalCare,
    shortReason: visit.shortReason ?? '',
  }));
  return [...known, { ...newVisit(visits, 'lunch'), ...NEW_DEFAULTS, days: daysOf(() => false) }];
}

export function visitsTyped({ visits }: Care, form: Form): VisitFields[] {
  const band = BANDS.find((one) => one === form.text('new-band')) ?? 'lunch';
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

/** Minutes a week of what was typed; what is no number yet counts nothing. */
export function weekOf({ days, minutes, carers }: VisitFields): number {
  const count = days.filter(({ checked }) => checked).length;
  return WHOLE.test(minutes) ? count * Number(minutes) * Number(carers) : 0;
}

/** The visits that are asked for: those with a day, and of the others none. */
export function visitsOf(
  { visits }: Care,
  fields: readonly VisitFields[],
): readonly Visit[] | readonly Fault[] {
  const wanted = fields.filter(({ days }) => days.some(({ checked }) => checked));
  const faults: Fault[] = wanted
    .filter(({ minutes }) => !WHOLE.test(minutes))
    .map(({ key, name }) => ({ field: `${key}-minutes`, text: `Enter whole minutes: ${name}.` }));
  if (wanted.length === 0) return [{ field: 'v1-mon', text: 'Choose at least one day of one visit.' }];
  if (faults.length > 0) return faults;
  return wanted.map(({ key, band, days, minutes, carers, personalCare, shortReason }): Visit => ({
    ...visits.find((visit) => visit.key === key),
    ...{ key, band, personalCare },
    days: days.flatMap(({ day, checked }) => (checked ? [day] : [])),
    minutes: Number(minutes),
    carers: carers === '2' ? 2 : 1,
    shortReason: shortReason || null,
  }));
}

/** Whether what was typed came to visits, and not to faults. */
export function areVisits(made: readonly Visit[] | readonly Fault[]): made is readonly Visit[] {
  return made.every((one) => 'key' in one);
}

const daysOf = (isChosen: (day: Day) => boolean): VisitFields['days'] =>
  DAYS.map((day) => ({ day, text: DAY_WORDING[day], checked: isChosen(day) }));

const carersOf = (typed: string): '1' | '2' => (typed === '2' ? '2' : '1');

const nameOf = (visit: Visit): Pick<VisitFields, 'key' | 'name' | 'band'> => ({
  key: visit.key,
  band: visit.band,
  name: `${BAND_WORDING[visit.band]}, ${hoursAsked(visit)}`,
});

function newVisit(
  visits: readonly Visit[],
  band: Band,
): Pick<VisitFields, 'key' | 'name' | 'band' | 'isNew'> {
  const taken = visits.map(({ key }) => Number(key.replace(/\D/g, '')));
  return { key: `v${Math.max(0, ...taken) + 1}`, name: 'A visit to add', band, isNew: true };
}
