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
  authority: 'Authority',
  provider: 'The provider itself',
};

export const RESTRICTION_STATE_WORDING: Readonly<Record<RestrictionState, string>> = {
  in_force: 'In force',
  future: 'To come',
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
  upheld: 'Answered: the notice stands',
  amended: 'The notice was amended',
  lifted: 'The notice was lifted',
  expired: 'The notice has ended',
};

/** The texts of the tags (coloured labels) that name the conditions of a restriction. */
export const CONDITION_WORDING: Readonly<Record<ConditionKind, string>> = {
  no_new_people: 'No new people',
  growth_limit: 'Limited growth',
  hours_cap: 'Hours capped',
  closed: 'Closed to new packages',
  suspended: 'Suspended',
  reporting: 'Owes updates',
};

/**
 * A sentence that explains each kind of condition. The form that records a restriction shows it as a hint.
 */
export const CONDITION_MEANING: Readonly<Record<ConditionKind, string>> = {
  no_new_people: 'The branch may not start care for a person it does not deliver care to today.',
  growth_limit: 'A person’s weekly care may not grow by more than this over what it was when this began.',
  hours_cap: 'All that the branch delivers in a week may not pass this.',
  closed: 'The branch takes no new packages; the care that it delivers may change.',
  suspended: 'The branch takes no new work at all, and moving what it delivers is proposed to you.',
  reporting: 'The branch owes an update every so many days; one that is missed is recorded as a concern.',
};

/** Returns a sentence that describes a condition of a restriction with its figures. */
export function conditionInWords(condition: Condition): string {
  switch (condition.kind) {
    case 'no_new_people':
      return 'It may not start care for new people.';
    case 'growth_limit':
      return condition.basis === 'cumulative'
        ? `No person’s care may grow by more than ${hoursInWords(condition.limitMinutes)} a week in total since it took effect.`
        : `No person’s care may grow by more than ${hoursInWords(condition.limitMinutes)} a week at once.`;
    case 'hours_cap':
      return `All that it delivers may not pass ${hoursInWords(condition.capMinutes)} a week.`;
    case 'closed':
      return 'It takes no new packages. The care that it delivers may still change.';
    case 'suspended':
      return 'It takes no new work at all, and the care that it delivers may be moved to other branches.';
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
  not_owed: { text: 'No longer owed', classes: 'govuk-tag--grey' },
};
