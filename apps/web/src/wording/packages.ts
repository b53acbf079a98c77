import type { ClockProfileView } from '#contracts/lots';
import type { PackageStatus, Urgency } from '#contracts/packages';
import { timeLimitInWords } from '../formats/quantities.js';

export const PACKAGE_STATUS_WORDING: Readonly<Record<PackageStatus, string>> = {
  draft: 'Draft',
  broadcast: 'Out to broadcast',
  deciding: 'To be awarded',
  unfilled: 'Unfilled',
  awarded: 'Awarded',
  live: 'Live',
  ended: 'Ended',
  withdrawn: 'Withdrawn',
};

export const PACKAGE_STATUS_COLOUR: Readonly<Record<PackageStatus, string>> = {
  draft: 'govuk-tag--grey',
  broadcast: 'govuk-tag--blue',
  deciding: 'govuk-tag--yellow',
  unfilled: 'govuk-tag--red',
  awarded: 'govuk-tag--turquoise',
  live: 'govuk-tag--green',
  ended: 'govuk-tag--grey',
  withdrawn: 'govuk-tag--grey',
};

export const URGENCY_WORDING: Readonly<Record<Urgency, string>> = {
  hospital: 'Hospital discharge',
  urgent: 'Urgent',
  routine: 'Routine',
};

/** The CSS class of the chip that shows an urgency. */
export const URGENCY_CHIP: Readonly<Record<Urgency, string>> = {
  hospital: 'homeward-chip--first',
  urgent: 'homeward-chip--second',
  routine: '',
};

/**
 * Returns a text with the two time limits of an urgency. The first limit is for the branches' answers, the
 * second for the start of care.
 */
export function clockInWords(clock: ClockProfileView | undefined): string {
  if (!clock) return '';
  const counted = clock.workingHours ? 'working hours' : '24 hours a day';
  return `Offers within ${timeLimitInWords(clock.respondMinutes)} (${counted}), care within ${timeLimitInWords(clock.startWithinMinutes)}`;
}
