/**
 * The messages that a page shows after a command. The message cookie contains the key of the message that the
 * next page shows.
 */
export const NOTICES = {
  signed_out: { text: 'You are signed out.', isGood: true },
  signed_out_here: {
    text: 'You are signed out of this browser. Homeward could not be reached, so the sign-in itself ends when it has been idle for 2 hours.',
    isGood: false,
  },
  signed_out_everywhere: { text: 'You are signed out everywhere.', isGood: true },
  session_over: {
    text: 'You were signed out: you had been away too long, or the sign-in was ended elsewhere. Sign in to go on; if you cannot, ask your administrator.',
    isGood: false,
  },
  password_changed: {
    text: 'Your password is changed, and you are signed out everywhere else.',
    isGood: true,
  },
  session_ended: { text: 'That sign-in has ended.', isGood: true },
  contact_recorded: { text: 'Call recorded', isGood: true },
  job_retried: { text: 'The job waits to be tried again.', isGood: true },
  job_not_failed: { text: 'The job was not failed any more, so nothing was changed.', isGood: false },
  account_guessed: {
    text: 'Many wrong passwords were tried for your account since you last signed in. If this was not you, tell your administrator. You can see when under “Where you are signed in”.',
    isGood: false,
  },
  password_set: { text: 'Your password is set. Sign in with it.', isGood: true },
  link_revoked: { text: 'The link can no longer be used.', isGood: true },
  provider_administrator_invited: {
    text: 'The administrator is added. The operator of Homeward gives them the link to come in.',
    isGood: true,
  },
  provider_administrator_withdrawn: { text: 'The invitation is withdrawn.', isGood: true },
  user_changed: { text: 'The user is changed.', isGood: true },
  user_disabled: {
    text: 'The user is disabled, is signed out everywhere, and what they had to see to is handed over.',
    isGood: true,
  },
  user_enabled: { text: 'The user may sign in again.', isGood: true },

  // Messages that confirm changes of people, packages, broadcasts and awards
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
    text: 'The package is broadcast. The eligible branches are invited in the order that the lot sets.',
    isGood: true,
  },
  broadcast_extended: {
    text: 'The deadline is moved. The invited branches see it on their pages.',
    isGood: true,
  },
  broadcast_closed: { text: 'The broadcast is closed.', isGood: true },
  broadcast_cancelled: {
    text: 'The broadcast is cancelled. The invited branches see it on their pages.',
    isGood: true,
  },
  offer_awarded: {
    text: 'The package is awarded. The other branches see their rank, and why their offers were not chosen, on their pages.',
    isGood: true,
  },
  award_withdrawn: {
    text: 'The award is withdrawn, and the package is asked for again where anybody may take it.',
    isGood: true,
  },
  care_ended: {
    text: 'The care has ended. The branch that delivered it sees this on its pages.',
    isGood: true,
  },
  care_varied: {
    text: 'The care is changed. The branch that delivers it sees this on its pages.',
    isGood: true,
  },
  care_not_live: { text: 'This care is not live any more, so it cannot be changed.', isGood: false },
  variation_approved: { text: 'The change is approved, and care is as it was asked for.', isGood: true },
  variation_refused: {
    text: 'The change is refused. The branch sees the reason on its pages.',
    isGood: true,
  },

  // Messages that confirm changes of restrictions, branches, lots and reallocations
  restriction_recorded: {
    text: 'The restriction is recorded. From the time when it begins, what it forbids is withdrawn. The branch sees it on its pages.',
    isGood: true,
  },
  restriction_amended: { text: 'The restriction is amended, and its earlier wording is kept.', isGood: true },
  restriction_lifted: { text: 'The restriction is lifted, and binds no longer.', isGood: true },
  notice_contested: {
    text: 'The notice is contested. It stays in force. The council that recorded it answers, and all councils see the answer.',
    isGood: true,
  },
  contest_answered: { text: 'The answer is recorded. All whom the notice binds see it.', isGood: true },
  permission_recorded: {
    text: 'The written agreement is recorded. It is good for one change.',
    isGood: true,
  },
  permission_withdrawn: { text: 'The written agreement is withdrawn.', isGood: true },
  branch_changed: { text: 'What is recorded of the branch is changed.', isGood: true },
  registration_lost: {
    text: 'The registration is recorded. The branch is given no more work, and moving its care is proposed to you within moments.',
    isGood: true,
  },
  registration_changed: {
    text: 'The registration is recorded. The branch may be asked again.',
    isGood: true,
  },
  lot_changed: {
    text: 'The lot is changed. Broadcasts that are open keep the settings that they opened with.',
    isGood: true,
  },
  clocks_confirmed: { text: 'The clocks are confirmed.', isGood: true },
  clock_changed: {
    text: 'The clock is changed. What is broadcast from now on goes by it.',
    isGood: true,
  },
  hand_back_recorded: {
    text: 'The hand-back is recorded. Moving the care is proposed to you within moments.',
    isGood: true,
  },
  reallocation_started: {
    text: 'The reallocation runs. Care goes on where it is until the new care starts.',
    isGood: true,
  },
  reallocation_dismissed: {
    text: 'The reallocation is dismissed; the care stays where it is.',
    isGood: true,
  },
  reallocation_changed: { text: 'The settings of the reallocation are changed.', isGood: true },
  reallocation_paused: { text: 'The reallocation is paused; no further case is released.', isGood: true },
  reallocation_resumed: { text: 'The reallocation runs again.', isGood: true },
  reallocation_stopping: {
    text: 'The reallocation stops: what has not found a new branch stays where it is.',
    isGood: true,
  },
  case_kept: { text: 'The care stays where it is.', isGood: true },
  case_ended: { text: 'The care has ended.', isGood: true },

  // Messages for providers about invitations, capacity, care, pauses, updates and hand-backs
  invitation_seen: { text: 'The authority sees that you opened this invitation', isGood: true },
  offer_made: { text: 'Offer sent', isGood: true },
  offer_revised: { text: 'Offer changed', isGood: true },
  offer_withdrawn: { text: 'Offer withdrawn', isGood: true },
  invitation_declined: {
    text: 'Invitation declined. The authority sees your reason when the broadcast closes.',
    isGood: true,
  },
  capacity_confirmed: { text: 'Capacity confirmed', isGood: true },
  capacity_declared: { text: 'Capacity declared', isGood: true },
  start_confirmed: { text: 'Start confirmed. The care is live.', isGood: true },
  hours_asked: { text: 'Request sent. An officer decides.', isGood: true },
  hours_withdrawn: { text: 'Request withdrawn', isGood: true },
  branch_paused: {
    text: 'Branch paused',
    isGood: true,
  },
  branch_resumed: { text: 'Pause ended. The branch can be invited again.', isGood: true },
  handed_back: {
    text: 'Hand-back recorded. The council transfers the care.',
    isGood: true,
  },
  update_given: { text: 'Report sent', isGood: true },
} as const satisfies Record<string, { readonly text: string; readonly isGood: boolean }>;

export type Notice = keyof typeof NOTICES;

export function isNotice(word: string | undefined): word is Notice {
  return word !== undefined && Object.hasOwn(NOTICES, word);
}
