import type { PackageDetails, PackageStanding } from '#contracts/packages';
import type { PlacementView } from '#contracts/placements';
import type { VariationRequestView } from '#contracts/variations';
import type { Visit } from '#contracts/visits';
import { weeklyCostPence } from '../../../formats/care-cost.js';
import { hoursInWords, pounds } from '../../../formats/quantities.js';
import { dueInWords } from '../../../formats/time-left.js';
import { PATHS } from '../../../paths.js';
import { timelineOf } from '../../../pictures/timeline.js';
import { changedWeek, weekGrid } from '../../../pictures/week-grid.js';
import { CASE_STATUS_WORDING } from '../../../wording/care.js';
import {
  BROADCAST_STATUS_COLOUR,
  BROADCAST_STATUS_WORDING,
  METHOD_WORDING,
} from '../../../wording/broadcasts.js';
import { NEED_WORDING } from '../../../wording/needs.js';
import { PACKAGE_STATUS_COLOUR, PACKAGE_STATUS_WORDING, URGENCY_WORDING } from '../../../wording/packages.js';
import { BAND_WORDING, daysInWords, weeklyMinutesOf, windowInWords } from '../../../wording/visits.js';
import { ACTION_WORDING } from '../../../wording/next-actions.js';

export interface VisitRow {
  readonly days: string;
  readonly when: string;
  readonly minutes: number;
  readonly carers: string;
  readonly week: string;
  readonly remarks: readonly string[];
  /** The remarks that a reader of the week grid needs too: reasons for the time or the length of the visit. */
  readonly notes: readonly string[];
}

export function visitRow({ days, band, window = null, minutes, carers, ...visit }: Visit): VisitRow {
  const notes = [
    ...(visit.timeCriticalReason ? [`Time-critical: ${visit.timeCriticalReason}`] : []),
    ...(visit.shortReason ? [`Under 30 minutes: ${visit.shortReason}`] : []),
  ];
  return {
    days: sentenceCase(daysInWords(days)),
    when: `${BAND_WORDING[band]}, ${windowInWords({ band, window })}`,
    minutes,
    carers: carers === 2 ? '2, a double-up' : '1',
    week: hoursInWords(days.length * minutes * carers),
    remarks: [...(visit.personalCare ? ['Personal care'] : []), ...notes],
    notes,
  };
}

export const sentenceCase = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

export function requestedCare({ visits, needs, note, urgency }: PackageDetails) {
  return {
    visits: visits.map(visitRow),
    week: weekGrid(visits),
    needs: needs.length > 0 ? needs.map((need) => NEED_WORDING[need]).join('; ') : 'None',
    note: note ?? null,
    urgency: URGENCY_WORDING[urgency],
  };
}

/**
 * Shapes a change of live care: the week with what changes, the visits before and after, and the hours and costs
 * of a week at the placement's rate.
 */
export function changeShown(
  {
    visits,
    weeklyMinutes,
    hourlyRatePence,
  }: Pick<PlacementView, 'visits' | 'weeklyMinutes' | 'hourlyRatePence'>,
  after: readonly Visit[],
) {
  const minutesAfter = weeklyMinutesOf(after);
  const addedMinutes = minutesAfter - weeklyMinutes;
  const [costBefore, costAfter] = [weeklyMinutes, minutesAfter].map((minutes) =>
    weeklyCostPence(minutes, hourlyRatePence),
  ) as [number, number];
  const signed = (amount: number, text: (size: number) => string): string =>
    amount === 0 ? 'No change' : `${text(Math.abs(amount))} ${amount > 0 ? 'more' : 'less'}`;
  return {
    week: changedWeek(visits, after),
    before: visits.map(visitRow),
    after: after.map(visitRow),
    addedMinutes,
    hoursBefore: hoursInWords(weeklyMinutes),
    hoursAfter: hoursInWords(minutesAfter),
    hoursDifference: signed(addedMinutes, hoursInWords),
    costBefore: pounds(costBefore),
    costAfter: pounds(costAfter),
    costDifference: signed(costAfter - costBefore, pounds),
  };
}

