import type { ReportStatus } from '#contracts/reports';
import type {
  Condition,
  ConditionKind,
  ContestStatus,
  RestrictionSource,
  RestrictionState,
} from '#contracts/restrictions';
import { hoursInWords } from '../formats/quantities.js';

/** The names of a restriction's sources as users see them: CQC, an authority or a provider. */
export const SOURCE_WORDING: Readonly<Record<RestrictionSource, string>> = {
  cqc: 'Care Quality Commission',
  authority: 'Council',
  provider: 'Provider',
};

export const RESTRICTION_STATE_WORDING: Readonly<Record<RestrictionState, string>> = {
  in_force: 'In force',
  future: 'Not yet in force',
  ended: 'Ended',
};

export const RESTRICTION_STATE_COLOUR: Readonly<Record<RestrictionState, string>> = {
  in_force: 'govuk-tag--red',
  future: 'govuk-tag--yellow',
  ended: 'govuk-tag--grey',
};

/** The texts that say how a contest of a notice stands. */
export const CONTEST_WORDING: Readonly<Record<ContestStatus, string>> = {
  open: 'Not answered yet',
  upheld: 'Upheld',
  amended: 'Notice amended',
  lifted: 'Notice lifted',
  expired: 'Notice ended',
};

/** The texts of the tags (coloured labels) that name the conditions of a restriction. */
export const CONDITION_WORDING: Readonly<Record<ConditionKind, string>> = {
  no_new_people: 'No new people',
  growth_limit: 'Limited growth',
  hours_cap: 'Hours capped',
  closed: 'Closed to new packages',
  suspended: 'Suspended',
  reporting: 'Reporting required',
};

/**
 * A sentence that explains each kind of condition. The form that records a restriction shows it as a hint.
 */
export const CONDITION_MEANING: Readonly<Record<ConditionKind, string>> = {
  no_new_people: 'The branch cannot start care for a new person.',
  growth_limit: 'Limit on the growth of each person’s weekly care since the restriction started.',
  hours_cap: 'Limit on the hours the branch delivers in a week.',
  closed: 'The branch takes no new packages. Its current care can change.',
  suspended: 'The branch takes no new work. A reallocation of its care is proposed.',
  reporting: 'The branch sends a report at each interval. A missed report is recorded as a concern.',
};

/** Returns a sentence that describes a condition of a restriction with its figures. */
export function conditionInWords(condition: Condition): string {
  switch (condition.kind) {
    case 'no_new_people':
      return 'The branch cannot start care for new people.';
    case 'growth_limit':
      return condition.basis === 'cumulative'
        ? `No person’s care may grow by more than ${hoursInWords(condition.limitMinutes)} a week in total since the restriction started.`
        : `No person’s care may grow by more than ${hoursInWords(condition.limitMinutes)} a week at once.`;
    case 'hours_cap':
      return `The branch cannot deliver more than ${hoursInWords(condition.capMinutes)} a week.`;
    case 'closed':
      return 'The branch takes no new packages. Its current care can change.';
    case 'suspended':
      return 'The branch takes no new work. Its care can be transferred to other branches.';
    case 'reporting':
      return condition.everyDays === 1
        ? 'A report is due every day.'
        : `A report is due every ${condition.everyDays} days.`;
  }
}

/** The text and colour of the tag (coloured label) for each status of an update that a branch owes. */
export const REPORT_WORDING: Readonly<
  Record<ReportStatus, { readonly text: string; readonly classes: string }>
> = {
  due: { text: 'Due', classes: 'govuk-tag--yellow' },
  overdue: { text: 'Overdue', classes: 'govuk-tag--red' },
  received: { text: 'Received', classes: 'govuk-tag--green' },
  not_owed: { text: 'No longer required', classes: 'govuk-tag--grey' },
};
