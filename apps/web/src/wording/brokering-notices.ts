/** What was just done to a package, a broadcast or an award. */
export const BROKERING_NOTICES = {
  person_recorded: { text: 'The person is recorded. Now say what care they need.', isGood: true },
  person_changed: {
    text: 'The details are changed. Packages keep the area that they were made for.',
    isGood: true,
  },
  branch_excluded: {
    text: 'It is recorded. This branch is not asked for this person’s care any more.',
    isGood: true,
  },
  branch_allowed: { text: 'This branch may be asked for this person’s care again.', isGood: true },
  package_made: { text: 'The package is made. Look at who would be asked, then broadcast it.', isGood: true },
  package_changed: { text: 'What is asked for is changed.', isGood: true },
  package_withdrawn: { text: 'The package is withdrawn; nobody will be asked for it.', isGood: true },
  broadcast_opened: {
    text: 'The package is broadcast. Every branch that may take it is being asked.',
    isGood: true,
  },
  broadcast_extended: { text: 'The deadline is moved, and everybody who is asked is told.', isGood: true },
  broadcast_closed: { text: 'The broadcast is closed.', isGood: true },
  broadcast_cancelled: {
    text: 'The broadcast is cancelled, and everybody who was asked is told.',
    isGood: true,
  },
  offer_awarded: {
    text: 'The package is awarded. The others are told that theirs was not chosen, their rank and why.',
    isGood: true,
  },
  start_confirmed: { text: 'The start is confirmed: care is live.', isGood: true },
  award_withdrawn: {
    text: 'The award is withdrawn, and the package is asked for again where anybody may take it.',
    isGood: true,
  },
  care_ended: { text: 'The care has ended, and the branch that delivered it is told.', isGood: true },
  care_varied: { text: 'The care is changed, and the branch that delivers it is told.', isGood: true },
  care_not_live: { text: 'This care is not live any more, so it cannot be changed.', isGood: false },
  variation_approved: { text: 'The change is approved, and care is as it was asked for.', isGood: true },
  variation_refused: { text: 'The change is refused, and whoever asked is told why.', isGood: true },
} as const;
