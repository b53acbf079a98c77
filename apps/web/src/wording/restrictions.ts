import type { Condition, RestrictionSource } from '#contracts/restrictions';
import type { ReportStatus } from '#contracts/reports';
import { hoursInWords } from '../formats/quantities.js';

/** Who restricts a branch. */
export const SOURCE_WORDING: Readonly<Record<RestrictionSource, string>> = {
  cqc: 'Care Quality Commission',
  authority: 'Authority',
  provider: 'The provider itself',
};

/** What a condition means for the branch, in a sentence. */
export function conditionInWords(condition: Condition): string {
  switch (condition.kind) {
    case 'no_new_people':
      return 'It may not start care for anybody whom it does not care for today.';
    case 'growth_limit':
      return condition.basis === 'cumulative'
        ? `Nobody’s care may grow by more than ${hoursInWords(condition.limitMinutes)} a week over what it was when this began, all increases together.`
        : `Nobody’s care may grow by more than ${hoursInWords(condition.limitMinutes)} a week at once.`;
    case 'hours_cap':
      return `All that it delivers may not pass ${hoursInWords(condition.capMinutes)} a week.`;
    case 'closed':
      return 'It takes no new packages. The care that it delivers may still change.';
    case 'suspended':
      return 'It takes no new work at all, and the care that it delivers may be moved to other branches.';
    case 'reporting':
      return condition.everyDays === 1
        ? 'It owes an update every day.'
        : `It owes an update every ${condition.everyDays} days.`;
  }
}

/** How an update stands; the colour says the same, and nothing more. */
export const REPORT_WORDING: Readonly<
  Record<ReportStatus, { readonly text: string; readonly classes: string }>
> = {
  due: { text: 'Due', classes: 'govuk-tag--yellow' },
  overdue: { text: 'Overdue', classes: 'govuk-tag--red' },
  received: { text: 'Received', classes: 'govuk-tag--green' },
  not_owed: { text: 'No longer owed', classes: 'govuk-tag--grey' },
};
