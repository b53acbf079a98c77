/**
 * The messages that a page shows after a command. The message cookie contains the key of the message that the
 * next page shows.
 */
export const NOTICES = {
  signed_out: { text: 'You are signed out', isGood: true },
  signed_out_here: {
    text: 'You are signed out of this browser. Homeward is not available, so the session ends after 2 hours.',
    isGood: false,
  },
  signed_out_everywhere: { text: 'You are signed out everywhere', isGood: true },
  session_over: {
    text: 'You were signed out. Sign in to continue.',
    isGood: false,
  },
  password_changed: {
    text: 'Password changed. You are signed out everywhere else.',
    isGood: true,
  },
  session_ended: { text: 'Session ended', isGood: true },
  webhook_changed: { text: 'Webhook changed', isGood: true },
  webhook_on: { text: 'Webhook switched on', isGood: true },
  webhook_off: { text: 'Webhook switched off', isGood: true },
  webhook_removed: { text: 'Webhook removed', isGood: true },
  delivery_queued: { text: 'The event is sent again', isGood: true },
  key_ended: { text: 'Key ended', isGood: true },
  contact_recorded: { text: 'Call recorded', isGood: true },
  job_retried: { text: 'Job queued again', isGood: true },
  job_not_failed: { text: 'This job has not failed. Nothing was changed.', isGood: false },
  account_guessed: {
    text: 'Many wrong passwords were tried since you last signed in. If this was not you, tell your administrator. See the times under “Your account”.',
    isGood: false,
  },
  password_set: { text: 'Password set. Sign in with it.', isGood: true },
  link_revoked: { text: 'Link revoked', isGood: true },
  provider_administrator_invited: {
    text: 'Administrator invited. The operator of Homeward sends them the link.',
    isGood: true,
  },
  provider_administrator_withdrawn: { text: 'Invitation withdrawn', isGood: true },
  link_requested: {
    text: 'If this address belongs to an account, you get a link by e-mail or from your administrator.',
    isGood: true,
  },
  name_changed: { text: 'Name changed', isGood: true },
  email_requested: {
    text: 'You get a link by e-mail at the new address, or from your administrator. The address changes when you use the link.',
    isGood: true,
  },
  email_request_ended: { text: 'Your e-mail address stays as it is.', isGood: true },
  request_dismissed: { text: 'Request dismissed', isGood: true },
  user_changed: { text: 'User changed', isGood: true },
  user_limited: { text: 'Branches saved. They apply at once.', isGood: true },
  user_disabled: {
    text: 'User disabled and signed out. Open work was reassigned.',
    isGood: true,
  },
  user_enabled: { text: 'User enabled', isGood: true },
  owner_changed: { text: 'Owner changed', isGood: true },
  work_taken: { text: 'Taken. You are the owner.', isGood: true },
  work_not_taken: {
    text: 'A colleague has taken or finished this work. Nothing was changed.',
    isGood: false,
  },
  absence_recorded: { text: 'Absence recorded. The deputy sees the work on the board.', isGood: true },
  absence_ended: { text: 'Absence ended', isGood: true },
  team_recorded: { text: 'Team added', isGood: true },
  team_changed: { text: 'Team changed', isGood: true },
  team_removed: { text: 'Team removed', isGood: true },
  messages_seen: { text: 'Messages marked as seen', isGood: true },

  // Messages about imports
  import_uploaded: { text: 'File uploaded. Every row is checked; nothing is imported yet.', isGood: true },
  import_started: { text: 'Import started', isGood: true },
  import_stopped: { text: 'Import stopped. Continue it or take it back.', isGood: true },
  import_discarded: { text: 'File discarded. Nothing was imported.', isGood: true },
  import_taken_back: { text: 'Import taken back. Its records are deleted.', isGood: true },

  // Messages about going live
  providers_asked: { text: 'Providers asked. They see the lists of their branches.', isGood: true },
  side_by_side_begun: { text: 'Both systems run side by side. Compare the figures every day.', isGood: true },
  gone_live: { text: 'Your council is live', isGood: true },
  care_list_accepted: { text: 'List accepted', isGood: true },
  care_list_confirmed: { text: 'List confirmed', isGood: true },
  list_disputed: { text: 'Dispute sent. The council answers it.', isGood: true },
  dispute_settled: { text: 'Dispute answered', isGood: true },
  figures_compared: { text: 'Figures compared', isGood: true },
  difference_settled: { text: 'Difference settled', isGood: true },

  // Messages that confirm changes of people, packages, broadcasts and awards
  person_recorded: { text: 'Person recorded. Enter the care they need.', isGood: true },
  person_changed: {
    text: 'Details changed. Existing packages keep their area.',
    isGood: true,
  },
  people_merged: { text: 'Records merged. All packages of the person are listed here.', isGood: true },
  branch_excluded: {
    text: 'Branch excluded. It is no longer invited for this person’s care.',
    isGood: true,
  },
  branch_allowed: {
    text: 'Exclusion removed. The branch can be invited for this person again.',
    isGood: true,
  },
  package_made: { text: 'Package created. Check the eligible branches, then broadcast it.', isGood: true },
  package_changed: { text: 'Package changed', isGood: true },
  package_withdrawn: { text: 'Package withdrawn. Its invitations have ended.', isGood: true },
  broadcast_opened: {
    text: 'Package broadcast. The eligible branches are invited.',
    isGood: true,
  },
  broadcast_extended: {
    text: 'Deadline extended. The invited branches see it.',
    isGood: true,
  },
  broadcast_closed: { text: 'Broadcast closed', isGood: true },
  broadcast_cancelled: {
    text: 'Broadcast cancelled. The invited branches see it.',
    isGood: true,
  },
  offer_awarded: {
    text: 'Package awarded. The other branches see their rank and feedback.',
    isGood: true,
  },
  award_withdrawn: {
    text: 'Award withdrawn. The package is broadcast again if a branch is eligible.',
    isGood: true,
  },
  care_ended: {
    text: 'Care ended. The branch sees it.',
    isGood: true,
  },
  care_varied: {
    text: 'Care changed. The branch sees it.',
    isGood: true,
  },
  care_not_live: { text: 'This care has ended and cannot be changed.', isGood: false },
  variation_approved: { text: 'Change approved', isGood: true },
  variation_refused: {
    text: 'Change refused. The branch sees the reason.',
    isGood: true,
  },

  // Messages that confirm changes of restrictions, branches, lots and reallocations
  restriction_recorded: {
    text: 'Restriction recorded. Affected invitations and offers are withdrawn when it starts. The branch sees it.',
    isGood: true,
  },
  restriction_amended: { text: 'Restriction amended. The earlier version is kept.', isGood: true },
  restriction_lifted: { text: 'Restriction lifted', isGood: true },
  notice_contested: {
    text: 'Notice contested. It stays in force until the council that recorded it answers.',
    isGood: true,
  },
  contest_answered: { text: 'Answer recorded. The provider and all councils see it.', isGood: true },
  permission_recorded: {
    text: 'Written agreement recorded. It can be used once.',
    isGood: true,
  },
  permission_withdrawn: { text: 'Written agreement withdrawn', isGood: true },
  capabilities_declared: { text: 'Skills recorded', isGood: true },
  capabilities_answered: { text: 'Answer recorded', isGood: true },
  branch_changed: { text: 'Branch details changed', isGood: true },
  registration_lost: {
    text: 'Registration recorded. The branch gets no new work. A reallocation of its care is proposed in a moment.',
    isGood: true,
  },
  registration_changed: {
    text: 'Registration recorded. The branch can be invited again.',
    isGood: true,
  },
  lot_changed: {
    text: 'Lot changed. Open broadcasts keep their settings.',
    isGood: true,
  },
  lot_recorded: { text: 'Lot recorded. Record contracts for it next.', isGood: true },
  outline_changed: { text: 'Outline saved', isGood: true },
  outline_removed: { text: 'Outline removed', isGood: true },
  provider_recorded: { text: 'Provider recorded. Record its branch next.', isGood: true },
  branch_recorded: { text: 'Branch recorded', isGood: true },
  subcontract_recorded: { text: 'Subcontract recorded', isGood: true },
  subcontract_ended: { text: 'Last day of the subcontract recorded', isGood: true },
  uplift_withdrawn: { text: 'Planned rates withdrawn', isGood: true },
  check_recorded: { text: 'Check recorded', isGood: true },
  deliverer_changed: { text: 'The chosen branch delivers from now on', isGood: true },
  contract_recorded: { text: 'Contract recorded', isGood: true },
  contract_changed: { text: 'Contract changed', isGood: true },
  contract_ended: { text: 'Last day of the contract recorded', isGood: true },
  contract_copied: { text: 'Contract copied. The list shows all contracts of the branch.', isGood: true },
  contracts_changed: { text: 'Contracts changed', isGood: true },
  rates_changed: { text: 'New rates recorded', isGood: true },
  contingency_key_set: { text: 'Public key set. A pack is written within a few minutes.', isGood: true },
  contingency_key_removed: { text: 'Public key removed. No more packs are written.', isGood: true },
  clocks_confirmed: { text: 'Time limits confirmed', isGood: true },
  clock_changed: {
    text: 'Time limits changed. They apply to new broadcasts.',
    isGood: true,
  },
  hand_back_recorded: {
    text: 'Hand-back recorded. A reallocation of the care is proposed in a moment.',
    isGood: true,
  },
  reallocation_started: {
    text: 'Reallocation started. The current care continues until the new care starts.',
    isGood: true,
  },
  reallocation_dismissed: {
    text: 'Reallocation dismissed. The care stays with the branch.',
    isGood: true,
  },
  reallocation_changed: { text: 'Settings saved', isGood: true },
  reallocation_paused: { text: 'Reallocation paused. No more transfers are released.', isGood: true },
  reallocation_resumed: { text: 'Reallocation resumed', isGood: true },
  reallocation_stopping: {
    text: 'Reallocation stopping. Care without a new branch stays with the branch.',
    isGood: true,
  },
  case_kept: { text: 'Transfer closed. The care stays with the branch.', isGood: true },
  case_ended: { text: 'Care ended', isGood: true },

  // Messages for providers about invitations, capacity, care, pauses, updates and hand-backs
  invitation_seen: { text: 'The council sees that you opened this invitation', isGood: true },
  offer_made: { text: 'Offer sent', isGood: true },
  offer_revised: { text: 'Offer changed', isGood: true },
  offer_withdrawn: { text: 'Offer withdrawn', isGood: true },
  invitation_declined: {
    text: 'Invitation declined. The council sees your reason when the broadcast closes.',
    isGood: true,
  },
  capacity_confirmed: { text: 'Capacity confirmed', isGood: true },
  capacity_declared: { text: 'Capacity declared', isGood: true },
  start_confirmed: { text: 'Start confirmed. The care is live.', isGood: true },
  hours_asked: { text: 'Request sent. A brokerage officer will decide.', isGood: true },
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
