import type { ConditionKind, RestrictionState } from '#contracts/restrictions';

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

/** A condition in a word or two, for a tag. */
export const CONDITION_WORDING: Readonly<Record<ConditionKind, string>> = {
  no_new_people: 'No new people',
  growth_limit: 'Limited growth',
  hours_cap: 'Hours capped',
  closed: 'Closed to new packages',
  suspended: 'Suspended',
  reporting: 'Owes updates',
};

/** What a condition does, for whoever is about to choose it. */
export const CONDITION_MEANING: Readonly<Record<ConditionKind, string>> = {
  no_new_people: 'The branch may not start care for a person it does not deliver care to today.',
  growth_limit: 'A person’s weekly care may not grow by more than this over what it was when this began.',
  hours_cap: 'All that the branch delivers in a week may not pass this.',
  closed: 'The branch takes no new packages; the care that it delivers may change.',
  suspended: 'The branch takes no new work at all, and moving what it delivers is proposed to you.',
  reporting: 'The branch owes an update every so many days; one that is missed is recorded as a concern.',
};
