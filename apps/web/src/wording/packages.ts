import type { PackageStatus, Urgency } from '#contracts/packages';

export const PACKAGE_STATUS_WORDING: Readonly<Record<PackageStatus, string>> = {
  draft: 'Draft',
  broadcast: 'Being asked for',
  deciding: 'To be awarded',
  unfilled: 'Unfilled',
  awarded: 'Awarded',
  live: 'Live',
  ended: 'Ended',
  withdrawn: 'Withdrawn',
};

/** The colour of a tag says the same as its words, and nothing more. */
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
