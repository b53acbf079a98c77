import type {
  CareDifferenceView,
  CareListState,
  DifferenceKind,
  DisputeKind,
  DisputeOutcome,
  FigureKind,
  GoLiveBlocker,
  GoLiveBlockerCode,
  Stage,
} from '#contracts/cut-over';
import { grouped } from '../formats/quantities.js';

interface Tag {
  readonly text: string;
  readonly classes: string;
}

export const STAGE_TAG: Readonly<Record<Stage, Tag>> = {
  preparing: { text: 'Preparing', classes: 'govuk-tag--yellow' },
  side_by_side: { text: 'Side by side', classes: 'govuk-tag--blue' },
  live: { text: 'Live', classes: 'govuk-tag--green' },
};

export const STAGE_WORDING: Readonly<Record<Stage, string>> = {
  preparing: 'You import your records. Providers see only the lists that you ask them to confirm.',
  side_by_side: 'Your earlier system decides. You compare its figures with Homeward every day.',
  live: 'Homeward is your system. Broadcasts and transfers can be sent.',
};

export const CARE_LIST_TAG: Readonly<Record<CareListState, Tag>> = {
  not_asked: { text: 'Not asked', classes: 'govuk-tag--grey' },
  asked: { text: 'To confirm', classes: 'govuk-tag--yellow' },
  changed: { text: 'Changed, to confirm again', classes: 'govuk-tag--yellow' },
  confirmed: { text: 'Confirmed', classes: 'govuk-tag--green' },
  accepted: { text: 'Accepted unconfirmed', classes: 'govuk-tag--blue' },
  empty: { text: 'No live care', classes: 'govuk-tag--grey' },
};

export const DISPUTE_KIND_WORDING: Readonly<Record<DisputeKind, string>> = {
  wrong_hours: 'The hours are wrong',
  not_ours: 'The branch does not deliver to this person',
  missing_person: 'A person is missing from the list',
};

export const DISPUTE_OUTCOME_WORDING: Readonly<Record<DisputeOutcome, string>> = {
  corrected: 'The council corrected its record',
  as_recorded: 'The council’s record is right',
  accepted: 'Left open when the council goes live',
};

export const FIGURE_KIND_WORDING: Readonly<Record<FigureKind, string>> = {
  figure_totals: 'Totals by branch and lot',
  figure_people: 'People, one row for each person and branch',
};

export const DIFFERENCE_KIND_WORDING: Readonly<Record<DifferenceKind, string>> = {
  total: 'Totals differ',
  only_here: 'Only in Homeward',
  only_there: 'Only in your figures',
  other_branch: 'Other branch',
  other_hours: 'Other hours',
};

export const DIFFERENCE_OUTCOME_WORDING: Readonly<
  Record<NonNullable<CareDifferenceView['outcome']>, string>
> = {
  corrected_here: 'Corrected in Homeward',
  wrong_there: 'Wrong in the earlier system',
  accepted: 'Accepted',
  gone: 'No longer found',
};

const counted = (count: number, one: string, many: string): string =>
  `${grouped(count)} ${count === 1 ? one : many}`;

const BLOCKER_WORDING: Readonly<Record<GoLiveBlockerCode, (count: number) => string>> = {
  not_side_by_side: () => 'Both systems have not run side by side',
  imports_open: (count) => `${counted(count, 'import is', 'imports are')} not finished`,
  lists_not_asked: (count) => `${counted(count, 'branch was', 'branches were')} not asked to confirm`,
  lists_unconfirmed: (count) => `${counted(count, 'list is', 'lists are')} not confirmed`,
  disputes_open: (count) => `${counted(count, 'dispute is', 'disputes are')} open`,
  not_reconciled_today: () => 'Today’s figures are not compared',
  differences_open: (count) => `${counted(count, 'difference is', 'differences are')} open`,
};

export const blockerInWords = ({ code, count }: GoLiveBlocker): string => BLOCKER_WORDING[code](count);

/** Reads blockers from the facts of a refusal. */
export const isBlocker = (value: unknown): value is GoLiveBlocker =>
  typeof value === 'object' &&
  value !== null &&
  'code' in value &&
  typeof value.code === 'string' &&
  Object.hasOwn(BLOCKER_WORDING, value.code) &&
  'count' in value &&
  typeof value.count === 'number';