export function packageShown(standing: PackageStanding, now: Date) {
  const { package: pkg, openCase, branchNames } = standing;
  const nameOf = (id: string): string => branchNames[id] ?? id;
  return {
    id: pkg.id,
    reference: pkg.reference,
    status: PACKAGE_STATUS_WORDING[pkg.status],
    colour: PACKAGE_STATUS_COLOUR[pkg.status],
    requestedCare: requestedCare(pkg),
    weeklyMinutes: pkg.weeklyMinutes,
    area: `${pkg.lotName}, ${pkg.postcodeSector}`,
    person: standing.person,
    next: nextActionShown(standing, now),
    timeline: timelineOf(standing, now),
    rounds: standing.broadcasts.map((broadcast) => ({
      ...broadcast,
      href: PATHS.broadcast(broadcast.id),
      statusText: BROADCAST_STATUS_WORDING[broadcast.status],
      colour: BROADCAST_STATUS_COLOUR[broadcast.status],
      methodText: METHOD_WORDING[broadcast.method],
    })),
    award: standing.award && {
      ...standing.award,
      branch: partiesTo(standing.award, nameOf),
      rate: pounds(standing.award.hourlyRatePence),
      isAwaited: standing.award.status === 'awaiting_start',
    },
    placement: standing.placement && {
      ...standing.placement,
      branch: partiesTo(standing.placement, nameOf),
      rate: pounds(standing.placement.hourlyRatePence),
      isLive: standing.placement.status === 'live',
    },
    openCaseStatus: openCase && CASE_STATUS_WORDING[openCase.status],
    requests: standing.variationRequests.map((request) => requestShown(request, standing.placement, nameOf)),
    mayEnd: standing.placement?.status === 'live',
    mayChange: pkg.nextAction === 'broadcast_package' || pkg.nextAction === 'broadcast_again',
  };
}

function partiesTo(
  { branchId, deliveringBranchId }: { branchId: string; deliveringBranchId: string },
  nameOf: (id: string) => string,
): string {
  if (branchId === deliveringBranchId) return nameOf(branchId);
  return `${nameOf(deliveringBranchId)}, for ${nameOf(branchId)}`;
}

/**
 * Returns the next action for the package. If the package has none, returns the next action for the
 * reallocation case of its care.
 */
function nextActionShown({ package: pkg, openCase, ownerName }: PackageStanding, now: Date) {
  const { nextAction, nextActionDueAt } = pkg.nextAction ? pkg : (openCase ?? pkg);
  if (!nextAction || !nextActionDueAt) return null;
  const dueAt = new Date(nextActionDueAt).toISOString();
  return {
    text: ACTION_WORDING[nextAction],
    owner: pkg.nextAction ? (ownerName ?? 'No owner') : null,
    ownerHref: pkg.nextAction
      ? PATHS.workOwner('package', pkg.id)
      : openCase && PATHS.workOwner('case', openCase.id),
    dueAt,
    left: dueInWords(dueAt, now),
    isOverdue: Date.parse(dueAt) < now.getTime(),
    isToContact: nextAction === 'chase_start',
    isToBroadcast: nextAction === 'broadcast_package' || nextAction === 'broadcast_again',
  };
}

function requestShown(
  request: VariationRequestView,
  placement: PlacementView | null,
  nameOf: (id: string) => string,
) {
  const { id, packageId, checks } = request;
  return {
    ...request,
    requestedBy: request.askedBy === 'provider' ? nameOf(request.deliveringBranchId) : 'The council',
    from: hoursInWords(request.fromMinutes),
    to: hoursInWords(request.toMinutes),
    visitRows: request.visits.map(visitRow),
    change: placement?.id === request.placementId ? changeShown(placement, request.visits) : null,
    failedRules: checks.filter(({ result }) => result === 'fail').map(({ remedy }) => remedy),
    action: PATHS.decideVariation(packageId, id),
  };
}
