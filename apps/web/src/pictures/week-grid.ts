import type { VisitTime } from '#contracts/offers';
import { BAND_HOURS, type Band, BANDS, type Day, DAYS, type Visit } from '#contracts/visits';
import { hoursInWords } from '../formats/quantities.js';
import { BAND_WORDING, DAY_WORDING } from '../wording/visits.js';

/** One visit on one day. The texts say everything; colours only repeat it. */
export interface GridVisit {
  /** "45 min", "45 min, 2 carers". */
  readonly length: string;
  /** The exact window or the offered start time. Null if the hours of the band apply. */
  readonly when: string | null;
  readonly isTimeCritical: boolean;
  readonly change: 'added' | 'removed' | 'changed' | null;
  /** For a changed visit, its text before the change. */
  readonly was: string | null;
}

interface GridBand {
  readonly name: string;
  readonly hours: string;
  /** The row of the band in the grid, from 1. Bands without visits have no row. */
  readonly row: number;
}

export interface GridDay {
  readonly name: string;
  /** The sum of the day's visits after the change, if there is one. Two carers count twice. */
  readonly hours: string;
  readonly bands: readonly (GridBand & { readonly visits: readonly GridVisit[] })[];
}

/** A week of visits: a list of days, which a wide screen shows as columns with a row for each band. */
export interface WeekGrid {
  readonly bands: readonly GridBand[];
  readonly days: readonly GridDay[];
}

/** Shapes the visits of a week. With `times`, each visit shows the start time that a branch offers. */
export function weekGrid(visits: readonly Visit[], times: readonly VisitTime[] = []): WeekGrid {
  const startsAt = new Map(times.map(({ visitKey, startsAt: start }) => [visitKey, start]));
  const placed = placedVisits(visits, startsAt).map((visit) => ({ ...visit, change: null, was: null }));
  return gridOf(placed);
}

/**
 * Shapes a change of visits as one week. Each visit is unchanged, added, removed or changed. Visits of one day
 * and band that are equal before and after are matched first; the rest is matched in order.
 */
export function changedWeek(before: readonly Visit[], after: readonly Visit[]): WeekGrid {
  const [old, next] = [placedVisits(before), placedVisits(after)];
  const changes = DAYS.flatMap((day) =>
    BANDS.flatMap((band) => {
      const here = (visit: PlacedVisit): boolean => visit.day === day && visit.band === band;
      return changesBetween(old.filter(here), next.filter(here));
    }),
  );
  return gridOf(changes);
}

interface PlacedVisit {
  readonly day: Day;
  readonly band: Band;
  readonly minutes: number;
  readonly length: string;
  readonly when: string | null;
  readonly isTimeCritical: boolean;
}

interface ChangedVisit extends PlacedVisit {
  readonly change: GridVisit['change'];
  readonly was: string | null;
}

function placedVisits(
  visits: readonly Visit[],
  startsAt: ReadonlyMap<string, string> = new Map(),
): PlacedVisit[] {
  return visits.flatMap((visit) =>
    visit.days.map((day) => ({
      day,
      band: visit.band,
      minutes: visit.minutes * visit.carers,
      length: `${hoursInWords(visit.minutes)}${visit.carers === 2 ? ', 2 carers' : ''}`,
      when: timeShown(visit, day, startsAt.get(visit.key)),
      isTimeCritical: Boolean(visit.timeCriticalReason),
    })),
  );
}

/** Says when a visit begins. A night visit after midnight names its day: Monday's night includes 02:00 Tue. */
function timeShown({ band, window }: Visit, day: Day, startsAt: string | undefined): string | null {
  const from = startsAt ?? window?.from;
  if (from === undefined) return null;
  const text = startsAt ?? `${from}–${window?.to ?? ''}`;
  const isNextMorning = band === 'night' && from < BAND_HOURS.night.to;
  return isNextMorning ? `${text} ${DAY_WORDING[dayAfter(day)]}` : text;
}

const dayAfter = (day: Day): Day => DAYS[(DAYS.indexOf(day) + 1) % DAYS.length] ?? day;

/** The text that decides whether two visits are equal, and that a changed visit shows as its earlier state. */
const described = ({ length, when, isTimeCritical }: PlacedVisit): string =>
  [length, when, isTimeCritical ? 'time-critical' : null].filter((part) => part !== null).join(', ');

function changesBetween(old: readonly PlacedVisit[], next: readonly PlacedVisit[]): ChangedVisit[] {
  const unmatched = [...old];
  const isKept = next.map((visit) => {
    const index = unmatched.findIndex((earlier) => described(earlier) === described(visit));
    if (index >= 0) unmatched.splice(index, 1);
    return index >= 0;
  });
  const shown = next.map((visit, index): ChangedVisit => {
    if (isKept[index]) return { ...visit, change: null, was: null };
    const earlier = unmatched.shift();
    return earlier
      ? { ...visit, change: 'changed', was: described(earlier) }
      : { ...visit, change: 'added', was: null };
  });
  return [...shown, ...unmatched.map((visit) => ({ ...visit, change: 'removed' as const, was: null }))];
}

function gridOf(visits: readonly ChangedVisit[]): WeekGrid {
  const used = BANDS.filter((band) => visits.some((visit) => visit.band === band));
  const bands = used.map((band, index) => ({ band, ...bandShown(band, index + 1) }));
  return {
    bands: bands.map(({ band: _, ...shown }) => shown),
    days: DAYS.map((day) => {
      const ofDay = visits.filter((visit) => visit.day === day);
      const minutes = ofDay.reduce((sum, visit) => sum + (visit.change === 'removed' ? 0 : visit.minutes), 0);
      return {
        name: DAY_WORDING[day],
        hours: hoursInWords(minutes),
        bands: bands
          .map(({ band, ...shown }) => ({
            ...shown,
            visits: ofDay
              .filter((visit) => visit.band === band)
              .sort(byTime)
              .map(toGridVisit),
          }))
          .filter((band) => band.visits.length > 0),
      };
    }),
  };
}

const bandShown = (band: Band, row: number): GridBand => ({
  name: BAND_WORDING[band],
  hours: `${BAND_HOURS[band].from}–${BAND_HOURS[band].to}`,
  row,
});

/** Orders the visits of one day and band by their time. In the night band, times after midnight come last. */
const byTime = (a: PlacedVisit, b: PlacedVisit): number =>
  Number(isAfterMidnight(a)) - Number(isAfterMidnight(b)) || (a.when ?? '').localeCompare(b.when ?? '');

const isAfterMidnight = ({ band, when }: PlacedVisit): boolean =>
  band === 'night' && when !== null && when < BAND_HOURS.night.to;

const toGridVisit = ({ length, when, isTimeCritical, change, was }: ChangedVisit): GridVisit => ({
  length,
  when,
  isTimeCritical,
  change,
  was,
});
