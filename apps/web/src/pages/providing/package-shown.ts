import type { PackageDetails } from '#contracts/packages';
import type { Visit } from '#contracts/visits';
import { hoursInWords } from '../../formats/quantities.js';
import { NEED_WORDING } from '../../wording/needs.js';
import { BAND_WORDING, bandsInWords, daysInWords, windowInWords, visitsAWeek } from '../../wording/visits.js';

/** The size and the needs of a package, as texts for a list of packages. */
export interface PackageSummary {
  readonly hours: string;
  /** The number of visits and their bands: "14 visits: breakfast and tea". */
  readonly visits: string;
  /** What makes the package difficult to deliver: double-ups and time-critical visits. */
  readonly marks: readonly string[];
  readonly needs: readonly string[];
}

export function packageSummary(
  pkg: Pick<PackageDetails, 'visits' | 'needs'> & { readonly weeklyMinutes: number },
): PackageSummary {
  const { visits, needs, weeklyMinutes } = pkg;
  const bands = bandsInWords(visits.map(({ band }) => band));
  const marks = [
    visits.some(({ carers }) => carers === 2) && 'Two carers',
    visits.some(({ timeCriticalReason }) => timeCriticalReason) && 'Time-critical',
  ];
  return {
    hours: `${hoursInWords(weeklyMinutes)} a week`,
    visits: `${visitsAWeek(visits)} visits: ${bands.toLowerCase()}`,
    marks: marks.filter((mark) => mark !== false),
    needs: needs.map((need) => NEED_WORDING[need]),
  };
}

/** A visit of a package, as texts for the page. */
export interface VisitShown {
  readonly key: string;
  /** The band and the days: "Breakfast, every day". */
  readonly name: string;
  /** The time window in which the visit should begin: "07:00 to 10:00". */
  readonly window: string;
  readonly length: string;
  readonly carers: 1 | 2;
  readonly personalCare: boolean;
  readonly timeCriticalReason: string | null;
  readonly shortReason: string | null;
}

export function visitShown(visit: Visit): VisitShown {
  const { key, band, days, minutes, carers, personalCare, timeCriticalReason, shortReason } = visit;
  return {
    key,
    name: `${BAND_WORDING[band]}, ${daysInWords(days)}`,
    window: windowInWords(visit),
    length: hoursInWords(minutes),
    carers,
    personalCare,
    timeCriticalReason: timeCriticalReason ?? null,
    shortReason: shortReason ?? null,
  };
}
