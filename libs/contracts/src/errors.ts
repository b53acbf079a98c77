/**
 * The kind of an error decides its HTTP status. Clients should react to the error code, because several codes
 * have the same kind.
 */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'wrong_method'
  | 'conflict'
  | 'gone'
  | 'unmeasured'
  | 'slow'
  | 'long_headers'
  | 'too_large'
  | 'unsupported'
  | 'refused'
  | 'throttled'
  | 'unavailable';

/** Every error code with its kind. Clients react to the code, so a code is never renamed. */
export const ERRORS = {
  // Error codes about requests in general
  invalid_request: 'invalid',
  unknown_route: 'not_found',
  method_not_allowed: 'wrong_method',
  unsupported_media_type: 'unsupported',
  length_required: 'unmeasured',
  request_timeout: 'slow',
  headers_too_large: 'long_headers',
  payload_too_large: 'too_large',
  invalid_cursor: 'invalid',
  idempotency_key_required: 'invalid',
  idempotency_key_reused: 'refused',
  version_required: 'invalid',
  version_stale: 'conflict',
  too_many_wordings: 'refused',
  too_many_requests: 'throttled',

  // Error codes about the event feed
  feed_position_unknown: 'refused',
  feed_position_too_old: 'gone',
  feed_resuming: 'conflict',
  too_many_sockets: 'throttled',

  // Error codes about sign-in, sessions and users
  not_signed_in: 'unauthenticated',
  sign_in_failed: 'unauthenticated',
  sign_in_throttled: 'throttled',
  password_wrong: 'refused',
  role_not_allowed: 'forbidden',
  email_taken: 'conflict',
  user_not_found: 'not_found',
  session_not_found: 'not_found',
  key_not_found: 'not_found',
  key_scope_missing: 'forbidden',
  key_scope_not_allowed: 'refused',
  too_many_keys: 'refused',
  webhook_not_found: 'not_found',
  webhook_address_refused: 'refused',
  too_many_webhooks: 'refused',
  delivery_not_found: 'not_found',
  delivery_waits: 'conflict',
  cannot_disable_self: 'refused',
  owner_not_found: 'not_found',
  owner_not_allowed: 'refused',
  owner_absent: 'refused',
  owner_changed: 'conflict',
  work_not_found: 'not_found',
  work_over: 'conflict',
  team_not_found: 'not_found',
  team_name_taken: 'conflict',
  team_member_not_found: 'not_found',
  absence_not_found: 'not_found',
  absence_invalid: 'refused',
  absence_overlaps: 'conflict',
  absence_user_not_found: 'not_found',
  absence_of_deputy: 'conflict',
  deputy_not_found: 'not_found',
  deputy_absent: 'conflict',
  own_account: 'refused',
  role_change_not_allowed: 'refused',
  branch_limit_not_for_role: 'refused',
  branch_outside_limit: 'forbidden',
  operator_needed: 'refused',
  account_link_invalid: 'gone',
  password_guessable: 'refused',

  // Error codes about contingency packs
  contingency_key_invalid: 'invalid',

  // Error codes about lots, providers and contracts
  lot_not_found: 'not_found',
  lot_code_taken: 'conflict',
  lot_area_taken: 'conflict',
  lot_settings_invalid: 'refused',
  outline_invalid: 'refused',
  postcode_invalid: 'invalid',
  postcode_no_fixed_abode: 'invalid',
  postcode_outside_lots: 'refused',
  provider_not_found: 'not_found',
  provider_already_recorded: 'conflict',
  branch_not_found: 'not_found',
  branch_already_recorded: 'conflict',
  branch_invalid: 'refused',
  register_needs_ties: 'refused',
  register_needs_source: 'refused',
  register_stale: 'conflict',
  capabilities_invalid: 'refused',
  capability_needs_ties: 'refused',
  capability_not_declared: 'conflict',
  capability_declared: 'conflict',
  contract_not_found: 'not_found',
  contract_overlaps: 'conflict',
  contract_invalid: 'refused',
  check_invalid: 'refused',
  uplift_invalid: 'refused',
  uplift_not_found: 'not_found',
  uplift_withdrawn: 'conflict',
  uplift_begun: 'conflict',
  rates_begin_later: 'conflict',
  rate_too_high: 'refused',
  subcontract_not_found: 'not_found',
  subcontract_overlaps: 'conflict',
  subcontract_invalid: 'refused',
  capacity_not_found: 'not_found',

  // Error codes about imports
  import_not_found: 'not_found',
  import_file_invalid: 'refused',
  import_too_many: 'refused',
  import_built_on: 'conflict',
  import_stays: 'refused',

  // Error codes about going live
  authority_not_live: 'refused',
  cut_over_finished: 'conflict',
  not_ready_to_go_live: 'refused',
  figures_invalid: 'refused',
  care_list_not_found: 'not_found',
  care_list_changed: 'conflict',
  care_list_disputed: 'conflict',
  care_list_answered: 'conflict',
  care_dispute_invalid: 'refused',
  care_dispute_not_found: 'not_found',
  care_dispute_already_open: 'conflict',
  care_difference_not_found: 'not_found',
  reconciliation_not_found: 'not_found',
  already_settled: 'conflict',

  // Error codes about people and packages
  person_not_found: 'not_found',
  person_reference_taken: 'conflict',
  person_nhs_number_taken: 'conflict',
  person_may_be_recorded: 'conflict',
  person_merged: 'not_found',
  person_merge_refused: 'refused',
  person_search_empty: 'invalid',
  person_search_not_found: 'not_found',
  person_invalid: 'refused',
  package_not_found: 'not_found',
  package_invalid: 'refused',
  move_not_allowed: 'conflict',

  // Error codes about broadcasts, offers and awards
  broadcast_not_found: 'not_found',
  broadcast_not_open: 'conflict',
  broadcast_still_open: 'conflict',
  broadcast_deadline_invalid: 'refused',
  offers_sealed: 'forbidden',
  award_file_not_available: 'conflict',
  no_head_published: 'not_found',
  nobody_eligible: 'refused',
  invitation_not_found: 'not_found',
  invitation_not_open: 'conflict',
  offer_not_found: 'not_found',
  offer_already_made: 'conflict',
  offer_not_standing: 'conflict',
  offer_invalid: 'refused',
  rate_needs_reason: 'refused',
  branch_not_eligible: 'refused',
  award_needs_reason: 'refused',
  award_not_found: 'not_found',

  // Error codes about live care
  placement_not_found: 'not_found',
  placement_not_live: 'conflict',
  start_time_invalid: 'refused',
  variation_refused: 'refused',
  nothing_to_change: 'refused',
  variation_request_not_found: 'not_found',
  variation_already_requested: 'conflict',
  placement_moving: 'conflict',

  // Error codes about restrictions
  restriction_not_found: 'not_found',
  restriction_invalid: 'refused',
  cqc_notice_needs_ties: 'refused',
  restriction_ended: 'conflict',
  notice_not_contestable: 'refused',
  contest_already_open: 'conflict',
  contest_not_found: 'not_found',
  contest_answered: 'conflict',
  permission_not_found: 'not_found',
  permission_used: 'conflict',

  // Error codes about reallocations
  reallocation_not_found: 'not_found',
  reallocation_groundless: 'conflict',
  second_commissioner_needed: 'forbidden',
  case_not_found: 'not_found',
  hand_back_not_found: 'not_found',
  hand_back_invalid: 'refused',
  already_handed_back: 'conflict',

  // Error codes about documents and reports
  document_not_found: 'not_found',
  document_type_not_allowed: 'unsupported',
  document_invalid: 'refused',
  document_quota_reached: 'refused',
  report_not_found: 'not_found',
  report_already_received: 'conflict',
  report_not_owed: 'conflict',

  // Error codes about queues and the service as a whole
  queue_not_found: 'not_found',
  job_not_found: 'not_found',
  job_not_failed: 'conflict',
  busy_try_again: 'conflict',
  temporarily_unavailable: 'unavailable',
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof ERRORS;

/**
 * What an error is about, so that a client knows what to change.
 *
 * - A list of names: fields of the request. The client changes the first of these fields that the request has. If
 *   the request has none of them, the error is about `command`, or about `address` if its kind is `not_found`.
 *   For faults in `facts.faults`, see `FAULT_FIELDS`.
 * - `command`: the whole request, or the current state of the resource. Read the resource again.
 * - `address`: nothing exists at the address for this caller.
 * - `caller`: the identity or the permissions of the caller.
 * - `transport`: the size, the type or the headers of the request.
 * - `service`: the service was busy or not available. Send the request again later.
 */
export type ErrorSubject = readonly string[] | 'command' | 'address' | 'caller' | 'transport' | 'service';

/**
 * For each error code, what the error is about (`ErrorSubject`). A new error code without an entry is a
 * compile error.
 */
export const ERROR_SUBJECTS: Readonly<Record<ErrorCode, ErrorSubject>> = {
  // Error codes about requests in general
  invalid_request: 'command',
  unknown_route: 'address',
  method_not_allowed: 'transport',
  unsupported_media_type: 'transport',
  length_required: 'transport',
  request_timeout: 'transport',
  headers_too_large: 'transport',
  payload_too_large: 'transport',
  invalid_cursor: ['after'],
  idempotency_key_required: 'command',
  idempotency_key_reused: 'command',
  version_required: ['version'],
  version_stale: ['version', 'lots'],
  too_many_wordings: 'command',
  too_many_requests: 'service',

  // Error codes about the event feed
  feed_position_unknown: ['after'],
  feed_position_too_old: ['after'],
  feed_resuming: 'command',
  too_many_sockets: 'caller',

  // Error codes about sign-in, sessions and users
  not_signed_in: 'caller',
  sign_in_failed: ['email', 'password'],
  sign_in_throttled: ['oldPassword'],
  password_wrong: ['oldPassword'],
  role_not_allowed: 'caller',
  email_taken: ['email'],
  user_not_found: 'address',
  session_not_found: 'address',
  key_not_found: 'address',
  key_scope_missing: 'caller',
  key_scope_not_allowed: ['scopes'],
  too_many_keys: 'command',
  webhook_not_found: 'address',
  webhook_address_refused: ['url'],
  too_many_webhooks: 'command',
  delivery_not_found: 'address',
  delivery_waits: 'command',
  cannot_disable_self: 'command',
  owner_not_found: ['ownerId'],
  owner_not_allowed: ['ownerId'],
  owner_absent: ['ownerId'],
  owner_changed: 'command',
  work_not_found: 'address',
  work_over: 'command',
  team_not_found: 'address',
  team_name_taken: ['name'],
  team_member_not_found: ['memberIds'],
  absence_not_found: 'address',
  absence_invalid: 'command',
  absence_overlaps: ['firstOn', 'lastOn'],
  absence_user_not_found: ['userId'],
  absence_of_deputy: ['firstOn', 'lastOn'],
  deputy_not_found: ['deputyId'],
  deputy_absent: ['deputyId'],
  own_account: 'command',
  role_change_not_allowed: ['role'],
  branch_limit_not_for_role: ['branchIds'],
  branch_outside_limit: ['branchId', 'deliveringBranchId'],
  operator_needed: ['providerId'],
  account_link_invalid: 'command',
  password_guessable: ['newPassword', 'password'],

  // Error codes about imports
  import_not_found: 'address',
  import_file_invalid: ['file'],
  import_too_many: 'command',
  import_built_on: 'command',
  import_stays: 'command',

  // Error codes about going live
  authority_not_live: 'command',
  cut_over_finished: 'command',
  not_ready_to_go_live: 'command',
  figures_invalid: ['file'],
  care_list_not_found: 'address',
  care_list_changed: ['digest'],
  care_list_disputed: 'command',
  care_list_answered: 'command',
  care_dispute_invalid: ['claimedMinutes', 'placementId'],
  care_dispute_not_found: 'address',
  care_dispute_already_open: ['placementId'],
  care_difference_not_found: 'address',
  reconciliation_not_found: 'address',
  already_settled: 'command',

  // Error codes about lots, providers and contracts
  lot_not_found: ['lotId', 'lotIds'],
  lot_code_taken: ['code'],
  lot_area_taken: ['areas'],
  lot_settings_invalid: ['areas'],
  outline_invalid: ['file'],
  postcode_invalid: ['postcode'],
  postcode_no_fixed_abode: ['postcode'],
  postcode_outside_lots: ['postcode'],
  provider_not_found: ['providerId'],
  provider_already_recorded: ['id'],
  branch_not_found: ['branchId', 'deliveringBranchId'],
  branch_already_recorded: ['id'],
  branch_invalid: 'command',
  register_needs_ties: ['registration', 'ratings'],
  register_needs_source: ['source.kind'],
  register_stale: ['source.publishedOn'],
  capabilities_invalid: 'command',
  capability_needs_ties: 'command',
  capability_not_declared: ['capabilities'],
  capability_declared: ['capabilities'],
  contract_not_found: 'address',
  contract_overlaps: ['startsOn', 'endsOn'],
  contract_invalid: 'command',
  check_invalid: 'command',
  uplift_invalid: 'command',
  uplift_not_found: 'address',
  uplift_withdrawn: 'command',
  uplift_begun: 'command',
  rates_begin_later: ['fromOn'],
  rate_too_high: ['hundredths', 'newRatePence'],
  subcontract_not_found: 'address',
  subcontract_overlaps: ['startsOn', 'endsOn'],
  subcontract_invalid: 'command',
  capacity_not_found: 'address',

  // Error codes about people and packages
  person_not_found: ['personId', 'reference'],
  person_reference_taken: ['reference'],
  person_nhs_number_taken: ['nhsNumber'],
  person_may_be_recorded: 'command',
  contingency_key_invalid: ['recipient'],
  person_merged: ['personId', 'otherPersonId'],
  person_merge_refused: 'command',
  person_search_empty: ['text'],
  person_search_not_found: 'address',
  person_invalid: 'command',
  package_not_found: ['packageId'],
  package_invalid: 'command',
  move_not_allowed: 'command',

  // Error codes about broadcasts, offers and awards
  broadcast_not_found: 'address',
  broadcast_not_open: 'command',
  broadcast_still_open: 'command',
  broadcast_deadline_invalid: ['closesAt'],
  offers_sealed: 'command',
  award_file_not_available: 'command',
  no_head_published: 'address',
  nobody_eligible: 'command',
  invitation_not_found: 'address',
  invitation_not_open: 'command',
  offer_not_found: ['offerId'],
  offer_already_made: 'command',
  offer_not_standing: ['offerId'],
  offer_invalid: 'command',
  rate_needs_reason: ['rateReason'],
  branch_not_eligible: ['offerId', 'deliveringBranchId'],
  award_needs_reason: ['reason'],
  award_not_found: 'address',

  // Error codes about live care
  placement_not_found: 'address',
  placement_not_live: 'command',
  start_time_invalid: ['startedAt'],
  variation_refused: 'command',
  nothing_to_change: 'command',
  variation_request_not_found: 'address',
  variation_already_requested: 'command',
  placement_moving: 'command',

  // Error codes about restrictions
  restriction_not_found: ['conditionId', 'restrictionId'],
  restriction_invalid: 'command',
  cqc_notice_needs_ties: ['source'],
  restriction_ended: ['conditionId', 'restrictionId'],
  notice_not_contestable: ['restrictionId'],
  contest_already_open: ['restrictionId'],
  contest_not_found: 'address',
  contest_answered: 'command',
  permission_not_found: 'address',
  permission_used: 'command',

  // Error codes about reallocations
  reallocation_not_found: 'address',
  reallocation_groundless: 'command',
  second_commissioner_needed: 'caller',
  case_not_found: 'address',
  hand_back_not_found: 'address',
  hand_back_invalid: 'command',
  already_handed_back: ['lotIds'],

  // Error codes about documents and reports
  document_not_found: ['documentId'],
  document_type_not_allowed: ['documentId'],
  document_invalid: ['documentId'],
  document_quota_reached: ['documentId'],
  report_not_found: 'address',
  report_already_received: 'command',
  report_not_owed: 'command',

  // Error codes about queues and the service as a whole
  queue_not_found: 'address',
  job_not_found: 'address',
  job_not_failed: 'command',
  busy_try_again: 'service',
  temporarily_unavailable: 'service',
};

/**
 * The request field that each code in `facts.faults` is about. A fault is one mistake in a request.
 * `visits.minutes` means the field `minutes` of one visit, which the fault's `visitKey` names.
 *
 * If a code belongs to several requests, the list has the field of each request.
 */
export const FAULT_FIELDS = {
  // Codes of mistakes in a new password
  password_blank: ['newPassword', 'password'],
  password_common: ['newPassword', 'password'],
  password_own_details: ['newPassword', 'password'],

  // Codes of mistakes in a dispute of a list of people
  care_missing: ['placementId'],
  care_given: ['placementId'],
  hours_missing: ['claimedMinutes'],

  // Codes of mistakes in a person's details
  name_missing: ['familyName'],
  birth_not_a_date: ['bornOn'],
  birth_out_of_range: ['bornOn'],
  nhs_number_invalid: ['nhsNumber'],
  nhs_number_never_issued: ['nhsNumber'],
  address_missing: ['addressLines'],

  // Codes of reasons why two records of a person cannot be merged
  same_record: ['otherPersonId'],
  nhs_numbers_differ: ['otherPersonId'],
  births_differ: ['otherPersonId'],
  work_out_with_branches: ['otherPersonId'],

  // Codes of mistakes in a branch's details. `postcode_invalid` is also used for a person's postcode.
  postcode_invalid: ['postcode'],
  postcode_no_fixed_abode: ['postcode'],
  rated_on_not_a_date: ['ratings.ratedOn'],
  rated_in_future: ['ratings.ratedOn'],
  rated_after_source: ['source.publishedOn'],
  published_on_not_a_date: ['source.publishedOn'],
  published_in_future: ['source.publishedOn'],
  reference_not_of_cqc: ['source.reference'],

  // Codes of mistakes in a lot's settings
  weights_not_whole: ['weights'],
  weights_not_100: ['weights'],
  price_weight_reason_missing: ['weightsReason'],
  rates_invalid: ['rateFloorPence'],
  rates_reversed: ['rateFloorPence', 'rateMinPence'],
  first_acceptable_sealed: ['sealed'],
  own_rank_sealed: ['ownRankShown'],
  head_start_too_short: ['tierHeadStartMinutes'],
  step_too_short: ['cascadeStepMinutes'],

  // Codes of mistakes in the outline of a lot
  outline_not_json: ['file'],
  outline_not_geojson: ['file'],
  outline_no_area: ['file'],
  outline_too_detailed: ['file'],
  outline_not_degrees: ['file'],
  outline_outside_uk: ['file'],
  outline_ring_open: ['file'],
  outline_crosses_itself: ['file'],

  // Codes of mistakes in contracts and subcontracts
  starts_not_a_date: ['startsOn'],
  ends_not_a_date: ['endsOn'],
  ends_before_start: ['to', 'endsOn'],

  // Codes of mistakes in a check of a branch
  check_evidence_missing: ['evidence'],
  review_not_a_date: ['reviewOn'],
  review_in_past: ['reviewOn'],
  review_too_far: ['reviewOn'],

  // Codes of mistakes in a change of rates
  from_not_a_date: ['fromOn'],
  from_too_far: ['fromOn'],
  change_missing: ['hundredths'],
  percentage_out_of_range: ['hundredths'],
  new_rate_out_of_range: ['newRatePence'],
  uplift_reason_missing: ['reason'],

  // Codes of mistakes in the visits of a package or of a variation
  no_visits: ['visits'],
  too_many_visits: ['visits'],
  key_missing: ['visits'],
  key_repeated: ['visits'],
  days_missing: ['visits.days'],
  day_repeated: ['visits.days'],
  minutes_out_of_range: ['visits.minutes'],
  short_reason_missing: ['visits.shortReason'],
  too_short_for_personal_care: ['visits.minutes'],
  window_invalid: ['visits.window'],

  // Codes of mistakes in offers
  start_not_a_date: ['startsOn'],
  start_in_past: ['startsOn'],
  start_too_far_ahead: ['startsOn'],
  rate_out_of_range: ['hourlyRatePence'],
  visit_not_answered: ['visitTimes'],
  visit_answered_twice: ['visitTimes'],
  visit_unknown: ['visitTimes'],
  time_invalid: ['visitTimes'],

  // Codes of mistakes in restrictions, pauses and written agreements
  reference_missing: ['reference'],
  evidence_missing: ['evidence'],
  reason_missing: ['reason'],
  ends_in_past: ['to'],
  absence_in_past: ['firstOn'],
  absence_backwards: ['lastOn'],
  absence_too_long: ['lastOn'],
  covers_self: ['deputyId'],
  already_began: ['from'],
  conditions_missing: ['conditions'],
  condition_repeated: ['conditions'],
  limit_invalid: ['conditions.limitMinutes'],
  cap_invalid: ['conditions.capMinutes'],
  interval_invalid: ['conditions.everyDays'],
  scope_invalid: ['personId', 'packageId'],
  already_over: ['until'],
  minutes_missing: ['minutes'],
  minutes_meaningless: ['minutes'],
  condition_not_waivable: ['conditionId'],

  // Codes of mistakes in hand-backs
  notice_invalid: ['noticeDays'],
  lot_repeated: ['lotIds'],

  // Codes of mistakes in uploaded documents
  empty: ['documentId'],
  too_large: ['documentId'],
  not_what_it_says: ['documentId'],
  not_utf8: ['documentId'],
  has_other_file: ['documentId'],
  has_macros: ['documentId'],
  unpacks_too_large: ['documentId'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type FaultCode = keyof typeof FAULT_FIELDS;

/**
 * An error response in the format problem details (RFC 9457), with an error code that never changes. The
 * field `facts` has the reasons for the error.
 */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode | 'internal_error';
  readonly detail?: string;
  readonly instance?: string;
  /** The id of the refused request. Users quote this id when asking for help. */
  readonly requestId?: string;
  /**
   * Details of this error. Depending on the code: `fields`, `faults`, the rules that failed (`checks`), or
   * the current version.
   */
  readonly facts?: Readonly<Record<string, unknown>> | undefined;
}
