/** The kind of an error decides its HTTP status; a client switches on the code. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'gone'
  | 'unmeasured'
  | 'too_large'
  | 'unsupported'
  | 'refused'
  | 'throttled'
  | 'unavailable';

/** What went wrong, in words a client may switch on. Codes are stable: they are never renamed. */
export const ERRORS = {
  // The request itself
  invalid_request: 'invalid',
  unknown_route: 'not_found',
  unsupported_media_type: 'unsupported',
  length_required: 'unmeasured',
  payload_too_large: 'too_large',
  invalid_cursor: 'invalid',
  idempotency_key_required: 'invalid',
  idempotency_key_reused: 'refused',
  version_required: 'invalid',
  version_stale: 'conflict',
  too_many_requests: 'throttled',

  // The feed
  feed_position_unknown: 'refused',
  feed_position_too_old: 'gone',
  feed_resuming: 'conflict',
  too_many_sockets: 'throttled',

  // Who is asking
  not_signed_in: 'unauthenticated',
  sign_in_failed: 'unauthenticated',
  sign_in_throttled: 'throttled',
  password_wrong: 'refused',
  role_not_allowed: 'forbidden',
  email_taken: 'conflict',
  user_not_found: 'not_found',
  session_not_found: 'not_found',
  cannot_disable_self: 'refused',
  provider_shared: 'refused',

  // Lots, providers and contracts
  lot_not_found: 'not_found',
  lot_code_taken: 'conflict',
  lot_area_taken: 'conflict',
  lot_settings_invalid: 'refused',
  postcode_invalid: 'invalid',
  postcode_outside_lots: 'refused',
  provider_not_found: 'not_found',
  provider_already_recorded: 'conflict',
  branch_not_found: 'not_found',
  branch_already_recorded: 'conflict',
  branch_invalid: 'refused',
  contract_not_found: 'not_found',
  contract_overlaps: 'conflict',
  contract_invalid: 'refused',
  subcontract_not_found: 'not_found',
  subcontract_overlaps: 'conflict',
  subcontract_invalid: 'refused',
  capacity_not_found: 'not_found',

  // People and packages
  person_not_found: 'not_found',
  person_reference_taken: 'conflict',
  person_invalid: 'refused',
  package_not_found: 'not_found',
  package_invalid: 'refused',
  move_not_allowed: 'conflict',

  // Broadcasts, offers and awards
  broadcast_not_found: 'not_found',
  broadcast_not_open: 'conflict',
  broadcast_still_open: 'conflict',
  broadcast_deadline_invalid: 'refused',
  offers_sealed: 'forbidden',
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

  // Live care
  placement_not_found: 'not_found',
  placement_not_live: 'conflict',
  start_time_invalid: 'refused',
  variation_refused: 'refused',
  nothing_to_change: 'refused',
  variation_request_not_found: 'not_found',
  variation_already_requested: 'conflict',
  placement_moving: 'conflict',

  // Restrictions
  restriction_not_found: 'not_found',
  restriction_invalid: 'refused',
  restriction_ended: 'conflict',
  permission_not_found: 'not_found',
  permission_used: 'conflict',

  // Reallocations
  reallocation_not_found: 'not_found',
  reallocation_groundless: 'conflict',
  case_not_found: 'not_found',
  hand_back_not_found: 'not_found',
  hand_back_invalid: 'refused',
  already_handed_back: 'conflict',

  // Evidence
  document_not_found: 'not_found',
  document_type_not_allowed: 'unsupported',
  document_invalid: 'refused',
  report_not_found: 'not_found',
  report_already_received: 'conflict',
  report_not_owed: 'conflict',

  // The machinery
  queue_not_found: 'not_found',
  job_not_found: 'not_found',
  job_not_failed: 'conflict',
  busy_try_again: 'conflict',
  temporarily_unavailable: 'unavailable',
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof ERRORS;

/** RFC 9457 problem details, with the stable code and, where there are several, every reason. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode | 'internal_error';
  readonly detail?: string;
  readonly instance?: string;
  /** The request this answers; quote it when asking for help. */
  readonly requestId?: string;
  /** Facts about this refusal: field errors, failed rules, the version that is current. */
  readonly facts?: Readonly<Record<string, unknown>>;
}
