import type { BranchFileView, BranchInLot, ConcernsInMonth } from '#contracts/coverage';
import { CAPACITY_FRESH_DAYS } from '#contracts/providers';
import type { ReallocationView } from '#contracts/reallocations';
import type { RestrictionView } from '#contracts/restrictions';
import { calendarDay, londonFields, shortMonth } from '../../../formats/london-time.js';
import { hoursInWords, pounds } from '../../../formats/quantities.js';
import { PATHS } from '../../../paths.js';
import {
  CONCERN_WORDING,
  QUESTION_WORDING,
  RATING_WORDING,
  registrationFaultsInWords,
} from '../../../wording/branches.js';
import { REALLOCATION_STATUS_COLOUR, REALLOCATION_STATUS_WORDING } from '../../../wording/reallocations.js';
import { bandsInWords } from '../../../wording/visits.js';
import { barChart } from '../../../pictures/bar-chart.js';
import { restrictionRow } from '../restrictions/restrictions-shown.js';
import { sourceShown } from '../register-source.js';
import { ratingTag } from '../rating-and-condition-tags.js';

const DAY_MS = 86_400_000;

export function branchShown(
  { branch, lots, subcontracts, concerns, siblings }: BranchFileView,
  restrictions: readonly RestrictionView[],
  reallocations: readonly ReallocationView[],
  now: Date,
) {
  const { registration, ratings } = branch;
  const today = londonFields(now.toISOString()).date;
  return {
    id: branch.id,
    name: branch.name,
    provider: branch.providerName,
    postcode: branch.postcode,
    telephone: branch.telephone,
    manager: branch.managerName,
    rating: ratingTag(ratings.overall),
    ratedOn: ratings.ratedOn ? calendarDay(ratings.ratedOn) : null,
    questions: (['safe', 'effective', 'caring', 'responsive', 'wellLed'] as const).map((question) => ({
      name: QUESTION_WORDING[question],
      rating: ratings[question] ? RATING_WORDING[ratings[question]] : '–',
    })),
    registrationFaults: registrationFaultsInWords(registration),
    source: sourceShown(branch.source),
    lots: lots.map((lot) => lotRow(lot, today, now)),
    people: lots.reduce((sum, { people }) => sum + people, 0),
    weeklyMinutes: lots.reduce((sum, { weeklyMinutes }) => sum + weeklyMinutes, 0),
    subcontracts: subcontracts.map((subcontract) => ({
      ...subcontract,
      href: PATHS.branch(subcontract.otherBranchId),
      how: subcontract.delivers
        ? 'This branch delivers for the other one'
        : 'The other branch delivers for this one',
      dates: datesInWords(subcontract.startsOn, subcontract.endsOn),
    })),
    concerns: concernsShown(concerns, now),
    siblings: siblings.map(({ id, name, rating }) => ({
      name,
      href: PATHS.branch(id),
      rating: ratingTag(rating),
    })),
    restrictions: restrictions.map((restriction) => restrictionRow(restriction, now)),
    reallocations: reallocations.map(({ id, status, proposedAt }) => ({
      href: PATHS.reallocation(id),
      proposedAt,
      tag: { text: REALLOCATION_STATUS_WORDING[status], classes: REALLOCATION_STATUS_COLOUR[status] },
    })),
  };
}

function lotRow(lot: BranchInLot, today: string, now: Date) {
  const { code, name, contract, spareMinutes, bands, doubleUps, declaredAt, people, weeklyMinutes } = lot;
  const isLive =
    contract !== null && contract.startsOn <= today && (contract.endsOn === null || contract.endsOn >= today);
  return {
    lot: `${code} ${name}`,
    href: PATHS.lotCoverage(lot.lotId),
    contract: contract
      ? `Tier ${contract.tier}, rank ${contract.rankInTier}${isLive ? '' : ' (not live today)'}`
      : 'No own contract',
    rates: contract ? ratesInWords(contract.rateMinPence, contract.rateMaxPence) : '–',
    dates: contract ? datesInWords(contract.startsOn, contract.endsOn) : '–',
    notice: contract ? `${contract.noticeDays} days` : '–',
    people,
    delivers: hoursInWords(weeklyMinutes),
    spare: spareMinutes === null ? 'Not declared' : hoursInWords(spareMinutes),
    bands: spareMinutes === null ? '–' : bandsInWords(bands) + (doubleUps ? ', double-ups' : ''),
    declaredAt,
    isStale: declaredAt !== null && now.getTime() - Date.parse(declaredAt) > CAPACITY_FRESH_DAYS * DAY_MS,
  };
}

const ratesInWords = (least: number, most: number): string =>
  least === most ? pounds(least) : `${pounds(least)} to ${pounds(most)}`;

function datesInWords(startsOn: string, endsOn: string | null): string {
  return endsOn === null
    ? `from ${calendarDay(startsOn)}`
    : `${calendarDay(startsOn)} to ${calendarDay(endsOn)}`;
}

/**
 * Returns the concerns about a branch in the last twelve months. A bar chart counts them by month, and a
 * table counts them by kind.
 */
export function concernsShown(concerns: readonly ConcernsInMonth[], now: Date) {
  const months = lastMonths(londonFields(now.toISOString()).date.slice(0, 7));
  const rows = months.map((month) => {
    const own = concerns.filter((concern) => concern.month === month);
    return {
      month: shortMonth(month),
      count: own.reduce((sum, { count }) => sum + count, 0),
      kinds: own.map(({ kind, count }) => `${CONCERN_WORDING[kind]}: ${count}`).join(', ') || '–',
    };
  });
  const bars = rows.map(({ month, count }) => ({
    name: month,
    bars: [{ kind: 'count' as const, amount: count, figure: count === 0 ? '' : String(count) }],
  }));
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  return {
    total,
    rows: rows.filter(({ count }) => count > 0),
    chart: barChart('Concerns in each of the last twelve months', bars),
  };
}

/** Returns the last twelve months as texts such as `2026-01`. The current month is last. */
function lastMonths(thisMonth: string): string[] {
  const [year = 0, month = 1] = thisMonth.split('-').map(Number);
  return Array.from({ length: 12 }, (_, index) =>
    new Date(Date.UTC(year, month - 12 + index, 1)).toISOString().slice(0, 7),
  );
}
