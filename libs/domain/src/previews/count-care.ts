import type { CareCount, CareInLot } from '#contracts/previews';
import { BANDS, type Band, type Visit } from '#contracts/visits';
import { groupedBy, sumOf, byCodeUnits } from '../collections.js';
import { visitsAWeek, weeklyMinutes } from '../packages/visits.js';

/** A person's live care, as a preview counts it when it sums the care that a proposal would affect. */
export interface CareAtStake {
  readonly personId: string;
  readonly lotId: string;
  readonly weeklyMinutes: number;
  readonly visits: readonly Visit[];
  readonly livesAlone: boolean;
}

/**
 * Counts the people, placements, weekly minutes and visits of some care. A person with several packages
 * counts once. A visit on several days counts once for each day.
 */
export function countCare(care: readonly CareAtStake[]): CareCount {
  const visits = care.flatMap((one) => one.visits);
  return {
    people: peopleIn(care),
    placements: care.length,
    weeklyMinutes: minutesIn(care),
    timeCriticalVisits: visitsAWeek(visits.filter(({ timeCriticalReason }) => Boolean(timeCriticalReason))),
    doubleUpVisits: visitsAWeek(visits.filter(({ carers }) => carers === 2)),
    livingAlone: peopleIn(care.filter(({ livesAlone }) => livesAlone)),
  };
}

type Counted = Pick<CareAtStake, 'personId' | 'lotId' | 'weeklyMinutes'>;

/** Counts the care in each lot: people, placements, weekly minutes and visits. Ordered by lot id. */
export function countByLot(care: readonly Counted[]): CareInLot[] {
  return [...groupedBy(care, ({ lotId }) => lotId)]
    .map(([lotId, rows]) => ({ lotId, ...countRows(rows) }))
    .sort((a, b) => byCodeUnits(a.lotId, b.lotId));
}

export function countRows(care: readonly Counted[]): Omit<CareInLot, 'lotId'> {
  return { people: peopleIn(care), placements: care.length, weeklyMinutes: minutesIn(care) };
}

/** Sums the weekly minutes of visits for each band (breakfast, lunch, tea, bed, night). */
export function minutesByBand(visits: readonly Visit[]): Readonly<Record<Band, number>> {
  const inBand = (band: Band): number => weeklyMinutes(visits.filter((visit) => visit.band === band));
  return Object.fromEntries(BANDS.map((band) => [band, inBand(band)])) as Record<Band, number>;
}

const peopleIn = (care: readonly Pick<Counted, 'personId'>[]): number =>
  new Set(care.map(({ personId }) => personId)).size;
const minutesIn = (care: readonly Pick<Counted, 'weeklyMinutes'>[]): number =>
  sumOf(care, (one) => one.weeklyMinutes);
