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
  invalid_request: 'Part of the form is not valid. Check your answers and send it again.',
  unknown_route: 'Page not found. Check the address, or go to your start page.',
  method_not_allowed: 'This address cannot be used in this way. Go to your start page.',
  unsupported_media_type: 'This type of file or form is not accepted. Use the form on the page.',
  length_required: 'The request has no length. Send it again from the page.',
  request_timeout: 'The request took too long to arrive. Try again.',
  headers_too_large: 'Your browser sent too much data. Delete the cookies of this site and try again.',
  payload_too_large: 'This is too large. Send something smaller.',
  invalid_cursor: 'This part of the list is no longer available. Go back to the start of the list.',
  idempotency_key_required: 'This form is incomplete. Reload the page and send it again.',
  idempotency_key_reused:
    'This form was already sent with other answers. Reload the page to see the result, then start a new form.',
  version_required: 'This form is incomplete. Reload the page and make your change again.',
  version_stale:
    'A colleague changed this while you had it open. Compare the two versions, then make your change again.',
  too_many_wordings:
    'This has reached the limit of changes. Start a new one, or telephone the other organisation.',
  too_many_requests: 'You sent too many requests. Wait a few seconds and try again.',
  form_expired: 'This form has expired. Go back, reload the page and send it again.',

  // Messages for errors about the live feed
  feed_position_unknown: 'This position is not in your feed. Reload the page.',
  feed_position_too_old: 'You were away for too long to catch up. Reload the page.',
  feed_resuming: 'The page is catching up. Wait until it says that it is live.',
  too_many_sockets: 'You have too many pages open. Close some and reload this one.',

  // Messages for errors about signing in, sessions and users
  not_signed_in: 'You were signed out. Sign in again to continue.',
  sign_in_failed: 'The e-mail address or the password is wrong. Check both, or ask your administrator.',
  sign_in_throttled: 'Too many attempts to sign in. Wait before you try again.',
  role_not_allowed: 'Your role does not allow this. Ask your administrator if you need it for your work.',
  email_taken: 'Another user has this e-mail address. Enter a different address, or change that user.',
  user_not_found: 'User not found. Go back to the list of users.',
  session_not_found: 'This session has already ended. There is nothing more to do.',
  key_not_found: 'This key has already ended. There is nothing more to do.',
  key_scope_missing: 'This key does not allow this request. Create a key with the access it needs.',
  key_scope_not_allowed: 'Choose the access of the key. A key cannot have more access than your role.',
  webhook_not_found: 'There is no such webhook. Open the list of webhooks to see those that exist.',
  webhook_address_refused:
    'This address cannot be used. Enter an https address on the public internet, such as https://example.org/homeward.',
  too_many_webhooks: 'You have the most webhooks that a user can have. Remove one that is not used.',
  delivery_not_found: 'There is no such delivery. Deliveries are deleted after 30 days.',
  delivery_waits: 'This delivery is already waiting. It is sent at the next attempt.',
  too_many_keys: 'You have the most keys that a user can have. End a key that is not used.',
  password_wrong: 'This is not your current password. Enter the password you signed in with.',
  cannot_disable_self: 'You cannot disable your own account. Ask another administrator.',
  own_account: 'You cannot do this to your own account. Ask another administrator.',
  role_change_not_allowed: 'This user cannot have this role. Choose another role.',
  branch_limit_not_for_role:
    'Only a user who makes offers can be limited to branches. Choose all branches, or the role provider.',
  branch_outside_limit:
    'Your account is limited to other branches. Ask your administrator if you need this branch for your work.',
  operator_needed:
    'The provider already has an administrator, or is invited to a sealed broadcast. Ask the operator of Homeward to add this administrator.',
  account_link_invalid:
    'This link was used, has expired or was replaced. Sign in if you have set your password, or request a new link.',
  password_guessable: 'This password is too easy to guess. Use three random words.',

  // Messages for errors about lots, providers and contracts
  import_not_found: 'Import not found. Go back to the list of imports.',
  import_file_invalid: 'The file cannot be read. Use the template.',
  import_too_many: 'Too many imports are open. Finish or discard some of them first.',
  import_built_on:
    'This import cannot be taken back: later work uses its records. Change the records one by one.',
  authority_not_live:
    'Your council is not live yet. Nothing is sent to providers before a commissioner goes live on the page Going live.',
  cut_over_finished: 'The council is live. Lists and figures are no longer compared.',
  not_ready_to_go_live: 'Your council cannot go live yet. Complete the list on the page Going live.',
  figures_invalid: 'Some rows of the file cannot be read. Correct them and upload the file again.',
  care_list_not_found: 'List not found. Go back to your lists.',
  care_list_changed: 'The list has changed. Check it again.',
  care_list_disputed: 'A dispute of this list is open. It must be answered first.',
  care_list_answered: 'This list is confirmed already. Nothing more is needed.',
  care_dispute_invalid:
    'The dispute is incomplete. Say what is wrong on the list, and the hours that you deliver.',
  care_dispute_not_found: 'Dispute not found. Go back to the page Going live.',
  care_dispute_already_open: 'This line is disputed already. The council will answer.',
  care_difference_not_found: 'Difference not found. Go back to the figures.',
  reconciliation_not_found: 'Figures not found. Go back to the list of days.',
  already_settled: 'Another user has settled this. View the page again.',
  import_stays: 'An import of this kind cannot be taken back. Change the records one by one.',
  lot_not_found: 'Lot not found. Go back to the list of lots.',
  lot_code_taken: 'Another lot already has this code. Choose another code.',
  lot_area_taken: 'Part of this area belongs to another lot. Remove it from one of the two.',
  lot_settings_invalid: 'These settings conflict. Check them against each other.',
  outline_invalid: 'This outline cannot be used. Export it again as GeoJSON in WGS 84.',
  postcode_invalid: 'Enter a full UK postcode, such as LE11 3AB. Check for O and 0, and for I and 1.',
  postcode_no_fixed_abode: 'ZZ99 means no fixed abode. Enter the postcode where carers meet the person.',
  postcode_outside_lots: 'This postcode is outside your lots. Check it, or extend a lot.',
  provider_not_found: 'Provider not found. Check the CQC ID.',
  provider_already_recorded: 'This provider already exists. Open it from the list of providers.',
  branch_not_found: 'Branch not found. Check the CQC ID.',
  branch_already_recorded: 'This branch already exists. Open it from its provider.',
  capabilities_invalid: 'This cannot be recorded. Check the day and the evidence.',
  capability_needs_ties:
    'Your council has no contract with this branch. Record a contract or live care there first.',
  capability_not_declared: 'The branch no longer declares one of these skills. Check the page again.',
  capability_declared: 'The branch declares one of these skills already. Confirm it instead.',
  branch_invalid: 'These details conflict. Check them against the CQC register.',
  register_needs_ties:
    'All councils share the registration and ratings of a branch. Only a council with a contract or live care there can change them.',
  register_needs_source: 'A change of the registration or ratings needs a source. Choose the CQC source.',
  register_stale:
    'A source of the same day or later is recorded. Check the record, or enter a later source, such as today’s CQC page.',
  contract_not_found: 'Contract not found. Go back to the list of contracts.',
  contract_overlaps: 'This branch has a contract for the lot in these dates. Change the dates.',
  contract_invalid: 'These terms conflict. Check the dates and rates.',
  owner_not_found: 'This user cannot own work. Choose an officer or commissioner who can sign in.',
  owner_not_allowed: 'Only a commissioner can own this work. Choose a commissioner.',
  owner_absent: 'This colleague is away. Choose another colleague.',
  owner_changed: 'A colleague changed the owner just now. Check who owns it and try again.',
  work_not_found: 'This work was not found. Go back to the board.',
  work_over: 'This work is finished. Its owner stays.',
  team_not_found: 'Team not found. Go back to the list of teams.',
  team_name_taken: 'Another team has this name. Choose another name.',
  team_member_not_found: 'A team has officers and commissioners only. Choose from the list.',
  absence_not_found: 'This absence has ended or was not found. Go back to the list of absences.',
  absence_invalid: 'This absence cannot be recorded. Check the days and the deputy.',
  absence_overlaps:
    'An absence is already recorded on some of these days. Choose other days, or end that absence.',
  absence_user_not_found: 'User not found. Choose an officer or commissioner of your council.',
  absence_of_deputy: 'This person covers for a colleague on some of these days. Change that absence first.',
  deputy_not_found:
    'Choose a colleague who can do the same work. Only a commissioner covers for a commissioner.',
  deputy_absent: 'This colleague is away on some of these days. Choose another deputy.',
  check_invalid: 'This check cannot be recorded. Check the evidence and the day.',
  uplift_not_found: 'This change of rates was not found. Go back to the list.',
  uplift_withdrawn: 'This change of rates was withdrawn already. Go back to the list.',
  uplift_begun: 'These rates apply already, so they cannot be withdrawn. Change the rates again instead.',
  uplift_invalid: 'These rates cannot be recorded. Check the day and the new rate.',
  rates_begin_later:
    'Some of these contracts have rates from this day or later. Choose a later day or fewer contracts.',
  rate_too_high: 'A rate would be more than £200 an hour. Enter a lower rate.',
  subcontract_not_found: 'Subcontract not found. Go back to the list of contracts.',
  subcontract_overlaps: 'The same subcontract exists in these dates. Change the dates.',
  subcontract_invalid: 'This branch cannot deliver for that one. Check both branches, the lot and the dates.',
  capacity_not_found: 'No capacity is declared for this lot. Declare it first.',

  // Messages for errors about people and packages
  person_not_found: 'Person not found. Check the reference.',
  person_reference_taken: 'Another person has this case number. Check whether it is the same person.',
  person_nhs_number_taken: 'Another record has this NHS number. Open that record, or check the number.',
  person_may_be_recorded:
    'This person may be recorded already. Open the record, or confirm that this is a different person.',
  contingency_key_invalid: 'Enter a public key of age. It begins with age1 and has 62 characters.',
  person_merged: 'This record was merged. Open the record that is kept.',
  person_merge_refused: 'These records cannot be merged now. Compare them again.',
  person_search_empty: 'There is nothing to look for. Enter what you know of the person.',
  person_search_not_found: 'This search is not yours, or it does not exist. Search again.',
  person_invalid: 'These details conflict. Check them.',
  package_not_found: 'Package not found. Go back to the list of packages.',
  package_invalid: 'This package is not valid. Check its visits and needs.',
  move_not_allowed: 'This has changed since you opened it. Reload the page to see its status.',

  // Messages for errors about broadcasts, offers and awards
  broadcast_not_found: 'Broadcast not found. Go back to the package.',
  broadcast_not_open: 'This broadcast has closed. Reload the page to see the result.',
  broadcast_still_open: 'This broadcast is still open. Wait for its deadline, or close it first.',
  broadcast_deadline_invalid:
    'This deadline is not possible. Enter a time after now and before the start of care.',
  award_file_not_available:
    'This broadcast has no award file yet. If it has just closed, try again in a minute. Cancelled broadcasts have no award file.',
  no_head_published:
    'There is no signed head to download yet. Ask the operator of Homeward if heads are set up.',
  offers_sealed: 'The offers are sealed until the broadcast closes. Come back after its deadline.',
  nobody_eligible: 'No branch is eligible for this package. Check the reasons for each branch.',
  invitation_not_found: 'Invitation not found. Go back to your work.',
  invitation_not_open: 'This invitation is no longer open. Reload the page to see the result.',
  offer_not_found: 'Offer not found. Go back to the broadcast.',
  offer_already_made: 'Your branch has already made an offer. Change that offer.',
  offer_not_standing: 'This offer is no longer valid. Reload the page to see the current offers.',
  offer_invalid: 'This offer is not valid. Check its start, times and rate.',
  rate_needs_reason: 'This rate is outside the limits. Give a reason, or change the rate.',
  branch_not_eligible:
    'This branch is not eligible for this package now. Check the reasons, or choose another branch.',
  award_needs_reason: 'This award needs a reason. Enter one and award again.',
  award_not_found: 'Award not found. Go back to the package.',

  // Messages for errors about live care
  placement_not_found: 'Placement not found. Go back to the list of placements.',
  placement_not_live: 'This care has ended. Reload the page to see why.',
  start_time_invalid: 'The start must be after the award and not in the future. Enter another time.',
  variation_refused:
    'A restriction does not allow this change. Ask for fewer hours, or get a written agreement.',
  nothing_to_change: 'Nothing has changed. Make a change, or go back.',
  variation_request_not_found: 'Request not found. Go back to the placement.',
  variation_already_requested:
    'A change of this care is already requested. Decide or withdraw that request first.',
  placement_moving: 'This care is being transferred. Change it after the transfer.',

  // Messages for errors about restrictions
  restriction_not_found: 'Restriction not found. Go back to the branch.',
  restriction_invalid: 'This restriction is not valid. Check its dates, lots and conditions.',
  cqc_notice_needs_ties:
    'A CQC notice applies to every council. Only a council with a contract or live care at this branch can record one.',
  restriction_ended: 'This restriction has ended. Reload the page to see its status.',
  notice_not_contestable:
    'You can only contest a CQC notice that another council recorded. Amend or lift your own notices.',
  contest_already_open: 'Your organisation already contests this notice. Reload the page to see it.',
  contest_not_found: 'Contest not found. Go back to the restriction.',
  contest_answered: 'This contest has an answer. Reload the page to see it.',
  permission_not_found: 'Written agreement not found. Go back to the restriction.',
  permission_used: 'This written agreement has been used. Record another agreement if you have one.',

  // Messages for errors about reallocations
  reallocation_not_found: 'Reallocation not found. Go back to the list of reallocations.',
  reallocation_groundless: 'The reason for this reallocation no longer applies. Reload the page to see why.',
  second_commissioner_needed:
    'You recorded the reason for this reallocation. Ask another commissioner to start it, or an administrator to add one.',
  case_not_found: 'Transfer not found. Go back to the reallocation.',
  hand_back_not_found: 'Hand-back not found. Go back to the branch.',
  hand_back_invalid: 'This hand-back is not valid. Check its lots and notice.',
  already_handed_back: 'This work was already handed back. Reload the page to see the hand-back.',

  // Messages for errors about documents and updates
  document_not_found: 'Document not found. Go back to the page that links to it.',
  document_type_not_allowed:
    'This type of file is not accepted. Save it as a PDF or a picture and try again.',
  document_invalid: 'This file cannot be read. Check that it opens on your computer and try again.',
  document_quota_reached:
    'Your organisation has reached its limit of documents. Unused documents are deleted after 7 days.',
  report_not_found: 'Report not found. Go back to the restriction.',
  report_already_received: 'This report was already received. There is nothing more to do.',
  report_not_owed: 'This report is no longer required. There is nothing more to do.',

  // Messages for errors about queues and about the service as a whole
  queue_not_found: 'Queue not found. Go back to the list of queues.',
  job_not_found:
    'Job not found. It may be done, or belong to another council. Go back to the list of queues.',
  job_not_failed: 'This job has not failed. Reload the page to see its status.',
  busy_try_again: 'A colleague changed this at the same moment. Try again.',
  temporarily_unavailable:
    'Homeward is not available at the moment. Your answers are safe. Try again in a minute.',
  internal_error:
    'Something went wrong. Try again. If it happens again, give your administrator the reference below.',
};

/** Returns the heading of an error page, by HTTP status. */
export function failureTitle(status: number): string {
  switch (status) {
    case 401:
      return 'Sign in again';
    case 403:
      return 'No permission';
    case 404:
      return 'Not found';
    case 409:
      return 'This has changed';
    case 410:
      return 'Too long ago';
    case 413:
    case 422:
    case 400:
      return 'Request refused';
    case 429:
      return 'Too many attempts';
    case 503:
      return 'Homeward is not available';
    default:
      return status >= 500 ? 'Something went wrong' : 'Request refused';
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
