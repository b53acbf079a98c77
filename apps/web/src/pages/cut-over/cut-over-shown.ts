import type {
  CareDifferenceView,
  CareDisputeView,
  CareListSummary,
  CutOverView,
  ReconciliationTotal,
  ReconciliationView,
} from '#contracts/cut-over';
import { calendarDay } from '../../formats/london-time.js';
import { grouped, hoursInWords } from '../../formats/quantities.js';
import { PATHS } from '../../paths.js';
import {
  blockerInWords,
  CARE_LIST_TAG,
  DIFFERENCE_KIND_WORDING,
  DIFFERENCE_OUTCOME_WORDING,
  DISPUTE_KIND_WORDING,
  DISPUTE_OUTCOME_WORDING,
  STAGE_TAG,
  STAGE_WORDING,
} from '../../wording/cut-over.js';

/** What the page about going live shows, with what the user may do next. */
export function cutOverShown(view: CutOverView, mayChange: boolean) {
  const { stage, lists, disputes, blockers, since, changedBy, openDifferences } = view;
  const isOpen = stage !== 'live';
  return {
    stage,
    since,
    changedBy,
    openDifferences,
    tag: STAGE_TAG[stage],
    text: STAGE_WORDING[stage],
    blockers: blockers.map(blockerInWords),
    lists: lists.map((list) => careListLine(list, mayChange && isOpen)),
    disputes: disputes.map((dispute) => disputeLine(dispute, mayChange && isOpen)),
    mayImport: mayChange,
    mayAsk: mayChange && isOpen && lists.some(({ state }) => state === 'not_asked'),
    mayRunSideBySide: mayChange && stage === 'preparing',
    mayGoLive: mayChange && stage === 'side_by_side',
  };
}

function careListLine(list: CareListSummary, mayChange: boolean) {
  const { id, state, openDisputes } = list;
  const isWaiting = state === 'asked' || state === 'changed';
  return {
    ...list,
    hours: hoursInWords(list.weeklyMinutes),
    tag: CARE_LIST_TAG[state],
    disputes: openDisputes === 0 ? null : `${openDisputes} disputed`,
    accept: mayChange && isWaiting && openDisputes === 0 && id !== null ? PATHS.acceptCareList(id) : null,
  };
}

/** A dispute of a provider, with a link to its answer for a user who may answer. */
export function disputeLine(dispute: CareDisputeView, mayAnswer: boolean) {
  const { id, kind, weeklyMinutes, claimedMinutes, packageId, outcome } = dispute;
  return {
    ...dispute,
    href: mayAnswer ? PATHS.settleDispute(id) : null,
    text: DISPUTE_KIND_WORDING[kind],
    outcomeText: outcome && DISPUTE_OUTCOME_WORDING[outcome],
    hours: weeklyMinutes === null ? null : hoursInWords(weeklyMinutes),
    claimed: claimedMinutes === null ? null : hoursInWords(claimedMinutes),
    packageHref: packageId && PATHS.package(packageId),
  };
}

/** A line of the list of days on which figures were compared. */
export const dayLine = ({
  id,
  day,
  totalsName,
  peopleName,
  madeBy,
  openDifferences,
}: ReconciliationView) => ({
  id,
  href: PATHS.figuresOfDay(id),
  day: calendarDay(day),
  files: [totalsName, peopleName].filter((name) => name !== null).join(', '),
  madeBy,
  open: grouped(openDifferences),
});

export function totalLine(total: ReconciliationTotal) {
  const { branchId, branchName, lotCode, peopleHere, peopleThere, minutesHere, minutesThere } = total;
  return {
    branch: branchName ?? `${branchId} (not recorded)`,
    lotCode,
    peopleHere: grouped(peopleHere),
    peopleThere: grouped(peopleThere),
    hoursHere: hoursInWords(minutesHere),
    hoursThere: hoursInWords(minutesThere),
    isEqual: peopleHere === peopleThere && minutesHere === minutesThere,
  };
}

/** Adds up the lines of a day. */
export function sumLine(totals: readonly ReconciliationTotal[]) {
  const sum = (of: (total: ReconciliationTotal) => number): number =>
    totals.reduce((all, total) => all + of(total), 0);
  return totalLine({
    branchId: '',
    branchName: 'Sum of the lines',
    lotCode: '',
    peopleHere: sum(({ peopleHere }) => peopleHere),
    peopleThere: sum(({ peopleThere }) => peopleThere),
    minutesHere: sum(({ minutesHere }) => minutesHere),
    minutesThere: sum(({ minutesThere }) => minutesThere),
  });
}

const sideInWords = (branch: string | null, minutes: number | null, people: number | null): string =>
  minutes === null
    ? '–'
    : [
        branch,
        people === null ? null : `${grouped(people)} ${people === 1 ? 'person' : 'people'}`,
        hoursInWords(minutes),
      ]
        .filter((part) => part !== null)
        .join(', ');

/** A difference, with a link to its page for a user who may settle it. */
export function differenceLine(difference: CareDifferenceView, maySettle: boolean) {
  const { id, kind, caseNumber, personId, lotCode, outcome } = difference;
  return {
    ...difference,
    href: maySettle ? PATHS.settleDifference(id) : null,
    about: caseNumber ?? `Lot ${lotCode ?? ''}`,
    personHref: personId && PATHS.person(personId),
    text: DIFFERENCE_KIND_WORDING[kind],
    here: sideInWords(difference.branchHere, difference.minutesHere, difference.peopleHere),
    there: sideInWords(difference.branchThere, difference.minutesThere, difference.peopleThere),
    outcomeText: outcome && DIFFERENCE_OUTCOME_WORDING[outcome],
  };
}
