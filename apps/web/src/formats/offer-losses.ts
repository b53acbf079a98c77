const DAY_MS = 86_400_000;
const FULL = 1_000;
/** What a day of delay costs the punctual start, in thousandths (docs/rules.md §3.3.5). */
const LATE_DAY_POINTS = 200;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** What a package asks for, as far as the ranking's component *fit* depends on it. */
export interface AskedCare {
  /** The date in London by which care should start. */
  readonly startBy: string;
  /** The weight of the component fit, in per cent. */
  readonly fitWeight: number;
  readonly visits: readonly AskedVisit[];
}

export interface AskedVisit {
  readonly key: string;
  /** The band and the days, in words. */
  readonly name: string;
  /** The number of days in a week. */
  readonly days: number;
  /** The time window in which the visit should begin: HH:MM. The end is outside. */
  readonly from: string;
  readonly to: string;
}

/**
 * Says what an offer loses in the ranking because it starts late or begins a visit outside its window. The server and
 * the browser's script use the same function. The API scores the offer at the close by the same rule.
 *
 * Values that are no date or no time lose nothing here, because the API refuses them.
 *
 * @param times  the offered beginning of each visit (HH:MM), by the key of the visit
 * @returns a sentence for each cause, and one with the points; empty if nothing is lost
 */
export function lossesOf(
  asked: AskedCare,
  startsOn: string,
  times: Readonly<Record<string, string | undefined>>,
): string[] {
  const late = daysAfter(asked.startBy, startsOn);
  const missed = asked.visits.filter(({ key, from, to }) => {
    const time = times[key] ?? '';
    return TIME.test(time) && !isBetween(from, to, time);
  });
  if (late === 0 && missed.length === 0) return [];
  return [
    ...(late > 0 ? [`Care starts ${late} ${late === 1 ? 'day' : 'days'} late.`] : []),
    ...missed.map(({ name, from, to }) => `${name}: outside the window ${from} to ${to}.`),
    `Fit scores ${share(fitOf(asked, missed, late) * asked.fitWeight)} of ${asked.fitWeight} points.`,
  ];
}

function daysAfter(startBy: string, startsOn: string): number {
  const start = new Date(`${startsOn}T00:00:00Z`);
  const isDate = !Number.isNaN(start.getTime()) && start.toISOString().startsWith(startsOn);
  return isDate ? Math.max(0, Math.round((start.getTime() - Date.parse(startBy)) / DAY_MS)) : 0;
}

/** True if the time is inside the window. A window that ends before it begins runs past midnight. */
function isBetween(from: string, to: string, time: string): boolean {
  return from <= to ? time >= from && time < to : time >= from || time < to;
}

function fitOf({ visits }: AskedCare, missed: readonly AskedVisit[], late: number): number {
  const count = (some: readonly AskedVisit[]): number => some.reduce((sum, { days }) => sum + days, 0);
  const asked = count(visits);
  const inside = Math.floor((FULL * (asked - count(missed))) / asked);
  const start = Math.max(0, FULL - late * LATE_DAY_POINTS);
  return Math.floor((3 * inside + start) / 4);
}

/** Formats thousandths as points with at most one decimal: 15500 → "15.5". */
const share = (thousandths: number): string => String(Math.round(thousandths / 100) / 10);
