import type { ErrorCode } from '#contracts/errors';

/**
 * All error codes for which an error page has a text: the API's codes, `internal_error` for a bug in the
 * console, and `form_expired` for a form whose CSRF token is not valid any more.
 */
export type FailureCode = ErrorCode | 'internal_error' | 'form_expired';

/**
 * The error message for each code: what happened and what the user can do next. A code without a message is a
 * compile error.
 */
export const ERROR_WORDING: Readonly<Record<FailureCode, string>> = {
  // Messages for errors about requests in general
  invalid_request: 'Something in the form cannot be understood. Check what you entered and send it again.',
  unknown_route: 'There is no such page. Check the address, or start again from the top of the console.',
  method_not_allowed: 'This address cannot be used in this way. Start again from the top of the console.',
  unsupported_media_type: 'This kind of file or form is not accepted. Use the form on the page.',
  length_required: 'What was sent did not say how long it is. Send it again from the page.',
  payload_too_large: 'What you sent is too large. Make it smaller and send it again.',
  invalid_cursor: 'This place in the list is no longer known. Go back to the start of the list.',
  idempotency_key_required: 'The form was sent without its number. Reload the page and send it again.',
  idempotency_key_reused:
    'This form was already sent with something else in it. Reload the page to see what was done, then start a new one.',
  version_required:
    'The form did not say which version it changes. Reload the page and make your change again.',
  version_stale:
    'Somebody else changed this while you had it open. Compare what it says now, then make your change again.',
  too_many_wordings:
    'This was changed so often that it cannot be changed again. Start a new one, or telephone the other side.',
  too_many_requests: 'You sent more than can be answered at once. Wait a few seconds and try again.',
  form_expired:
    'This form was open too long, or was opened before you signed in. Go back, reload the page, and send it again.',

  // Messages for errors about the live feed
  feed_position_unknown: 'This is no place in your own feed. Reload the page to start from now.',
  feed_position_too_old:
    'You were away for longer than the feed reaches back. Reload the page to see how everything stands.',
  feed_resuming: 'The page is already catching up. Wait until it says that it is live.',
  too_many_sockets: 'You have too many live pages open. Close some of them and reload this one.',

  // Messages for errors about signing in, sessions and users
  not_signed_in: 'You are not signed in any more. Sign in again to go on.',
  sign_in_failed:
    'The e-mail address and the password do not match a user who may sign in. Check both; if you cannot get in, ask your administrator.',
  sign_in_throttled: 'There were too many tries to sign in. Wait before you try again.',
  role_not_allowed:
    'Your role does not let you do this. If it is part of your work, ask your administrator who may do it.',
  email_taken: 'Somebody already signs in with this e-mail address. Use another, or change that user.',
  user_not_found: 'There is no such user here. Go back to the list of users.',
  session_not_found: 'That sign-in had already ended. There is nothing more to do.',
  password_wrong: 'That is not your password as it is now. Enter the one you signed in with.',
  cannot_disable_self: 'You cannot disable yourself. Ask another administrator to do it.',
  own_account: 'This is your own account. Ask another administrator to do it.',
  role_change_not_allowed: 'This user cannot have this role. Choose a role of the same organisation.',
  operator_needed:
    'The provider has an administrator already, or is being asked in a sealed broadcast now. Ask the operator of Homeward to add this one.',
  account_link_invalid:
    'This link cannot be used: it was used already, has expired or was replaced. If you have set your password, sign in. Otherwise ask for a new link.',
  password_guessable: 'This password is too easy to guess. Use three random words.',

  // Messages for errors about lots, providers and contracts
  lot_not_found: 'There is no such lot. Go back to the list of lots.',
  lot_code_taken: 'Another lot already has this code. Choose another code.',
  lot_area_taken: 'Part of this area already belongs to another lot. Take it out of one of the two.',
  lot_settings_invalid: 'The settings of this lot do not go together. Check them against each other.',
  postcode_invalid:
    'This is not a full UK postcode. Enter one like LE11 3AB, and check each letter: O and 0, I and 1 look alike.',
  postcode_no_fixed_abode:
    'ZZ99 stands for no fixed abode. Enter the postcode of the place where carers meet the person.',
  postcode_outside_lots: 'This postcode lies in none of your lots. Check it, or extend a lot.',
  provider_not_found: 'There is no such provider here. Check its CQC id.',
  provider_already_recorded: 'This provider is already recorded. Open it from the list of providers.',
  branch_not_found: 'There is no such branch here. Check its CQC id.',
  branch_already_recorded: 'This branch is already recorded. Open it from its provider.',
  branch_invalid: 'What is recorded of this branch does not go together. Check it against the CQC register.',
  register_needs_ties:
    'Every council relies on the registration and the ratings of a branch. Only a council with a contract or live care of this branch may change them.',
  register_needs_source: 'Choose where CQC says this. The registration and the ratings need a source.',
  register_stale:
    'A source of the same day or later is already recorded. Check what is recorded now. To change it, enter a later source, such as CQC’s page as it reads today.',
  contract_not_found: 'There is no such contract. Go back to the list of contracts.',
  contract_overlaps: 'This branch already has a contract for the lot in part of that time. Change the dates.',
  contract_invalid: 'The terms of this contract do not go together. Check its dates and rates.',
  subcontract_not_found: 'There is no such subcontract. Go back to the list of contracts.',
  subcontract_overlaps: 'The same subcontract is on record for part of that time. Change the dates.',
  subcontract_invalid: 'This branch cannot deliver for that one. Check both branches, the lot and the dates.',
  capacity_not_found: 'No capacity has been declared for this lot yet. Declare it first.',

  // Messages for errors about people and packages
  person_not_found: 'There is no such person here. Check the reference.',
  person_reference_taken: 'Another person already has this reference. Check whether it is the same person.',
  person_nhs_number_taken: 'Another record has this NHS number. Open that record, or check the number.',
  person_may_be_recorded:
    'This person may be recorded already. Open the record, or confirm that it is another person.',
  person_search_empty: 'There is nothing to look for. Enter what you know of the person.',
  person_search_not_found: 'This search is not yours, or it does not exist. Search again.',
  person_invalid: 'What is recorded of this person does not go together. Check the details.',
  package_not_found: 'There is no such package here. Go back to the list of packages.',
  package_invalid: 'This package cannot be asked for as it stands. Check its visits and needs.',
  move_not_allowed: 'This has moved on since you opened it. Reload the page to see where it stands now.',

  // Messages for errors about broadcasts, offers and awards
  broadcast_not_found: 'There is no such broadcast here. Go back to the package.',
  broadcast_not_open: 'This broadcast has closed. Reload the page to see how it ended.',
  broadcast_still_open: 'This broadcast is still open. Wait for its deadline, or close it first.',
  broadcast_deadline_invalid: 'This deadline is not possible. Choose a time after now and before the start.',
  award_file_not_available:
    'There is no award file of this broadcast yet. If it closed a moment ago, try again in a minute. A cancelled broadcast, and one opened before decisions were proven, have none.',
  no_head_published: 'No head of the log has been published yet. Ask the operator of Homeward to set it up.',
  offers_sealed: 'The offers are sealed until the broadcast closes. Come back after its deadline.',
  nobody_eligible:
    'No branch may take this package, so nobody can be asked. Look at the reasons for each branch and change what you can.',
  invitation_not_found: 'There is no such invitation for your branches. Go back to the list of invitations.',
  invitation_not_open: 'This invitation is no longer open. Reload the page to see what became of it.',
  offer_not_found: 'There is no such offer here. Go back to the broadcast.',
  offer_already_made: 'Your branch has already made an offer. Revise that one.',
  offer_not_standing: 'This offer no longer stands. Reload the page to see the offers that do.',
  offer_invalid: 'This offer cannot be taken as it stands. Check its start, times and rate.',
  rate_needs_reason: 'This rate is outside what the lot allows. Give a reason, or change the rate.',
  branch_not_eligible: 'This branch may not take this package now. Look at the reasons, and choose another.',
  award_needs_reason: 'An award like this one needs a reason. Give it and award again.',
  award_not_found: 'There is no such award here. Go back to the package.',

  // Messages for errors about live care
  placement_not_found: 'There is no such placement here. Go back to the list of placements.',
  placement_not_live: 'This care is not live any more. Reload the page to see how it ended.',
  start_time_invalid: 'The care cannot have started then. Enter a time after the award and not after now.',
  variation_refused:
    'A condition in force does not allow this change. Look at which, and ask for less or for a written agreement.',
  nothing_to_change: 'This is how it already is. Change something, or go back.',
  variation_request_not_found: 'There is no such request here. Go back to the placement.',
  variation_already_requested:
    'A change of this placement is already asked for. Decide or withdraw that one first.',
  placement_moving: 'This care is being moved to another branch. Change it once it has moved.',

  // Messages for errors about restrictions
  restriction_not_found: 'There is no such restriction here. Go back to the branch.',
  restriction_invalid:
    'This restriction cannot be recorded as it stands. Check its dates, lots and conditions.',
  cqc_notice_needs_ties:
    'A notice of CQC binds every council. Only a council with a contract or live care of this branch may record one.',
  restriction_ended: 'This restriction has already ended. Reload the page to see how it stands.',
  notice_not_contestable:
    'Only a notice of CQC that another council recorded can be contested. Amend or lift a notice of your own.',
  contest_already_open: 'Your organisation already contests this notice. Reload the page to see the contest.',
  contest_not_found: 'There is no such contest here. Go back to the restriction.',
  contest_answered: 'This contest is already answered. Reload the page to see the answer.',
  permission_not_found: 'There is no such written agreement here. Go back to the restriction.',
  permission_used: 'This written agreement was already used. Record another if there is one.',

  // Messages for errors about reallocations
  reallocation_not_found: 'There is no such reallocation here. Go back to the list of reallocations.',
  reallocation_groundless: 'There is no ground for this reallocation any more. Reload the page to see why.',
  second_commissioner_needed:
    'You recorded the reason for this reallocation, so another commissioner starts it. If there is no other, ask an administrator to add one.',
  case_not_found: 'There is no such case here. Go back to the reallocation.',
  hand_back_not_found: 'There is no such hand-back here. Go back to the branch.',
  hand_back_invalid: 'This hand-back cannot be given as it stands. Check its lots and the notice.',
  already_handed_back: 'This was already handed back. Reload the page to see the hand-back.',

  // Messages for errors about documents and updates
  document_not_found: 'There is no such document here. Go back to what it belongs to.',
  document_type_not_allowed:
    'Files of this kind are not accepted. Save it as a PDF or a picture and try again.',
  document_invalid: 'This file cannot be kept as it stands. Check it opens on your computer and try again.',
  document_quota_reached:
    'Your organisation has stored as many documents as it may. Documents that nothing refers to are deleted after 7 days.',
  report_not_found: 'There is no such update here. Go back to the restriction.',
  report_already_received: 'This update was already received. There is nothing more to do.',
  report_not_owed: 'This update is not owed any more. There is nothing more to do.',

  // Messages for errors about queues and about the service as a whole
  queue_not_found: 'There is no such queue. Go back to the list of queues.',
  job_not_found:
    'This job is not there any more, or is about another authority. Go back to the list of queues.',
  job_not_failed: 'This job is not failed any more. Reload the page to see where it stands.',
  busy_try_again: 'Others were changing the same thing at that moment. Try again now.',
  temporarily_unavailable:
    'Homeward cannot answer at the moment. Nothing you sent was lost half-way; try again in a minute.',
  internal_error:
    'Something went wrong on our side. Try again; if it happens again, tell your administrator the reference below.',
};

/** Returns the heading of an error page, by HTTP status. */
export function failureTitle(status: number): string {
  switch (status) {
    case 401:
      return 'Sign in again';
    case 403:
      return 'You may not do this';
    case 404:
      return 'Not found';
    case 409:
      return 'This has changed';
    case 410:
      return 'Too long ago';
    case 413:
    case 422:
    case 400:
      return 'This could not be done';
    case 429:
      return 'Too many tries';
    case 503:
      return 'Homeward is not available';
    default:
      return status >= 500 ? 'Something went wrong' : 'This could not be done';
  }
}

/**
 * The headings and texts of error pages that keep the submitted form, keyed by error code. Codes without an
 * entry have the general heading and text.
 */
const RESEND_WORDING: Readonly<
  Partial<Record<FailureCode, { readonly title: string; readonly text: string }>>
> = {
  not_signed_in: {
    title: 'You were signed out',
    text: 'Your session ended before the form was sent.',
  },
  form_expired: {
    title: 'Check who you are signed in as',
    text: 'You signed in or out after you opened this form.',
  },
};

export function resendWording(code: FailureCode, status: number): { title: string; text: string } {
  return RESEND_WORDING[code] ?? { title: failureTitle(status), text: ERROR_WORDING[code] };
}
